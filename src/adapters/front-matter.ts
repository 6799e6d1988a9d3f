/** The two halves of an MDX file and the lines (first is 1) on which they begin. */
export interface FrontMatter {
  readonly yaml: string;
  readonly yamlLine: number;
  readonly body: string;
  readonly bodyLine: number;
}

/** Splits at the `---` lines; `null` when the text does not begin with front matter that ends. */
export function parseFrontMatter(text: string): FrontMatter | null {
  const match = /^\uFEFF?---[ \t]*\r?\n([\s\S]*?)^---[ \t]*(?:\r?\n|$)/m.exec(text);
  if (match?.index !== 0) return null;
  const [whole, yaml = ''] = match;
  return {
    yaml,
    yamlLine: 2,
    body: text.slice(whole.length),
    bodyLine: whole.split('\n').length,
  };
}
