import type { Element, Nodes as HastNodes } from 'hast';
import { defaultHandlers, type Handle, type State } from 'hast-util-to-mdast';
import type { Nodes } from 'mdast';

import type { Outcome } from '../finding.ts';

import { componentRules, ruleByName } from './component-rules.ts';
import { rules } from './element-rules.ts';
import { noteAttributes, openingTag } from './opening-tag.ts';
import type { Surroundings } from './regions.ts';
import { inBlocks } from './tree.ts';

/** What an element becomes, and how well. */
export interface Became {
  readonly outcome: Outcome;
  readonly nodes: readonly Nodes[];
  /** More about it than its tag says: what was in it and is not carried over. */
  readonly names?: string;
  readonly advice?: string;
  /** Attributes that came along in another way. */
  readonly used?: readonly string[];
}

export interface Tools {
  readonly state: State;
  /** What is between the tags, as Markdown. */
  readonly inside: () => Nodes[];
  /** What the library makes of this element. */
  readonly usual: () => Nodes[];
  readonly around: Surroundings;
  readonly line: number;
}

export type Rule = (element: Element, tools: Tools) => Became;

/** Handlers for all elements below `tree`; each element is noted, with what it becomes. */
export function elementHandlers(tree: HastNodes, around: Surroundings): Record<string, Handle> {
  const handle: Handle = (state, element: Element, parent) => {
    const { tagName } = element;
    const line = element.position?.start.line ?? 1;
    const inside = () => state.all(element) as Nodes[];
    const usual = () => {
      const byLibrary = Object.hasOwn(defaultHandlers, tagName)
        ? (defaultHandlers as Record<string, Handle>)[tagName]
        : undefined;
      const made = byLibrary?.(state, element, parent) ?? [];
      return (Array.isArray(made) ? made : [made]) as Nodes[];
    };
    const rule = ruleFor(element);
    const became = rule(element, { state, inside, usual, around, line });
    const { outcome, names, advice, used = [] } = became;
    const nodes = isBlock(element) ? inBlocks(became.nodes) : became.nodes;
    const what = names ? `${openingTag(element)}: ${names}` : openingTag(element);
    const counted = nodes.some(({ type }) => type === made[tagName])
      ? constructs[tagName]
      : undefined;
    if (counted) around.notes.found(counted);
    around.notes.met(outcome, `<${tagName}>`, { line, what, ...(advice && { advice }) });
    noteAttributes(element, { around, line, used });
    for (const node of nodes) node.position ??= element.position;
    return nodes as never;
  };
  return Object.fromEntries(Array.from(namesIn(tree), (name) => [name, handle]));
}

/** What is counted when the finished text is looked through, though no Markdown said it. */
const made: Readonly<Record<string, Nodes['type']>> = { pre: 'code', table: 'table' };
const constructs: Readonly<Record<string, string>> = { pre: 'code block', table: 'table' };

function ruleFor(element: Element): Rule {
  const name = element.tagName;
  const table = /^[A-Z]/.test(name) || name.includes('.') ? componentRules : rules;
  return (Object.hasOwn(table, name) ? table[name] : undefined) ?? ruleByName(element) ?? unknown;
}

/** Tags that nobody has heard of: their text stays. */
const unknown: Rule = (element, { inside }) => {
  const nodes = inside();
  if (nodes.length > 0) {
    return {
      outcome: 'guessed',
      nodes: element.data && !isBlock(element) ? nodes : inBlocks(nodes),
      advice: 'its text is there; see whether it still makes sense',
    };
  }
  const code: Nodes = { type: 'inlineCode', value: openingTag(element) };
  return {
    outcome: 'kept',
    nodes: [code],
    used: Object.keys(element.properties),
    advice: 'it stands in the text as code; write what readers should see',
  };
};

/** Whether JSX stood on lines of its own, not between words. */
function isBlock({ data }: Element): boolean {
  return data !== undefined && 'isBlock' in data && data.isBlock === true;
}

function namesIn(node: HastNodes, names = new Set<string>()): Set<string> {
  if (node.type === 'element') names.add(node.tagName);
  if ('children' in node) for (const child of node.children) namesIn(child, names);
  return names;
}
