import type { Article } from '#articles/article.ts';
import { dayOfPost, type Ledger, type LedgerPost } from '#articles/ledger.ts';
import { permanentIdOf } from '#articles/permanent-id.ts';
import { addDays, type Day, daysFrom } from '#hub/calendar.ts';

import { postsOf } from '../ledger/posted.ts';
import type { ShareKit } from '../share-kit.ts';
import type { SharePost } from '../share-post.ts';
import type { Occasion } from './plan.ts';
import { type Slot, slotFrom } from './slot.ts';

/** A post that waits for its moment, or for somebody who posts it by hand. */
export interface QueuedPost {
  readonly article: Article;
  readonly permanentId: string;
  readonly post: SharePost;
  /** When; `null` where every moment that the cadence gives has passed. */
  readonly slot: Slot | null;
  /** The moment at which it was to be posted, and was not. */
  readonly missed?: Slot;
  /** A scheduler has it already, as the ledger says. */
  readonly held?: true;
}

export interface PlannedPost extends QueuedPost {
  readonly slot: Slot;
}

/**
 * What is yet to be posted of `kits`, in the order of `occasions`. Nothing is planned for a moment before the
 * end of the day `asOf`, no variant that the ledger knows of the article on the platform comes again, and a post made by hand
 * stands for the occasion nearest to it. A repeat is left out when the article has nothing else to say.
 */
export function queueOf(
  occasions: readonly Occasion[],
  {
    articles,
    kits,
    ledger,
    asOf,
    timeZone,
  }: {
    articles: readonly Article[];
    kits: Iterable<ShareKit>;
    ledger: Ledger;
    asOf: Day;
    timeZone: string;
  },
): QueuedPost[] {
  const articleOf = new Map(articles.map((one) => [one.id, one]));
  const kitOf = new Map(Array.from(kits, (kit) => [kit.article, kit]));
  const rowsOf = Map.groupBy(ledger.posts, ({ platform }) => platform);
  const series = Map.groupBy(occasions, ({ article, platform }) => `${platform} ${article}`);

  const queued = [...series.values()].flatMap((of): QueuedPost[] => {
    const [{ article: id, platform } = { article: '', platform: null }] = of;
    const article = articleOf.get(id);
    const kit = kitOf.get(id);
    if (!article || !kit || platform === null) return [];
    const rows = postsOf({ posts: rowsOf.get(platform) ?? [] }, { article, platform });
    const permanentId = permanentIdOf(article);
    const held = rows.flatMap(({ on, planned, variant }): QueuedPost[] => {
      if (on !== undefined || planned === undefined) return [];
      const post = kit.saidOn(platform).find((one) => one.variant === variant);
      if (!post) return [];
      const slot = slotFrom(planned, timeZone);
      return dayOf(slot) > asOf ? [{ article, permanentId, post, slot, held: true }] : [];
    });
    const open = of.filter((occasion) => !isDone(occasion, of, rows));
    const ahead = open.filter(({ slot }) => dayOf(slot) > asOf);
    const [first] = open;
    const unsaid = kit
      .saidOn(platform)
      .filter(({ variant }) => !rows.some((row) => row.variant === variant))
      .take(Math.max(1, ahead.length))
      .toArray();
    const [best] = unsaid;
    if (ahead.length === 0 && rows.length === 0 && first && best) {
      return [{ article, permanentId, post: best, slot: null, missed: first.slot }];
    }
    const next = ahead.flatMap(({ slot }, index): QueuedPost[] => {
      const post = unsaid[index];
      return post ? [{ article, permanentId, post, slot }] : [];
    });
    return [...held, ...next];
  });
  return queued.toSorted((a, b) => momentOf(a) - momentOf(b));
}

/** Those of the queue that have a moment. */
export function plannedOf(queue: readonly QueuedPost[]): PlannedPost[] {
  return queue.filter((one): one is PlannedPost => one.slot !== null);
}

/** Those that no scheduler has yet. */
export function openOf(queue: readonly QueuedPost[]): PlannedPost[] {
  return plannedOf(queue).filter(({ held }) => held === undefined);
}

/** Whether a row falls nearer to `occasion` than to the one before or after. */
function isDone(
  { number, from }: Occasion,
  series: readonly Occasion[],
  rows: readonly LedgerPost[],
): boolean {
  if (rows.length === 0) return false;
  const before = series.find((one) => one.number === number - 1);
  const after = series.find((one) => one.number === number + 1);
  const begin = before ? halfway(before.from, from) : '';
  const end = after ? halfway(from, after.from) : '9999';
  return rows.map(dayOfPost).some((day) => day > begin && day <= end);
}

function halfway(day: Day, later: Day): Day {
  return addDays(day, Math.floor(daysFrom(day, later) / 2));
}

function dayOf({ local }: Slot): Day {
  return local.slice(0, 10);
}

function momentOf({ slot, missed }: QueuedPost): number {
  return (slot ?? missed)?.at.getTime() ?? 0;
}
