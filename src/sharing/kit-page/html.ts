/** Markup that is ready to be written: made by {@link html} only. */
export interface Html {
  readonly markup: string;
}

type Value = string | number | null | undefined | false | Html | readonly Html[];

/**
 * Markup from a template. Everything put in is escaped, between tags and in quoted attributes, unless it is
 * markup itself; what is missing or `false` is left out.
 */
export function html(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  const markup = parts.reduce((made, part, index) => made + writtenAs(values[index - 1]) + part);
  return { markup };
}

function writtenAs(value: Value): string {
  if (value === null || value === undefined || value === false) return '';
  if (typeof value === 'string' || typeof value === 'number') return escapedText(String(value));
  if ('markup' in value) return value.markup;
  return value.map(({ markup }) => markup).join('');
}

/** {@link html} for elements in which every space counts: tools that format `html` leave it as it is. */
export function verbatim(parts: TemplateStringsArray, ...values: readonly Value[]): Html {
  return html(parts, ...values);
}

/** `text` to the letter inside `<pre>` or `<textarea>`, of which HTML drops a first line break. */
export function exact(text: string): Html {
  return html`${`\n${text}`}`;
}

/** Markup that was made elsewhere: a style sheet, a script. */
export function raw(markup: string): Html {
  return { markup };
}

const characters: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

function escapedText(text: string): string {
  return text.replaceAll(/[&<>"']/g, (character) => characters[character] ?? '');
}
