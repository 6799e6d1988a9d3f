import type { Hub } from '#hub/hub.ts';
import { type DefaultTreeAdapterTypes as Tree, parse } from 'parse5';

import { checklistSays } from './checklist-words.ts';
import type { ComposedIssue } from './compose-issue.ts';
import { budgetBytes, maxHtmlBytes } from './encoded-size.ts';
import { fillMarks, markBeginning, markOf, type RecipientWords } from './marks.ts';

/** A point of the list that an issue must pass before it goes out. */
export interface Check {
  readonly id: CheckId;
  readonly isPassed: boolean;
  readonly says: string;
}

export type CheckId = (typeof checkIds)[number];

export const checkIds = [
  'subject',
  'preheader',
  'size',
  'links',
  'text-links',
  'alternative-texts',
  'tokens',
  'postal-address',
  'safe-parts',
] as const;

/** Hosts that hide where a link leads, which spam filters punish. */
const shorteners = new Set(
  'bit.ly tinyurl.com t.co goo.gl ow.ly is.gd buff.ly rebrand.ly lnkd.in shorturl.at'.split(' '),
);

// Mail programs on phones show about so many characters of a subject.
const subjectOnPhones = 45;

/** Judges a composed issue by itself, in the language of the hub's editors. `preheader` is what its editor wrote. */
export function checklistOf(
  { message, bytes, isTooLarge, parts }: ComposedIssue,
  { hub, preheader }: { readonly hub: Hub; readonly preheader: string },
): Check[] {
  const { subject, html, text } = message;
  const { elements, comments } = elementsOf(html);
  const links = linksIn(html);
  const check = (id: CheckId, isPassed: boolean, says: string): Check => ({ id, isPassed, says });
  const shortened = parts.filter(({ isShortened }) => isShortened).map(({ part }) => part);
  const wrong = links.filter(
    (url) => !/^(https?|mailto|tel):/.test(url) || shorteners.has(URL.parse(url)?.hostname ?? ''),
  );
  const missing = links.filter((url) => !text.includes(url));
  const pictures = elements.filter(({ tagName }) => tagName === 'img');
  const silent = pictures.filter((one) => !attribute(one, 'alt')?.trim());
  const filled = [html, text].map((part) => fillMarks(part, sampleWords)).join('\n');
  const dead = /freehold-mark-[\w-]*|\{\{[^}]*\}\}|<%|%%\w+%%|\*\|\w+\|\*/.exec(filled)?.[0];
  const address = hub.organisation.postalAddress;
  const unsafe = elements.filter((one) => !isSafe(one)).map(({ tagName }) => tagName);
  const [length, onPhones] = [[...subject].length, subjectOnPhones];
  const t = checklistSays[hub.editorLanguage];
  const cut = length > onPhones ? [...subject].slice(0, onPhones).join('') : null;
  const weight = t.weight(bytes, budgetBytes, maxHtmlBytes);
  const isWithoutOthers = comments.every((one) => /^\[if mso\]|^\[endif\]/.test(one));
  return [
    check('subject', length <= 60, t.subjectLength(length, onPhones, cut)),
    check('preheader', preheader !== subject, t.characters([...preheader].length)),
    check(
      'size',
      !isTooLarge,
      shortened.length === 0 ? weight : `${weight}${t.becameTeasers(shortened.join(', '))}`,
    ),
    check(
      'links',
      wrong.length === 0,
      wrong.length === 0 ? t.linksWhole(links.length) : t.linksWrong(wrong.join(', ')),
    ),
    check(
      'text-links',
      missing.length === 0,
      missing.length === 0 ? t.textHasAll : t.textMisses(missing.join(', ')),
    ),
    check(
      'alternative-texts',
      silent.length === 0,
      silent.length === 0 ? t.picturesSpeak(pictures.length) : t.picturesSilent(silent.length),
    ),
    check('tokens', dead === undefined, dead === undefined ? t.marksFilled : t.markLeft(dead)),
    check(
      'postal-address',
      address !== undefined && html.includes(address.split(',')[0] ?? ''),
      address ?? t.addressMissing,
    ),
    check(
      'safe-parts',
      unsafe.length === 0 && isWithoutOthers,
      unsafe.length === 0 ? t.isSafe : t.isUnsafe(unsafe.join(', ')),
    ),
  ];
}

/** Words of nobody, to see that every mark is filled. */
export const sampleWords: RecipientWords = {
  unsubscribe: 'A'.repeat(43),
  preferences: 'B'.repeat(43),
  reason: 'Je krijgt dit omdat je abonnee bent.',
  reader: '',
};

/** Where the links of `html` lead, but for the recipient's own. */
export function linksIn(html: string): string[] {
  const urls = elementsOf(html).elements.flatMap((one) => attribute(one, 'href') ?? []);
  const shared = urls.map((url) => url.replace(markOf('reader'), ''));
  return [...new Set(shared)].filter((url) => !url.includes(markBeginning));
}

const unsafeTags = new Set(
  'script iframe form input button select textarea object embed svg math canvas video audio link template picture source'.split(
    ' ',
  ),
);

function isSafe(one: Tree.Element): boolean {
  if (unsafeTags.has(one.tagName)) return false;
  const isRemoteOrCustom = /var\(|url\(|--[a-z]/.test(attribute(one, 'style') ?? '');
  const source = attribute(one, 'src');
  return (
    !isRemoteOrCustom &&
    (source === undefined || /^https?:/.test(source)) &&
    !one.attrs.some(({ name }) => name.startsWith('on'))
  );
}

function elementsOf(html: string): { elements: Tree.Element[]; comments: string[] } {
  const elements: Tree.Element[] = [];
  const comments: string[] = [];
  const walk = (node: Tree.ParentNode): void => {
    for (const child of node.childNodes) {
      if ('data' in child) comments.push(child.data);
      if (!('tagName' in child)) continue;
      elements.push(child);
      walk(child);
    }
  };
  walk(parse(html));
  return { elements, comments };
}

function attribute(node: Tree.Element, name: string): string | undefined {
  return node.attrs.find((one) => one.name === name)?.value;
}
