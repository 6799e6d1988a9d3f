import { beforeAll, describe, expect, test } from 'vitest';

import { contrastProblems } from '#hub/brand-tokens.ts';
import { loadedFamilies } from '#hub/typefaces.ts';

import { builtDemo, builtVaried, bytesOf } from '../support/built-hub.ts';
import { secondBrand } from '../support/second-brand.ts';

/** What of a built hub decides how it looks. */
interface Look {
  /** The brand's own properties, by name. */
  readonly tokens: Readonly<Record<string, string>>;
  /** Everything else in the style sheet of pages. */
  readonly rest: string;
  readonly home: string;
  readonly fonts: readonly number[];
}

async function lookOf(clientDir: string): Promise<Look> {
  const files = await bytesOf(clientDir);
  const home = files.get('index.html')?.toString('utf8') ?? '';
  const [, sheet = ''] = /<link rel="stylesheet" href="\/([^"]+)"/.exec(home) ?? [];
  const css = files.get(sheet)?.toString('utf8') ?? '';
  const [block = '', body = ''] = /:root\{color-scheme:light dark;([^}]*)\}/.exec(css) ?? [];
  const tokens = [...body.matchAll(/(--[\w-]+):([^;]+)/g)].map(([, name, value]) => [name, value]);
  return {
    tokens: Object.fromEntries(tokens),
    // What stands in for a brand's letters until they have come is set to their measure.
    rest: css.replace(block, '').replaceAll(/@font-face\{[^}]*\}/g, ''),
    home,
    fonts: [...files]
      .filter(([name]) => name.endsWith('.woff2'))
      .map(([, { length }]) => length)
      .toSorted(),
  };
}

let demo: Look;
let second: Look;

beforeAll(async () => {
  [demo, second] = await Promise.all([
    lookOf(builtDemo().clientDir),
    lookOf(builtVaried().clientDir),
  ]);
});

describe('a second brand', () => {
  test('looks like itself by its tokens alone: the rest of the style sheet is the same, byte for byte', () => {
    expect(Object.keys(second.tokens)).toEqual(Object.keys(demo.tokens));
    expect(second.rest.length).toBeGreaterThan(10_000);
    expect(second.rest).toBe(demo.rest);
  });

  test('shares no token with the demo', () => {
    const same = Object.entries(second.tokens).filter(
      ([name, value]) => demo.tokens[name] === value,
    );
    expect(same).toEqual([['--face-heading', 'var(--serif)']]);
  });

  test('fetches its own typefaces and none of the other’s', () => {
    const families = loadedFamilies(secondBrand.type);
    for (const { family } of families) expect(second.home).toContain(family);
    expect(second.home).not.toContain('Source');
    expect(second.fonts).toHaveLength(families.flatMap(({ files }) => files).length);
  });

  test('can be read by everybody', () => {
    expect(contrastProblems({ brand: secondBrand })).toEqual([]);
  });
});
