import { boxMark } from './block-attributes.ts';
import { emoji } from './emoji.ts';
import { fence } from './shortcode-forms.ts';
import type { Extra, Met, Replacement } from './templates.ts';

const both = ['markdown', 'mdx'] as const;

/** What dialects of Markdown add: kramdown, Docusaurus, VitePress, Pandoc, KaTeX. */
export const dialects: readonly Extra[] = [
  // ## Title {#name .class}
  {
    pattern: /(?<=^ {0,3}#{1,6} [^\n]*?)[ \t]*\\?\{:?[ \t]*([#.][^{}\n]*)\}[ \t]*#*[ \t]*$/gm,
    formats: both,
    replace: headingName,
  },
  // Docusaurus: code that runs, hidden from other programs
  {
    pattern: /^([ \t]*)(`{3,})mdx-code-block[ \t]*\n([\s\S]*?)\n\1\2[ \t]*$/gm,
    formats: both,
    replace: hiddenCode,
  },
  // Pandoc: a note in the line, ^[such as this]
  {
    pattern: /[ \t]*\^\[((?:[^[\]\n]|\[[^[\]\n]*\])+)\](?!\()/g,
    formats: both,
    replace: noteInLine,
  },
  // ::: note Title
  {
    pattern:
      /^([ \t]*)(:{3,})[ \t]*(?:\{[ \t]*\.?([\w-]+)([^}\n]*)\}|([A-Za-z][\w-]*))[ \t]*([^\n]*)$/gm,
    formats: both,
    replace: admonition,
  },
  {
    pattern: /^[ \t]*(?:[*+-]|\d+\.)[ \t]+[^\n]*\n[ \t]*\{:\s*toc[^}\n]*\}/gm,
    formats: ['markdown'],
    replace: contents,
  },
  // kramdown: {:toc}, {: .class #name key="value"}, {::nomarkdown}
  { pattern: /\{:(?:[^}\n"]|"[^"\n]*")*\}/g, formats: ['markdown'], replace: attributes },
  // Nuxt Content: :button[Text]{to="/x"} on a line of its own, ![](a.png){.wide}
  {
    pattern: /^[ \t]*:([a-z][\w-]*)(?:\[([^\]\n]*)\])?\{([^{}\n]*)\}[ \t]*$/gm,
    formats: ['markdown'],
    replace: componentInLine,
  },
  {
    pattern: /(?<=[)\]`])\{[ \t]*[.#][^{}\n]*\}/g,
    formats: ['markdown'],
    replace({ found, note, line }) {
      note('lost', 'attribute', { line, what: found[0] });
      return '';
    },
  },
  { pattern: /^[ \t]*\[\[?toc\]\]?[ \t]*$/gim, formats: both, replace: contents },
  // Apple
  // :   A fruit
  { pattern: /^( {0,3}):(?=[ \t]+\S)/gm, formats: ['markdown'], replace: definition },
  {
    pattern: /(?<![\w:/]):([a-z][a-z\d_+-]*|[+-]1|100):(?![\w:])/g,
    formats: ['markdown'],
    replace: emoji,
  },
  // *[HTML]: Hypertext Markup Language
  { pattern: /^\*\[([^\]\n]+)\]:[ \t]*([^\n]*)$/gm, formats: ['markdown'], replace: abbreviation },
  {
    pattern: /\\?\$\$([\s\S]+?)\$\$|\\\\?\[([\s\S]+?)\\\\?\](?!\()/g,
    formats: ['markdown'],
    replace: formula,
  },
  // \(x^2\), as MathJax and KaTeX find it; Markdown may ask for a second backslash
  { pattern: /(\\{1,2})\(((?:(?!\\[()])[^\n])+)\1\)/g, formats: ['markdown'], replace: bracketed },
  {
    pattern: /^[ \t]*\\begin\{([a-z]+\*?)\}[\s\S]+?\\end\{\1\}[ \t]*$/gm,
    formats: ['markdown'],
    replace: environment,
  },
  { pattern: /\$\$([\s\S]+?)\$\$/g, formats: ['mdx'], replace: formula },
  {
    pattern: /(?<![\\$\w])\$(?![\s$])([A-Za-z]'?|[^$\n]*?[\\^_{][^$\n]*?)(?<![\s\\])\$(?![\w$])/g,
    formats: both,
    replace: shortFormula,
  },
  // [text](my file.pdf), ![](Photo 1.JPG =100x)
  {
    pattern: /(?<=\]\()([^()<>\n"']*[^()<>\n"'\s][ \t]+[^()<>\n"']*)(?=\)|[ \t]+["'])/g,
    formats: both,
    replace: address,
  },
  { pattern: /<!--([\s\S]*?)-->/g, formats: ['mdx'], replace: comment },
];

function headingName({ found, note, line }: Met): string {
  const name = /#([\w\p{L}-]+)/u.exec(found[1] ?? '')?.[1];
  const rest = (found[1] ?? '').replace(/#[\w\p{L}-]+/u, '').trim();
  if (rest !== '') note('lost', 'attribute', { line, what: rest });
  if (!name) return '';
  note('mapped', 'heading name', { line, what: `{#${name}}` });
  return ` <a id="${name}"></a>`;
}

function admonition({ found, note, line }: Met): Replacement {
  const [, indent = '', marks = ':::', classed, more = '', named, rest = ''] = found;
  const name = (classed ?? named ?? '').toLowerCase();
  if (more.trim() !== '') note('lost', 'attribute', { line, what: more.trim() });
  const label = rest.replace(/:+$/, '').trim();
  if (label === '') return `${indent}${marks}${name}`;
  if (/^[[{]/.test(label)) return `${indent}${marks}${name}${label}`;
  const isWhole = label.replaceAll(/\[[^[\]]*\](?:\([^()]*\))?/g, '').search(/[[\]\\]/) < 0;
  const text = isWhole ? label : label.replaceAll(/[[\]\\]/g, String.raw`\$&`);
  return `${indent}${marks}${name}[${text}]`;
}

function hiddenCode({ found, note, line }: Met): string {
  note('mapped', 'hidden code', { line, what: '```mdx-code-block' });
  return `\n${found[3] ?? ''}\n`;
}

function componentInLine({ found, note, line }: Met): string {
  const [what, , label, given = ''] = found;
  const said = (name: string) => new RegExp(`(?:^|\\s)${name}="([^"]*)"`).exec(given)?.[1];
  const url = said('to') ?? said('href') ?? said('src');
  const advice = url ? 'it became a link' : 'it stands in the text as code; write what it said';
  note('kept', 'component', { line, what: what.trim(), advice });
  if (url === undefined) return code(what.trim());
  return `[${label || said('title') || said('label') || url}](<${url}>)`;
}

function noteInLine({ found, note, line }: Met): string {
  const advice = 'it stands between brackets';
  note('guessed', 'note in the line', { line, what: found[0].trim(), advice });
  return ` (${found[1] ?? ''})`;
}

function attributes({ found, text, note, line }: Met): string {
  const [what] = found;
  const from = text.lastIndexOf('\n', found.index - 1) + 1;
  const above = text.slice(text.lastIndexOf('\n', from - 2) + 1, Math.max(from - 1, 0));
  const box = boxMark(what, { line: text.slice(from, found.index), above });
  if (box) {
    note(box.isExact ? 'mapped' : 'guessed', 'attribute', { line, what });
    return box.text;
  }
  if (/^\{:\s*\.?(?:toc|no_toc)\b/.test(what)) {
    note('mapped', 'contents list', { line, what });
    return '';
  }
  const name = /(?:^|[\s:])#([\w-]+)/.exec(what)?.[1];
  const isAll = name !== undefined && /^\{:\s*#[\w-]+\s*\}$/.test(what);
  note(isAll ? 'mapped' : 'lost', 'attribute', { line, what });
  return name ? `<a id="${name}"></a>` : '';
}

function contents({ found, note, line }: Met): string {
  note('mapped', 'contents list', { line, what: found[0].trim() });
  return '';
}

/** A list of terms is no Markdown: each term stands above what it means. */
function definition({ found, text, note, line }: Met): Replacement {
  const before = text.slice(0, found.index).replace(/\n$/, '').split('\n');
  const term = before.pop() ?? '';
  const last = term.trim() === '' ? (before.pop() ?? '') : term;
  const isMore = /^ {0,3}:[ \t]|^ {4}|^\t/.test(last);
  const isTerm = /^ {0,3}[^\s>|:]/.test(last) && !/^ {0,3}(?:[-*+]|\d+[.)])[ \t]/.test(last);
  // Terms above one meaning stand on a line each; prose has sentences.
  const above = before.slice(before.findLastIndex((one) => one.trim() === '') + 1);
  const isFirst =
    /^ {0,3}:[ \t]|^ {4}|^\t/.test(before.at(-1) ?? '') ||
    (above.length < 3 && above.every((one) => one.length < 60 && !/[.,;!?]\s*$/.test(one)));
  if (!isMore && !(isTerm && isFirst)) return null;
  const what = `${isMore ? '' : `${last.trim()} `}: …`;
  note('guessed', 'list of terms', { line, what });
  return `${found[1] ?? ''}-`;
}

function abbreviation({ found, note, line }: Met): string {
  note('lost', 'abbreviation', {
    line,
    what: found[0],
    advice: 'write it out where readers first meet it',
  });
  return '';
}

/** The hub shows no formulas: they stand there as they were typed. */
function formula({ found, text, note, line }: Met): Replacement {
  const inner = found[1] ?? found[2] ?? '';
  const isDollar = found[1] !== undefined;
  if (/\n[ \t]*\n/.test(inner)) return null;
  const before = text.slice(text.lastIndexOf('\n', found.index - 1) + 1, found.index);
  const behind = /^[^\n]*/.exec(text.slice(found.index + found[0].length))?.[0] ?? '';
  const isAlone = before.trim() === '' && (isDollar || behind.trim() === '');
  const isDisplay = isDollar ? isAlone : /^\\\\?\[\s*\n/.test(found[0]);
  // `\\[1\\]` is only a bracket.
  if (!isDollar && !isDisplay && !isFormula(inner)) return null;
  note('kept', 'formula', {
    line,
    what: found[0],
    advice: 'it stands there as typed; a picture shows it better',
  });
  return isAlone || isDisplay ? fence('math', inner) : code(inner);
}

/** Words between brackets are text. */
function isFormula(inner: string): boolean {
  return /\\[A-Za-z]|\b[A-Za-z\d][_^]|[=}][_^]?|\^/.test(inner);
}

function bracketed({ found, note, line }: Met): Replacement {
  const inner = found[2] ?? '';
  if (!isFormula(inner)) return null;
  note('kept', 'formula', { line, what: found[0], advice: 'it stands there as typed' });
  return code(inner);
}

function environment({ found, note, line }: Met): Replacement {
  if (/\n[ \t]*\n/.test(found[0])) return null;
  note('kept', 'formula', {
    line,
    what: found[0],
    advice: 'it stands there as typed; a picture shows it better',
  });
  return fence('math', found[0]);
}

function shortFormula({ found, note, line }: Met): string {
  note('kept', 'formula', { line, what: found[0], advice: 'it stands there as typed' });
  return code(found[1] ?? '');
}

function code(inner: string): string {
  const text = inner.replaceAll(/\s+/g, ' ').trim();
  const marks = '`'.repeat(
    Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length)) + 1,
  );
  const space = text.startsWith('`') || text.endsWith('`') ? ' ' : '';
  return `${marks}${space}${text}${space}${marks}`;
}

function address({ found, note, line }: Met): Replacement {
  const [whole] = found;
  const size = /[ \t]+=\d*x?\d*%?[ \t]*$/.exec(whole);
  if (size) note('lost', 'attribute', { line, what: size[0].trim() });
  const path = whole.slice(0, size ? size.index : undefined).trim();
  if (!/[./#]/.test(path)) return null;
  return path.replaceAll(/\s+/g, '%20');
}

/** A comment of HTML is an error in MDX; its own kind is none. */
function comment({ found }: Met): string {
  return `{/*${(found[1] ?? '').replaceAll('*/', '* /')}*/}`;
}
