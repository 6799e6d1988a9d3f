export type Cell = string | number;

/** Columns as wide as their widest cell; numbers stand to the right. */
export function table(head: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const widths = head.map((title, column) =>
    Math.max(title.length, ...rows.map((row) => String(row[column] ?? '').length)),
  );
  const isNumber = head.map((_, column) =>
    rows.every((row) => /^[\d.]*$/.test(String(row[column] ?? ''))),
  );
  const line = (cells: readonly Cell[]) =>
    widths
      .map((width, column) => {
        const text = String(cells[column] ?? '');
        return isNumber[column] ? text.padStart(width) : text.padEnd(width);
      })
      .join('  ')
      .trimEnd();
  return [line(head), widths.map((width) => '─'.repeat(width)).join('  '), ...rows.map(line)].join(
    '\n',
  );
}
