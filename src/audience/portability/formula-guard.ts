/**
 * A cell that a spreadsheet would not run: where it begins like a formula it gets an apostrophe, which spreadsheets
 * take for "this is text". A cell that looks guarded already gets one more, so that {@link unguarded} gives every
 * text back exactly.
 */
export function guarded(cell: string): string {
  return looksLikeFormula.test(cell) ? `'${cell}` : cell;
}

/** The text that {@link guarded} was given. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && looksLikeFormula.test(cell) ? cell.slice(1) : cell;
}

// https://owasp.org/www-community/attacks/CSV_Injection
const looksLikeFormula = /^'*[=+\-@\t\r\n＝＋－＠]/;
