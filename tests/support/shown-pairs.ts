import postcss, { type Declaration, type Rule } from 'postcss';

import { grounds, type TokenName, type TokenPair } from '#hub/brand-tokens.ts';

export interface ShownPair extends TokenPair {
  /** The selectors of the rule that shows it. */
  readonly by: string;
}

export interface ShownColours {
  readonly pairs: readonly ShownPair[];
  /** Colours that no brand could change, and grounds whose text has no colour of its own. */
  readonly faults: readonly string[];
}

const openGrounds: ReadonlySet<string> = new Set(grounds);
const paints = /^(background(-color)?|border-image)$/;
const lines = /^(outline|border)(-(?!image)|$)/;
const keywords = /\b(inherit|currentcolor|transparent|none|canvas\w*|highlight\w*|linktext)\b/gi;
const literals = /#[0-9a-f]{3,8}\b|\b(rgb|hsl|oklch|oklab|lab|lch|color-mix|white|black)\b/i;

/**
 * Which colours a style sheet of pages shows upon which. Text without a ground of its own may stand on any of {@link grounds};
 * a ground that is none of them must say in the same rule which colour its text has. Elements of `wordless` have none.
 * Print is not looked at: it has paper.
 */
export function shownColours(css: string, wordless: readonly string[] = []): ShownColours {
  const pairs: ShownPair[] = [];
  const faults: string[] = [];
  postcss.parse(css).walkRules((rule) => {
    if (isForPaper(rule)) return;
    const by = rule.selector.replaceAll(/\s+/g, ' ');
    const own = rule.nodes.filter((node): node is Declaration => node.type === 'decl');
    const said = (pattern: RegExp) =>
      own.filter(({ prop }) => pattern.test(prop)).map(({ value }) => value);
    for (const { prop, value } of own)
      if (!prop.startsWith('--') && literals.test(value.replaceAll(keywords, '')))
        faults.push(`${by} has the colour ${value}; use a token`);

    const [ink] = said(/^color$/).flatMap(tokensIn);
    const [ground] = said(paints).flatMap(tokensIn);
    if (ground && !openGrounds.has(ground)) {
      pairs.push(...grounds.map((upon) => ({ name: ground, upon, atLeast: 3 as const, by })));
      if (!ink && !wordless.includes(by))
        faults.push(`${by} paints ${ground} and does not say what colour its text has`);
    }
    const below = ground ? [ground] : grounds;
    if (ink) pairs.push(...below.map((upon) => ({ name: ink, upon, atLeast: 4.5 as const, by })));
    for (const name of said(lines).flatMap(tokensIn))
      if (isTelling(name, rule))
        pairs.push(...grounds.map((upon) => ({ name, upon, atLeast: 3 as const, by })));
  });
  return { pairs, faults };
}

function isForPaper({ parent }: Rule): boolean {
  return parent?.type === 'atrule' && 'params' in parent && parent.params === 'print';
}

function tokensIn(value: string): TokenName[] {
  return [...value.matchAll(/var\(--([\w-]+)\)/g)]
    .map(([, name]) => name as TokenName)
    .filter((name) => /^(surface|ink|accent|focus|rule)/.test(name));
}

/** Hairlines part what space parts already; those round controls that work and the ring of focus are needed. WCAG 2.2 §1.4.11. */
function isTelling(name: TokenName, { selector }: Rule): boolean {
  if (openGrounds.has(name) || selector.includes(':disabled')) return false;
  return name !== 'rule' || /input|select|textarea|button|:focus/.test(selector);
}
