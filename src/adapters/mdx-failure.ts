import type { BodyFailure } from '#articles/body.ts';

interface Source {
  readonly text: string;
  readonly firstLine: number;
}

/**
 * What the parser threw, in words for an editor. It says `12:3: what is wrong (note: …) (rule)`,
 * and its lines are already those of the file.
 */
export function failureOf(error: unknown, { text, firstLine }: Source): BodyFailure {
  const [, line = String(firstLine), said = String(error)] =
    /^(\d+):\d+: ([\s\S]*)$/.exec(error instanceof Error ? error.message : '') ?? [];
  const message = said
    .replace(/ \(mdx[\w:-]*\)$/, '')
    .replace(/ \(note: .*\)$/, '')
    .replaceAll(/ \((\d+):\d+\)/g, ' (line $1)');
  const written = text.split(/\r\n|\n|\r/)[Number(line) - firstLine] ?? '';
  return { line: Number(line), message: sentenceFor(message, written) };
}

function sentenceFor(message: string, written: string): string {
  if (/after `<`|before name|after name|in name|attribute/.test(message))
    return tagSentence(written);
  if (/expression|brace|oxc/.test(message)) {
    return 'has a { that begins code, which articles cannot hold; write \\{ for the sign itself';
  }
  const [, unclosed] = /^Expected a closing tag for `<(\w*)>`/.exec(message) ?? [];
  if (unclosed !== undefined) {
    return `<${unclosed}> is not closed; add </${unclosed}> after its content, on a line of its own when <${unclosed}> stands on one`;
  }
  const [, stray] = /^Unexpected closing tag `<\/(\w*)>`, expected an open tag/.exec(message) ?? [];
  if (stray !== undefined)
    return `</${stray}> closes nothing; remove it, or add <${stray}> before it`;
  const [, closed, open] =
    /^Unexpected closing tag `<\/(\w*)>`, expected corresponding closing tag for `<(\w*)>`/.exec(
      message,
    ) ?? [];
  if (closed !== undefined) {
    return `</${closed}> stands where </${open}> should; close tags in the reverse order of opening`;
  }
  return `${message}; correct it or remove what stands on this line`;
}

function tagSentence(written: string): string {
  if (written.includes('<!--')) {
    return 'has an HTML comment, which MDX does not know; remove it, or keep it in the front matter as a line that begins with #';
  }
  if (/<(?:https?:|mailto:|[^\s<>]+@)/.test(written)) {
    return 'has an address between < and >, which MDX takes for a tag; write [text](address)';
  }
  const [, name] = /<\/?([A-Za-z][\w.]*)/.exec(written) ?? [];
  if (name) {
    return `the tag <${name}> is not written right; write properties as name="value" with straight quotes and end the tag with > or />`;
  }
  return 'has a < that begins no tag; write \\< for the sign itself';
}
