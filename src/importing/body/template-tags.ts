import { fieldsOf, isRecord } from '../fields.ts';

import { argumentsOf } from './tag-arguments.ts';
import { galleryOf } from './gallery.ts';
import { escapeHtml } from './shortcode-forms.ts';
import { control, shortcodes } from './shortcodes.ts';
import type { Extra, Met, Replacement } from './templates.ts';

/** Liquid, Nunjucks and Hugo: they look alike, and their authors borrowed each other's names. */
export const templateTags: readonly Extra[] = [
  { pattern: /\{%-?\s*([\w./-]*)([\s\S]*?)-?%\}/g, formats: ['markdown'], replace: tag },
  {
    pattern: /\{\{([<%])\s*([\s\S]*?)\s*[>%]\}\}/g,
    formats: ['markdown'],
    replace: hugoTag,
  },
  {
    pattern: /\{\{-?\s*([^<%{}\n][^{}\n]*?)\s*-?\}\}/g,
    formats: ['markdown'],
    replace: output,
  },
  { pattern: /\{#(?!\w)[\s\S]*?#\}/g, formats: ['markdown'], replace: dropped },
  // theme-next.js.org/docs/tag-plugins/tabs: `<!-- tab Label@icon -->` … `<!-- endtab -->`
  {
    pattern: /<!--\s*(?:tab(?:[ \t]+([^\n]*?))?|endtab)\s*-->/g,
    formats: ['markdown'],
    replace: tabMark,
  },
];

function tag(met: Met): Replacement {
  const [, name = '', rest = ''] = met.found;
  return converted(met, {
    name,
    rest,
    closing: (one) => new RegExp(String.raw`\{%-?\s*end${one}\s*-?%\}`, 'g'),
  });
}

function tabMark({ found, line, note }: Met): string {
  const label = (found[1] ?? '').replace(/@[^@]*$/, '').trim();
  note('guessed', 'shortcode', { line, what: found[0] });
  return label === '' ? '\n\n' : `\n\n<strong>${escapeHtml(label)}</strong>\n\n`;
}

function hugoTag(met: Met): Replacement {
  const [, , inside = ''] = met.found;
  if (inside.startsWith('/*')) return shown(met);
  const [, name = '', rest = ''] = /^(\/?\s*[\w./-]+)([\s\S]*)$/.exec(inside) ?? [];
  const closing = (one: string) => new RegExp(String.raw`\{\{[<%]\s*/\s*${one}\s*[>%]\}\}`, 'g');
  if (name === 'param') return parameter(met, rest.trim().replaceAll(/^["'`]|["'`]$/g, ''));
  if (name.endsWith('.inline')) return program(met, closing(escaped(name)));
  return converted(met, { name: name.replaceAll(/\s/g, ''), rest, closing });
}

/** A field of the text, else of the site (gohugo.io/shortcodes/param). */
function parameter(met: Met, name: string): Replacement {
  const said = valueOf(`page.${name}`, met) ?? valueOf(`site.params.${name}`, met);
  if (said === null) return unknown(met);
  met.note('mapped', 'shortcode', { line: met.line, what: met.found[0] });
  return said;
}

/** A program of templates in the text itself (gohugo.io/templates/shortcode/#inline). */
function program(met: Met, closing: RegExp): Replacement {
  const { found, text, line, note } = met;
  closing.lastIndex = found.index + found[0].length;
  const end = closing.exec(text);
  if (!end) return unknown(met);
  const to = end.index + end[0].length;
  note('lost', 'shortcode', {
    line,
    what: text.slice(found.index, to),
    advice: 'a template computed it; write what readers should see',
  });
  return { text: '', to };
}

/** A tag whose inside is a comment is how Hugo shows a shortcode instead of running it. */
function shown({ found, line, note, isInCode, isInHtml }: Met): string {
  note('mapped', 'shortcode', { line, what: found[0] });
  const tag = found[0].replace(/\/\*\s*/, ' ').replace(/\s*\*\//, ' ');
  return isInCode() ? tag : codeOf(tag, isInHtml());
}

function converted(
  met: Met,
  { name, rest, closing }: { name: string; rest: string; closing: (name: string) => RegExp },
): Replacement {
  const { found, text, line, note } = met;
  const plain = name.replace(/^\/|^end/, '').toLowerCase();
  const isEnd = plain !== name.toLowerCase();
  const what = found[0];
  const known = Object.hasOwn(shortcodes, plain) ? shortcodes[plain] : undefined;
  const args = argumentsOf(rest.replace(/(?<![^\s"'])\/\s*$/, ''));
  const begin = found.index + what.length;
  const gallery = plain === 'include' && !isEnd ? galleryOf(args, met.entry.fields) : null;
  if (gallery !== null) {
    note('mapped', 'shortcode', { line, what });
    return indented(gallery, found);
  }
  if (known?.whole && !isEnd) {
    const pattern = closing(escaped(plain));
    pattern.lastIndex = begin;
    const end = pattern.exec(text);
    const inner = end ? text.slice(begin, end.index) : null;
    const became = known.whole(args, inner);
    // An address that stands in no link would be shown as it is.
    const isLost = became?.text.startsWith('freehold-ref:') && !isInAddress(text, found.index);
    if (became && !isLost) {
      note(became.outcome, 'shortcode', {
        line,
        what:
          end && !became.isSingle
            ? `${what}${became.outcome === 'lost' ? inner : ' … '}${end[0]}`
            : what,
        ...(became.advice && { advice: became.advice }),
      });
      return {
        text: indented(became.text, found),
        to: inner !== null && end && !became.isSingle ? end.index + end[0].length : begin,
      };
    }
  }
  if (known && 'open' in known) {
    const became = isEnd ? known.close : known.open(args);
    note(became.outcome, 'shortcode', { line, what });
    return became.text;
  }
  if (known && isEnd) {
    note('mapped', 'shortcode', { line, what });
    return '';
  }
  if (control.has(plain) || control.has(name.toLowerCase())) {
    note('lost', 'shortcode', {
      line,
      what,
      advice: 'it decided what readers see; the text between is there',
    });
    return '';
  }
  return unknown(met);
}

/** What nobody knows stays readable, in HTML as the code of HTML; within an address it is spelled as one, and leads nowhere. */
function unknown({ found, text, line, note, isInHtml }: Met): string {
  const what = found[0];
  note('kept', 'shortcode', {
    line,
    what,
    advice: 'it stands in the text as code; write what it showed',
  });
  if (isInAddress(text, found.index)) return encodeURIComponent(what);
  return codeOf(what, isInHtml());
}

function codeOf(what: string, isInHtml: boolean): string {
  return isInHtml ? `<code>${escapeHtml(what)}</code>` : asCode(what);
}

function asCode(what: string): string {
  const ticks = '`'.repeat(
    Math.max(0, ...Array.from(what.matchAll(/`+/g), ([run]) => run.length)) + 1,
  );
  const code = what.replaceAll(/\s+/g, ' ');
  return `${ticks}${code.startsWith('`') ? ` ${code} ` : code}${ticks}`;
}

/** Blocks stand as deep in a list as the tag that made them. */
function indented(text: string, { input, index }: RegExpExecArray): string {
  const before = input.slice(input.lastIndexOf('\n', index - 1) + 1, index);
  if (!text.startsWith('\n\n') || before === '' || before.trim() !== '') return text;
  return text.replaceAll(/\n(?=[^\n])/g, `\n${before}`);
}

function isInAddress(text: string, at: number): boolean {
  // `[x]({{ site.url }}{% post_url … %})`
  const before = text.slice(Math.max(0, at - 200), at).replaceAll(/\{\{[^{}\n]*\}\}/g, '');
  return /[("'=][^\s()"'=]*$/.test(before);
}

/** `{{ site.baseurl }}`, `{{ page.title }}`, `{{ '/x/' | relative_url }}`. */
function output(met: Met): Replacement {
  const { found, line, note } = met;
  const [what, inside = ''] = found;
  if (inside.startsWith('/*')) return dropped(met);
  const [subject = '', ...filters] = inside.split('|').map((part) => part.trim());
  const quoted = /^(["'])(.*)\1$/.exec(subject)?.[2];
  // `{{ "now" | date: "%Y" }}` is no word.
  const isComputed = filters.some((filter) => filter.startsWith('date'));
  const said = quoted !== undefined && isComputed ? null : (quoted ?? valueOf(subject, met));
  if (said === null) return unknown(met);
  note('mapped', 'shortcode', { line, what });
  return said;
}

function valueOf(subject: string, { entry, settings }: Met): string | null {
  if (/^\$?\.?site\.?(?:baseurl|base_url|url|BaseURL|Site\.BaseURL)$/i.test(subject)) return '';
  // `_data/` of Eleventy: `metadata.author.name` is in `_data/metadata.json`.
  const { data } = settings;
  const said =
    isRecord(data) && /^\w[\w-]*\.[\w.-]+$/.test(subject) ? fieldsOf(data).text(subject) : null;
  if (said !== null) return said;
  const setting = /^(?:site|\.Site\.Params|\$?\.?Site|metadata)\.([\w.-]+)$/.exec(subject)?.[1];
  if (setting) return fieldsOf(settings).text(setting);
  const field = /^(?:page|post|\.Params|\.|frontmatter|frontMatter)\.?([\w.-]+)$/.exec(
    subject,
  )?.[1];
  return field ? fieldsOf(entry.fields).text(field) : null;
}

function dropped({ found, line, note }: Met): string {
  note('lost', 'comment', { line, what: found[0] });
  return '';
}

function escaped(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`);
}
