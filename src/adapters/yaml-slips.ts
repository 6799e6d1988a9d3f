import type { ErrorCode, YAMLError } from 'yaml';

type Fault = Pick<YAMLError, 'code' | 'message' | 'pos'>;

/** What is wrong in `text` and what to do: the parser speaks to programmers, its users are editors. */
export function slipIn(text: string, fault: Fault): string {
  const { code, message, pos } = fault;
  if (isUnclosedQuote(fault)) {
    return 'has a quote that never closes; close it, or put the whole text between other quotes';
  }
  const quote = /(["'])[ \t]*$/.exec(text.slice(0, pos[0]))?.[1];
  if (message.startsWith('Unexpected scalar at node end') && quote !== undefined) {
    const other = quote === '"' ? "'…'" : '"…"';
    return `goes on after a closing quote; put the whole text between other quotes: ${other}`;
  }
  const bracket = /must be sufficiently indented and end with a ([\]}])/.exec(message)?.[1];
  if (bracket !== undefined) {
    return `comes where a list or group still lacks its ${bracket}; close it in a line above`;
  }
  if (message.startsWith('Comments must be separated')) {
    return 'has a # that would begin a note; remove it, or put the text between quotes';
  }
  const said = slips[code] ?? message.replace(/\.$/, '').replace(/^(.{120}).+$/s, '$1…');
  return `${said}; ${remedies[code] ?? 'correct this line or the one before it'}`;
}

/** A quote that never closes swallows the rest, and is found only at its end. */
export function isUnclosedQuote({ code, message }: Pick<Fault, 'code' | 'message'>): boolean {
  return code === 'MISSING_CHAR' && /Missing closing .?quote/.test(message);
}

const slips: Partial<Record<ErrorCode, string>> = {
  BLOCK_AS_IMPLICIT_KEY: 'has a second colon after the name of a field',
  MULTILINE_IMPLICIT_KEY: 'is no field, which has a name, a colon, a space and a value',
  TAB_AS_INDENT: 'begins with a tab',
};

const remedies: Partial<Record<ErrorCode, string>> = {
  BAD_INDENT: 'indent fields of one group equally, with spaces',
  BAD_SCALAR_START: 'put a text that begins with a sign such as @ or ` between quotes',
  BLOCK_AS_IMPLICIT_KEY:
    'put a text that holds a colon and a space between straight quotes ("…"), or indent the next line less',
  MISSING_CHAR: 'close the quote or bracket, or put the whole text between other quotes',
  MULTILINE_IMPLICIT_KEY: 'write name: value',
  MULTIPLE_DOCS: 'remove the line of three dashes',
  TAB_AS_INDENT: 'indent with spaces',
  TAG_RESOLVE_FAILED: 'put a text that begins with ! between quotes',
};
