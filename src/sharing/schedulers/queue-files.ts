import { stringify } from 'csv-stringify/sync';

import { guarded } from '#hub/formula-guard.ts';

import type { QueuedPost } from '../planning/planned-posts.ts';

const columns = ['platform', 'text', 'url', 'image', 'alt', 'date', 'campaign'] as const;

/**
 * The queue for people, as a spreadsheet: no cell of it runs as a formula, and `unguarded` of `hub/formula-guard.ts`
 * gives the exact text back. A post whose moment has passed has no date.
 */
export function queueCsv(queue: readonly QueuedPost[]): string {
  const rows = queue.map(({ article, post, slot }): Record<(typeof columns)[number], string> => ({
    platform: post.platform,
    text: post.text,
    url: post.url,
    image: post.media[0]?.publicUrl ?? '',
    alt: post.media[0]?.alt ?? '',
    date: slot?.zoned ?? '',
    campaign: article.data.campaign ?? '',
  }));
  return stringify(rows, {
    header: true,
    columns: [...columns],
    quoted: true,
    quoted_empty: true,
    record_delimiter: '\r\n',
    // Excel takes a file without it for one in an older encoding.
    bom: true,
    cast: { string: guarded },
  });
}

/** The queue for programs. */
export function queueJson(queue: readonly QueuedPost[]): string {
  const posts = queue.map(({ article, permanentId, post, slot, missed }) => ({
    id: post.idempotencyKey,
    article: permanentId,
    title: article.data.title,
    platform: post.platform,
    variant: post.variant,
    locale: post.locale,
    text: post.text,
    url: post.url,
    media: post.media.map(({ publicUrl, alt, width, height }) => ({
      publicUrl,
      alt,
      width,
      height,
    })),
    campaign: article.data.campaign ?? null,
    planned: slot && {
      at: slot.at.toISOString(),
      local: slot.zoned,
      remark: clocksRemark(slot.clocks),
    },
    missed: missed?.zoned ?? null,
  }));
  return `${JSON.stringify({ posts }, null, 2)}\n`;
}

function clocksRemark(clocks: 'moved' | 'first-of-two' | undefined): string | null {
  if (clocks === 'moved')
    return 'The clocks skip the time of the cadence on this day, so it is later.';
  if (clocks === 'first-of-two')
    return 'The clocks show this time twice on this day; the first is meant.';
  return null;
}
