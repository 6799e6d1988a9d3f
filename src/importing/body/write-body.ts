import type { Nodes, Root } from 'mdast';

import type { Notes } from '../noting.ts';

import { nodesIn, rewrite, textOf, wordsOf } from './tree.ts';

/** Where a link or picture leads on the hub, or that it leads nowhere. */
export type Target =
  | {
      readonly kind: 'hub';
      readonly url: string;
      readonly isGuess?: true;
      /** What is left to do about it. */
      readonly advice?: string;
    }
  | {
      readonly kind: 'outside';
      readonly url: string;
      readonly advice?: string;
      /** A picture that would be fetched if this were no trial. */
      readonly isAwaited?: true;
    }
  | { readonly kind: 'nowhere'; readonly advice: string };

export interface Resolvers {
  readonly link: (url: string) => Target;
  readonly picture: (url: string) => Target;
  /** Where a picture of the web is that came along; `null` for all else. */
  readonly pictureHere: (url: string) => string | null;
}

/** What a link or picture of a text aims at, in the words of its source. */
export interface Aim {
  readonly kind: 'link' | 'picture';
  readonly url: string;
}

export function aimKey({ kind, url }: Aim): string {
  return `${kind} ${url}`;
}

/** Every aim of a link or picture below `root` once, in the order in which {@link resolveTargets} asks for them. */
export function aimsIn(root: Root): Aim[] {
  const aims = new Map<string, Aim>();
  rewrite(root, (node) => {
    if (node.type !== 'image' && node.type !== 'link') return undefined;
    const aim: Aim = { kind: node.type === 'link' ? 'link' : 'picture', url: node.url };
    if (!aims.has(aimKey(aim))) aims.set(aimKey(aim), aim);
    return undefined;
  });
  return [...aims.values()];
}

/** Lets links and pictures below `root` lead where they lead on the hub; every one of them is noted. */
export function resolveTargets(
  root: Root,
  { resolvers, notes }: { resolvers: Resolvers; notes: Notes },
): void {
  rewrite(root, (node, parents) => {
    const line = node.position?.start.line ?? parents.at(-1)?.position?.start.line ?? 1;
    if (node.type === 'image') return pictureFor(node, { line, resolvers, notes });
    if (node.type === 'link') return linkFor(node, { line, resolvers, notes });
    return undefined;
  });
  rewrite(root, (node) => {
    if (node.type !== 'mdxJsxFlowElement' || node.name !== 'Figure') return undefined;
    if ([...nodesIn(node)].some(({ type }) => type === 'image')) return undefined;
    const caption = node.attributes.find(
      (one) => one.type === 'mdxJsxAttribute' && one.name === 'caption',
    );
    const value = caption && typeof caption.value === 'string' ? caption.value : '';
    return [
      ...node.children,
      { type: 'paragraph', children: [{ type: 'emphasis', children: [{ type: 'text', value }] }] },
    ];
  });
  noteTheRest(root, notes);
}

interface Hands {
  readonly line: number;
  readonly resolvers: Resolvers;
  readonly notes: Notes;
}

function pictureFor(
  image: Extract<Nodes, { type: 'image' }>,
  { line, resolvers, notes }: Hands,
): Nodes[] {
  const { url } = image;
  const target = resolvers.picture(url);
  const alt = (image.alt ?? '').replaceAll(/\s+/g, ' ').trim();
  const what = `![${alt}](${url})`;
  if (target.kind === 'hub') {
    // Code names a picture by more than its name.
    const text = alt || image.title?.trim() || nameOf(url.startsWith('{') ? target.url : url);
    const advice = [alt === '' ? 'say what it shows' : '', target.advice ?? '']
      .filter((one) => one !== '')
      .join('; ');
    notes.met(advice === '' ? 'mapped' : 'guessed', 'picture', {
      line,
      what: alt === '' ? `${what} had no text; now "${text}"` : what,
      ...(advice !== '' && { advice }),
    });
    return [{ ...image, url: target.url, alt: text }];
  }
  if (target.kind === 'outside') {
    if (target.isAwaited) {
      notes.met('guessed', 'picture', { line, what, advice: 'it would be fetched' });
    } else {
      notes.met('kept', 'picture', {
        line,
        what: `${what}, now a link`,
        advice: target.advice ?? 'put a copy that you may use in content/media/ and show that',
      });
    }
    return [
      {
        type: 'link',
        url: target.url,
        ...(alt !== '' && image.title && { title: image.title }),
        children: [
          { type: 'text', value: alt || image.title?.trim() || nameOf(url) || target.url },
        ],
      },
    ];
  }
  notes.met('lost', 'picture', { line, what, advice: target.advice });
  return alt === '' ? [] : [{ type: 'emphasis', children: [{ type: 'text', value: alt }] }];
}

function linkFor(
  link: Extract<Nodes, { type: 'link' }>,
  { line, resolvers, notes }: Hands,
): Nodes[] {
  const here = resolvers.pictureHere(link.url);
  if (here !== null && link.children.some((one) => one.type === 'image' && one.url === here)) {
    notes.met('mapped', 'link', { line, what: `${link.url}, the picture that stands there` });
    return link.children;
  }
  const target = resolvers.link(link.url);
  const text = textOf(link).replaceAll(/\s+/g, ' ').trim();
  const what = `[${text}](${link.url.replace(/^freehold-ref:/, '')}${link.title ? ` "${link.title}"` : ''})`;
  // A link in a link, which a picture that became one leaves.
  const children = link.children.flatMap((child) =>
    child.type === 'link' ? child.children : [child],
  );
  if (target.kind === 'nowhere') {
    notes.met('lost', 'link', { line, what, advice: target.advice });
    return children;
  }
  if (target.kind === 'hub' && target.isGuess) {
    notes.met('guessed', 'link', { line, what: `${what}, now ${target.url}` });
  } else
    notes.met('mapped', 'link', {
      line,
      what: target.url === link.url ? what : `${what}, now ${target.url}`,
    });
  if (children.length === 0) children.push({ type: 'text', value: target.url });
  return [
    { ...link, url: target.url, children: children.flatMap(wordsOf) as typeof link.children },
  ];
}

/** What needed no change. */
function noteTheRest(root: Root, notes: Notes): void {
  for (const node of nodesIn(root)) {
    const line = node.position?.start.line ?? 1;
    if (node.type === 'code')
      notes.note('mapped', 'code block', { line, what: node.lang ?? 'code' });
    if (node.type === 'table') notes.note('mapped', 'table', { line, what: 'table' });
    if (node.type === 'footnoteDefinition')
      notes.note('mapped', 'footnote', { line, what: node.identifier });
  }
}

/** The words in the name of a file. */
function nameOf(url: string): string {
  const [name = ''] = (url.split(/[?#]/)[0] ?? '').split('/').slice(-1);
  let decoded = name;
  try {
    decoded = decodeURIComponent(name);
  } catch {
    // It stays as it is.
  }
  return decoded
    .replace(/\.\w+$/, '')
    .replaceAll(/[-_]+/g, ' ')
    .trim();
}
