/**
 * A cell that a spreadsheet would not run: where it begins like a formula it gets an apostrophe, which spreadsheets
 * take for "this is text". A cell that looks guarded already gets one more, so that {@link unguarded} gives every
 * text back exactly.
 */
export function guarded(cell: string): string {
  return guardable.test(cell) ? `'${cell}` : cell;
}

/** The text that {@link guarded} was given. */
export function unguarded(cell: string): string {
  return cell.startsWith("'") && guardable.test(cell) ? cell.slice(1) : cell;
}

/** Whether a spreadsheet would run `cell`. */
export function isFormula(cell: string): boolean {
  return formula.test(cell);
}

// https://owasp.org/www-community/attacks/CSV_Injection
const formula = /^[=+\-@\t\r\n＝＋－＠]/;
const guardable = /^'*[=+\-@\t\r\n＝＋－＠]/;
