import type { Content } from '#articles/content.ts';
import type { Evidence } from '#articles/rules/evidence.ts';
import { redirects as judge } from '#articles/rules/redirects.ts';

import type { Finding } from './finding.ts';

/** The redirects that the hub takes, and of each other one why not: it is a page's address, or no address. */
export function fitRedirects(
  planned: ReadonlyMap<string, string>,
  { content, files }: { content: Content; files: readonly string[] },
): { redirects: Map<string, string>; findings: Finding[] } {
  const redirects = new Map(planned);
  const findings: Finding[] = [];
  const lines = [...planned.keys()];
  const evidence: Evidence = {
    ...{ asOf: '', forBuild: false, bodies: new Map(), publicFiles: new Set(), otherRules: {} },
    content: { ...content, redirects: Object.fromEntries(planned) },
    files: new Set([...files, ...content.people.map(({ file }) => file)]),
    lineOf: (_, [old]) => lines.indexOf(String(old)),
  };
  for (const { rule, line, message } of judge(evidence)) {
    const old = lines[line];
    if (old === undefined || !['redirect/address', 'redirect/hides-page'].includes(rule)) continue;
    redirects.delete(old);
    findings.push({
      ...{ outcome: 'lost', construct: 'redirect', source: planned.get(old) ?? old, line: 1 },
      what: `no redirect: ${message}`,
    });
  }
  return { redirects, findings };
}
