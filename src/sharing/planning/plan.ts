import type { Article } from '#articles/article.ts';
import { type Cadence, cadenceFor, weekdays } from '#hub/cadence.ts';
import { addDays, type Day } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';

import { type PlatformId, platformIds } from '../platforms.ts';
import { type Slot, slotAt } from './slot.ts';

/** When one article is shared on one platform: the first time and each repeat. */
export interface Occasion {
  readonly article: string;
  readonly platform: PlatformId;
  /** 0 for the first post, then one for each repeat. */
  readonly number: number;
  /** The earliest day that the cadence allows. */
  readonly from: Day;
  readonly slot: Slot;
}

/**
 * Every occasion of `articles`, by platform and time. It follows from the articles and the cadence alone, so
 * that what was posted, or the day on which somebody looks, moves nothing. Two posts never share a moment,
 * and whoever was published first chooses first.
 */
export function planOf(articles: readonly Article[], hub: Hub): Occasion[] {
  const { share, timeZone } = hub;
  const at = remembered(timeZone);
  return platformIds
    .filter((platform) => share.platforms[platform] !== undefined)
    .flatMap((platform) => {
      const cadence = cadenceFor(platform, share.cadence);
      const nextSlot = slotsOf(cadence, at);
      return articles
        .filter(({ data }) => data.share.skip.every((skipped) => skipped.platform !== platform))
        .flatMap((article) => wishesOf(article, cadence))
        .toSorted((a, b) => (a.order < b.order ? -1 : 1))
        .map(({ article, number, from }) => ({
          article: article.id,
          platform,
          number,
          from,
          slot: nextSlot(from),
        }));
    });
}

interface Wish {
  readonly article: Article;
  readonly number: number;
  readonly from: Day;
  /** Who is served first: by day, then whoever was published first. */
  readonly order: string;
}

function wishesOf(article: Article, { afterDays, repeatAfterDays }: Cadence): Wish[] {
  const { publishedAt } = article.data;
  const repeats = [...new Set(repeatAfterDays)].filter((days) => days > afterDays);
  return [afterDays, ...repeats.toSorted((a, b) => a - b)].map((days, number) => {
    const from = addDays(publishedAt, days);
    return { article, number, from, order: `${from} ${publishedAt} ${article.id}` };
  });
}

/** Gives the first free slot on or after a day. Asked in the order of days, so everything before the last is taken. */
function slotsOf(cadence: Cadence, at: (day: Day, time: string) => Slot): (from: Day) => Slot {
  const times = [...new Set(cadence.at)].toSorted();
  const apartMs = cadence.hoursApart * 60 * 60 * 1000;
  let last: Slot | null = null;
  return (from) => {
    const lastDay = last?.local.slice(0, 10) ?? from;
    let day = from > lastDay ? from : lastDay;
    for (;;) {
      const free = cadence.days.includes(weekdayOf(day))
        ? times
            .map((time) => at(day, time))
            .find((slot) => !last || slot.at.getTime() - last.at.getTime() >= apartMs)
        : undefined;
      if (free) return (last = free);
      day = addDays(day, 1);
    }
  };
}

function weekdayOf(day: Day): Cadence['days'][number] {
  return weekdays[(new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7] ?? 'mon';
}

/** All platforms ask for the same few moments. */
function remembered(timeZone: string): (day: Day, time: string) => Slot {
  const known = new Map<string, Slot>();
  return (day, time) => {
    const key = `${day} ${time}`;
    const slot = known.get(key) ?? slotAt(day, time, timeZone);
    known.set(key, slot);
    return slot;
  };
}
