import { readdirSync, statSync } from 'node:fs';
import path from 'node:path';

import type { Plugin } from 'vite';

import { tokensCss } from '#hub/brand-tokens.ts';
import { standInCss } from '#hub/stand-ins.ts';
import { sanses, serifs } from '#hub/typefaces.ts';

import type { Selection } from './site-selection.ts';

const hubId = 'virtual:freehold/hub';
const colorsId = 'virtual:freehold/colors.css';

/**
 * Gives pages the brand's colours as a style sheet, and what every one of them shows (hub, topics,
 * standing pages, the number of `readers`) as a module, so that live pages need no content collection: with one, article texts would land in the server's code.
 */
export function hubModule(
  { root, content, issues, asOf, preview }: Selection,
  readers: number | null,
): Plugin {
  const { hub, topics, pages, people } = content;
  const footerPages = pages
    .filter(({ data }) => data.inFooter)
    .map(({ slug, data: { title, lang, translationKey } }) => ({
      slug,
      title,
      lang,
      translationKey,
    }));
  const publicFiles = publicSizes(path.join(root, 'public'));
  const names = people.map(({ id, data: { name } }) => ({ id, name }));
  const issueLanguages = hub.languages.filter((one) =>
    issues.some(({ data }) => data.lang === one),
  );
  const paperLanguages = hub.languages.filter((one) =>
    content.papers.some(({ data }) => data.lang === one),
  );
  const { serif, sans } = hub.brand.type;
  const standIns = [serifs[serif], sanses[sans]].map(standInCss).join('');
  const sources = new Map([
    [
      hubId,
      `export default ${JSON.stringify({ hub, topics, footerPages, people: names, issueLanguages, paperLanguages, publicFiles, asOf, preview, readers })}`,
    ],
    [colorsId, `${standIns}@layer tokens {\n${tokensCss(hub)}}\n`],
  ]);
  return {
    name: 'freehold:hub',
    resolveId: (id) => (sources.has(id) ? `\0${id}` : null),
    load: (id) => sources.get(id.replace(/^\0/, '')) ?? null,
  };
}

function publicSizes(folder: string): Record<string, number> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  );
  const sizes = files.map((entry): [string, number] => {
    const file = path.join(entry.parentPath, entry.name);
    return [`/${path.relative(folder, file).replaceAll(path.sep, '/')}`, statSync(file).size];
  });
  return Object.fromEntries(sizes.toSorted(([a], [b]) => a.localeCompare(b, 'en')));
}
