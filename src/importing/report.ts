import { type Finding, type Outcome, outcomes } from './finding.ts';

/** How many of each kind of thing met with each outcome. */
export function countsOf(findings: readonly Finding[]): Record<Outcome, number> {
  const counts = { mapped: 0, guessed: 0, kept: 0, lost: 0 };
  for (const { outcome } of findings) counts[outcome] += 1;
  return counts;
}

/** The report for people: per file what is not simply there, and the sums. */
export function reportLines(findings: readonly Finding[]): string[] {
  const everywhere = new Map(
    [...Map.groupBy(findings.filter(isSwitch), ({ what }) => what)].filter(
      ([, all]) => all.length > many,
    ),
  );
  const groups = Map.groupBy(
    findings.filter((one) => !(isSwitch(one) && everywhere.has(one.what))),
    ({ source }) => source,
  );
  const lines = [...groups].flatMap(([source, group]) => {
    const open = group
      .filter(({ outcome }) => outcome !== 'mapped')
      .toSorted((a, b) => a.line - b.line);
    // The same thing on many lines asks one thing of the editor.
    const alike = [...Map.groupBy(open, lineAbout)];
    return open.length === 0
      ? []
      : [source, ...alike.map(([about, all]) => `  ${linesOf(all)}: ${about}`), ''];
  });
  const shared = [...everywhere].flatMap(([, all]) => {
    const [first] = all;
    return first ? [`  in ${all.length} texts: ${lineAbout(first)}`] : [];
  });
  const ofMany = shared.length === 0 ? [] : ['in many texts alike', ...shared, ''];
  return [...lines, ...ofMany, ...sumLines(findings)];
}

/** What steers the old program in as many texts is told once. */
const many = 5;

function isSwitch({ outcome, construct }: Finding): boolean {
  return outcome === 'lost' && construct === 'field';
}

function linesOf(findings: readonly Finding[]): string {
  const lines = [...new Set(findings.map(({ line }) => line))];
  return lines.length > 8 ? `${lines.slice(0, 8).join(', ')} …` : lines.join(', ');
}

function lineAbout({ outcome, construct, what, advice }: Finding): string {
  const text = `${what}${advice ? `; ${advice}` : ''}`.replaceAll(/\s+/g, ' ');
  return `${outcomes[outcome]}: ${construct}: ${shortened(text)}`;
}

/** Per kind of thing: how many, and what became of them. */
export function sumLines(findings: readonly Finding[]): string[] {
  const kinds = [...Map.groupBy(findings, ({ construct }) => construct)].toSorted(([a], [b]) =>
    a < b ? -1 : 1,
  );
  return kinds.map(([construct, group]) => {
    const counts = countsOf(group);
    const parts = (Object.keys(outcomes) as Outcome[])
      .filter((outcome) => counts[outcome] > 0)
      .map((outcome) => `${counts[outcome]} ${outcomes[outcome]}`);
    return `${construct}: ${group.length} (${parts.join(', ')})`;
  });
}

function shortened(text: string): string {
  return text.length > 240 ? `${text.slice(0, 240)}…` : text;
}
