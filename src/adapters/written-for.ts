import { isDeepStrictEqual } from 'node:util';

import { isMap, isScalar, type Node, parseDocument, type Scalar } from 'yaml';

import { parseFrontMatter } from './front-matter.ts';

const field = 'writtenFor';

/** Which of an article's own texts, and for what the article says. */
interface Note {
  /** Its name in `share.overrides`. */
  readonly name: string;
  readonly sourceHash: string;
}

/**
 * The MDX `text` in which the override `name` says that it was written for what the article says at
 * `sourceHash`; nothing else changes. `null` where that cannot be written without harm.
 */
export function withWrittenFor(text: string, { name, sourceHash }: Note): string | null {
  const yaml = parseFrontMatter(text)?.yaml;
  if (!yaml) return null;
  const node = parseDocument(yaml).getIn(['share', 'overrides', name], true);
  // In quotes: a hash of digits would be a number.
  const value = JSON.stringify(sourceHash);
  const changed = isScalar(node) ? besideText(yaml, node, value) : inMap(yaml, node, value);
  if (changed === null || !isSameBut(yaml, changed, { name, sourceHash })) return null;
  const start = text.indexOf(yaml);
  return text.slice(0, start) + changed + text.slice(start + yaml.length);
}

function inMap(yaml: string, node: unknown, value: string): string | null {
  if (!isMap(node)) return null;
  const present = node.get(field, true);
  if (present) return replaced(yaml, present, value);
  if (node.flow) return inserted(yaml, startOf(node) + 1, ` ${field}: ${value},`);
  const first = node.items[0]?.key;
  if (!isScalar(first)) return null;
  const at = startOf(first);
  return inserted(yaml, at, `${field}: ${value}${lineEndOf(yaml)}${indentAt(yaml, at)}`);
}

/** A text alone becomes `{ text, writtenFor }`; one on lines of its own moves two places inwards. */
function besideText(yaml: string, node: Scalar, value: string): string {
  if (node.type !== 'BLOCK_LITERAL' && node.type !== 'BLOCK_FOLDED') {
    return replaced(yaml, node, `{ text: ${JSON.stringify(node.value)}, ${field}: ${value} }`);
  }
  const [from, to] = node.range ?? [0, 0];
  const end = lineEndOf(yaml);
  const lineStart = yaml.lastIndexOf('\n', from) + 1;
  const indent = `${/^ */u.exec(yaml.slice(lineStart))?.[0] ?? ''}  `;
  const block = yaml.slice(from, to).replaceAll(/\n(?=[^\r\n])/gu, '\n  ');
  const before = `${yaml.slice(0, from).trimEnd()}${end}${indent}${field}: ${value}${end}`;
  return `${before}${indent}text: ${block}${yaml.slice(to)}`;
}

/** Whether the change did what it should: the words are as they were, and nothing else differs. */
function isSameBut(before: string, after: string, { name, sourceHash }: Note): boolean {
  const place = ['share', 'overrides', name];
  const [was, now] = [parseDocument(before), parseDocument(after)];
  if (now.errors.length > 0) return false;
  const words: unknown = was.getIn(place);
  const kept: unknown = isMap(words) ? words.toJSON() : { text: words };
  was.setIn(place, was.createNode({ ...(kept as object), [field]: sourceHash }));
  return isDeepStrictEqual(was.toJS(), now.toJS());
}

function replaced(yaml: string, { range }: Node, by: string): string {
  const [from, to] = range ?? [0, 0];
  return yaml.slice(0, from) + by + yaml.slice(to);
}

function inserted(yaml: string, at: number, text: string): string {
  return yaml.slice(0, at) + text + yaml.slice(at);
}

function startOf({ range }: Node): number {
  return range?.[0] ?? 0;
}

function indentAt(yaml: string, offset: number): string {
  return ' '.repeat(offset - (yaml.lastIndexOf('\n', offset - 1) + 1));
}

function lineEndOf(yaml: string): string {
  return yaml.includes('\r\n') ? '\r\n' : '\n';
}
