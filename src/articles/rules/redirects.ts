import { visibilityOf } from '#articles/visibility.ts';
import { suggestion } from '#hub/nearest.ts';
import type { Problem } from '#hub/problem.ts';
import { readRedirect } from '#hub/redirects/read-redirect.ts';
import { pathKey, type Redirect, redirectsFile } from '#hub/redirects/redirect.ts';
import { redirectTable, type RedirectTable } from '#hub/redirects/redirect-table.ts';

import { problem, type RuleId } from './catalogue.ts';
import type { Evidence } from './evidence.ts';
import { linkTargets, type Target } from './link-targets.ts';
import { reserved } from './names.ts';

/** A redirect with the words of its line. */
interface Line extends Redirect {
  readonly old: string;
}

/** Redirects that hide a page, lead nowhere or lead to each other. */
export function redirects(evidence: Evidence): Problem[] {
  const { content, lineOf } = evidence;
  const { site } = content.hub;
  const found = (rule: RuleId, old: string, message: string) =>
    problem(rule, {
      ...{ file: redirectsFile, line: lineOf(redirectsFile, [old]) },
      message: `"${old}" ${message}`,
    });
  const entries = Object.entries(content.redirects);
  if (entries.length === 0) return [];

  const read = entries.map(([from, to]) => [from, readRedirect({ from, to }, site)] as const);
  const faults = read.flatMap(([old, one]) =>
    typeof one === 'string' ? [found('redirect/address', old, one)] : [],
  );
  const lines = read.flatMap(([old, one]): Line[] =>
    typeof one === 'string' ? [] : [{ ...one, old }],
  );
  const targets = linkTargets(evidence);
  const given: Given = {
    ...{ evidence, lines, targets, table: redirectTable(lines) },
    pages: pagesByKey([...targets.keys(), ...evidence.publicFiles]),
  };
  const judged = judgements.flatMap(([rule, judge]) =>
    lines.flatMap((line) => {
      const message = judge(line, given);
      return message === null ? [] : [found(rule, line.old, message)];
    }),
  );
  return [...faults, ...judged, ...twice(lines, found)];
}

interface Given {
  readonly evidence: Evidence;
  readonly lines: readonly Line[];
  readonly table: RedirectTable<Line>;
  readonly targets: ReadonlyMap<string, Target>;
  readonly pages: ReadonlyMap<string, string>;
}

type Judge = (line: Line, given: Given) => string | null;

const judgements: readonly (readonly [RuleId, Judge])[] = [
  ['redirect/hides-page', hidesPage],
  ['redirect/chain', chained],
  ['redirect/dead', dead],
  ['redirect/unpublished', unpublished],
];

/** Parameters that the hub's own pages and links carry. */
const ownParameters = /^(?:q|token|via|utm_\w+)$/;

function hidesPage({ from, query }: Line, { pages }: Given): string | null {
  const own = query.find(([name]) => ownParameters.test(name));
  if (own) return `asks for "${own[0]}", which links of the hub itself carry; remove the line`;
  const first = from.split('/')[1] ?? '';
  if (reserved.includes(first) || /^(?:_.*|readyz|mail)$/.test(first)) {
    return `is an address of the hub itself, which a redirect would hide; remove the line`;
  }
  const page = pages.get(pathKey(from));
  if (page === undefined || query.length > 0) return null;
  return `is a page that exists (${page}), and a redirect would hide it; remove the line, or give the page another name`;
}

function chained(line: Line, { table, pages }: Given): string | null {
  const passed = [line];
  let last = line;
  for (;;) {
    const next = followed(last, { table, pages });
    if (!next) break;
    if (passed.includes(next)) {
      const round = [...passed, next].map(({ old }) => old).join(' -> ');
      return `goes round in a circle (${round}); let it lead to a page`;
    }
    passed.push(next);
    last = next;
  }
  if (last === line) return null;
  return `leads to "${line.to}", which is redirected itself; write where that leads: ${last.to}`;
}

function followed({ to }: Line, { table, pages }: Pick<Given, 'table' | 'pages'>): Line | null {
  const { path, query } = partsOf(to) ?? {};
  if (path === undefined || query === undefined) return null;
  const next = table.find(path, query);
  // A page comes before a redirect, except one that asks for parameters.
  return next && next.query.length === 0 && pages.has(pathKey(path)) ? null : next;
}

function dead(line: Line, { evidence, table, targets, pages }: Given): string | null {
  const path = partsOf(line.to)?.path;
  if (path === undefined || targets.has(path) || evidence.publicFiles.has(path)) return null;
  // Feeds and the like are made by the build, which looks again.
  if (/\.(?:xml|json|opml|txt|md)$/.test(path) || followed(line, { table, pages })) return null;
  return `leads to "${line.to}", which does not exist; correct it, or add the text it should lead to.${suggestion(path, targets.keys())}`;
}

function unpublished({ to }: Line, { evidence: { asOf }, targets }: Given): string | null {
  const article = targets.get(partsOf(to)?.path ?? '')?.article;
  const visibility = article ? visibilityOf(article.data, asOf) : 'public';
  if (!article || visibility === 'public') return null;
  const when =
    visibility === 'scheduled' ? `scheduled for ${article.data.publishedAt}` : `in ${visibility}`;
  return `leads to ${article.file}, which is ${when}; until it is published, the redirect is left out`;
}

function twice(
  lines: readonly Line[],
  found: (rule: RuleId, old: string, message: string) => Problem,
): Problem[] {
  const keyOf = ({ from, query }: Line) => JSON.stringify([pathKey(from), query.toSorted()]);
  return [...Map.groupBy(lines, keyOf).values()].flatMap(([first, ...others]) =>
    others.map(({ old }) => {
      const message = `is the same old address as "${first?.old}"; keep one of the two`;
      return found('redirect/address', old, message);
    }),
  );
}

function pagesByKey(paths: readonly string[]): Map<string, string> {
  return new Map(paths.map((path) => [pathKey(path), path]));
}

/** Path (decoded) and query of an address on the hub; `null` for one elsewhere. */
function partsOf(to: string): { path: string; query: string } | null {
  if (!to.startsWith('/')) return null;
  const [, path = '', query = ''] = /^([^?#]*)(\?[^#]*)?/.exec(to) ?? [];
  return { path: decodeURIComponent(path), query };
}
