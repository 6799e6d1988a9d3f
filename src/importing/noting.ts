import type { Finding, Ledger, Outcome } from './finding.ts';

export interface Note {
  readonly line: number;
  readonly what: string;
  readonly advice?: string;
}

/** Writes down what becomes of one text; see {@link openLedger}. */
export interface Notes {
  /** `count` things of that kind are in the text. Each must get a finding. */
  found(construct: string, count?: number): void;
  note(outcome: Outcome, construct: string, note: Note): void;
  /** Both at once, for what is met and dealt with in one place. */
  met(outcome: Outcome, construct: string, note: Note): void;
}

/** A ledger for one source, which begins with what `before` says, and the two hands that write in it. */
export function openLedger(source: string, before?: Ledger): { ledger: Ledger; notes: Notes } {
  const findings: Finding[] = [...(before?.findings ?? [])];
  const counts = new Map(before?.found);
  const found = (construct: string, count = 1) => {
    counts.set(construct, (counts.get(construct) ?? 0) + count);
  };
  const note = (outcome: Outcome, construct: string, { line, what, advice }: Note) => {
    findings.push({ outcome, construct, source, line, what, ...(advice && { advice }) });
  };
  return {
    ledger: { findings, found: counts },
    notes: {
      found,
      note,
      met(outcome, construct, one) {
        found(construct);
        note(outcome, construct, one);
      },
    },
  };
}

/** Writes down in `notes` what another ledger of the same source says. */
export function addLedger(notes: Notes, { findings, found }: Ledger): void {
  for (const [construct, count] of found) notes.found(construct, count);
  for (const { outcome, construct, ...one } of findings) notes.note(outcome, construct, one);
}

/** `notes` that say of each line which line of the source it was. */
export function onLines(notes: Notes, lineOf: (line: number) => number): Notes {
  return {
    found: notes.found,
    note: (outcome, construct, one) =>
      notes.note(outcome, construct, { ...one, line: lineOf(one.line) }),
    met: (outcome, construct, one) =>
      notes.met(outcome, construct, { ...one, line: lineOf(one.line) }),
  };
}

/** Kinds of things of which more were found than findings tell; an import must have none. */
export function unaccounted({ findings, found }: Ledger): { construct: string; missing: number }[] {
  return [...found].flatMap(([construct, count]) => {
    const told = findings.filter((one) => one.construct === construct).length;
    return told === count ? [] : [{ construct, missing: count - told }];
  });
}
