import { channels, type EventSource } from '#audience/events.ts';

/** Subscribers that came alike, as the store counts them: confirmed now, no test addresses. */
export interface SourceCount {
  /** `null` where it is not known, as for subscriptions from before it was kept. */
  readonly source: EventSource | null;
  /** The import that brought them; `null` for who signed up. */
  readonly batch: string | null;
  readonly count: number;
}

/** Where the subscribers of today came from. The parts of every breakdown add up to its total. */
export interface SourcesReport {
  readonly total: number;
  /** Who signed up themselves, by several views on the same people. */
  readonly signedUp: {
    readonly total: number;
    readonly by: Readonly<Record<SourceView, readonly Part[]>>;
  };
  /** Who was imported, by batch: they say nothing of what a channel brings. */
  readonly imported: { readonly total: number; readonly byBatch: readonly Part[] };
}

export interface Part {
  /** `unknown` for a source that was not kept, `none` where the view has nothing to say of it. */
  readonly name: string;
  readonly count: number;
}

export const sourceViews = ['channel', 'platform', 'campaign', 'article', 'gathering'] as const;

export type SourceView = (typeof sourceViews)[number];

const unknown = 'unknown';
const none = 'none';

/** The report on `counts`. */
export function sourcesReport(counts: readonly SourceCount[]): SourcesReport {
  const signedUp = counts.filter((one) => !isImport(one));
  const imported = counts.filter(isImport);
  const viewOf = (view: SourceView) => partsOf(signedUp, ({ source }) => nameIn(view, source));
  const by = {
    channel: viewOf('channel'),
    platform: viewOf('platform'),
    campaign: viewOf('campaign'),
    article: viewOf('article'),
    gathering: viewOf('gathering'),
  };
  return {
    total: sumOf(counts),
    signedUp: { total: sumOf(signedUp), by },
    imported: {
      total: sumOf(imported),
      byBatch: partsOf(imported, ({ batch }) => batch ?? unknown),
    },
  };
}

function isImport({ source, batch }: SourceCount): boolean {
  return batch !== null || source?.channel === 'import';
}

function nameIn(view: SourceView, source: EventSource | null): string {
  if (source === null) return unknown;
  if (view !== 'channel') return source[view] ?? none;
  return channels.includes(source.channel) ? source.channel : unknown;
}

/** Largest first; who is not known or has nothing to say, last. */
function partsOf(counts: readonly SourceCount[], nameOf: (one: SourceCount) => string): Part[] {
  const groups = Map.groupBy(counts, nameOf);
  return [...groups]
    .map(([name, group]) => ({ name, count: sumOf(group) }))
    .toSorted(
      (a, b) =>
        Number(isRest(a)) - Number(isRest(b)) ||
        b.count - a.count ||
        a.name.localeCompare(b.name, 'en'),
    );
}

function isRest({ name }: Part): boolean {
  return name === unknown || name === none;
}

function sumOf(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
