import { type DefaultTreeAdapterTypes, parseFragment } from 'parse5';

import { cutAtWord } from '../title.ts';

/** What a reader reads of `html`, on one line: titles and names of exports are HTML too. */
export function plainTextOf(html: string): string {
  if (!/[<&]/.test(html)) return html.replaceAll(/\s+/g, ' ').trim();
  return textOf(parseFragment(html)).replaceAll(/\s+/g, ' ').trim();
}

/** A title for a text that has none: how it begins; `null` where it has no words. */
export function titleFrom(html: string): string | null {
  const plain = plainTextOf(html.replaceAll(/<\/?(?:p|br|div|h\d|li)\b[^>]*>/gi, ' '));
  const [sentence = ''] = /^.{8,}?[.!?…](?=\s|$)/u.exec(plain) ?? [plain];
  const title = sentence.replace(/([^.…])\.$/u, '$1');
  return /\p{L}/u.test(title) ? cutAtWord(title, 60) : null;
}

function textOf(node: DefaultTreeAdapterTypes.ParentNode): string {
  return node.childNodes
    .map((child) => {
      if ('value' in child) return child.value;
      if (!('tagName' in child) || /^(?:script|style)$/.test(child.tagName)) return '';
      return textOf(child);
    })
    .join('');
}
