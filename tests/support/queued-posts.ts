import type { Article } from '#articles/article.ts';
import type { Content } from '#articles/content.ts';
import { permanentIdOf } from '#articles/permanent-id.ts';
import { makeShareKits } from '#adapters/share-kits.ts';
import type { Day } from '#hub/calendar.ts';
import { planOf } from '#sharing/planning/plan.ts';
import { type PlannedPost, plannedOf, queueOf } from '#sharing/planning/planned-posts.ts';
import { slotAt } from '#sharing/planning/slot.ts';
import { type PlatformId, platformIds } from '#sharing/platforms.ts';

import { anArticle, someContent } from './content-builders.ts';
import { site } from './share-posts.ts';

/** A hub on `platforms` (all of them unless said) with `articles` and a cadence. */
export function sharingContent({
  articles = [],
  ledger = { posts: [] },
  cadence = {},
  platforms = platformIds,
  hub = {},
}: {
  articles?: readonly Article[];
  ledger?: Content['ledger'];
  cadence?: Record<string, unknown>;
  platforms?: readonly string[];
  hub?: Record<string, unknown>;
}): Content {
  const uses = Object.fromEntries(platforms.map((id) => [id, { use: 'distribution' }]));
  return someContent({ articles, ledger, hub: { ...hub, share: { platforms: uses, cadence } } });
}

/** What is yet to be posted of `content` after the day `asOf`. */
export function queueOn(asOf: Day, content: Content) {
  const { kits } = makeShareKits({ content, sources: new Map() }, { asOf });
  return queueOf(planOf(content.articles, content.hub), {
    articles: content.articles,
    kits: kits.values(),
    ledger: content.ledger,
    asOf,
    timeZone: content.hub.timeZone,
  });
}

export function plannedOn(asOf: Day, content: Content) {
  return plannedOf(queueOn(asOf, content));
}

/** A planned post with any text and picture, as no article may have them. */
export function aPlannedPost({
  platform = 'linkedin',
  text = 'Vast is vast.',
  alt = 'Een lekke band',
  picture = `${site}/cards/artikelen/eerste-lekke-band.jpg`,
  local = '2026-12-01T08:30',
  ...fields
}: {
  platform?: PlatformId;
  text?: string;
  alt?: string;
  picture?: string;
  local?: string;
} & Record<string, unknown> = {}): PlannedPost {
  const article = anArticle(fields);
  const { kits } = makeShareKits(
    { content: sharingContent({ articles: [article] }), sources: new Map() },
    { asOf: '2026-11-30' },
  );
  const post = kits.get(article.slug)?.posts.find((one) => one.platform === platform);
  if (!post) throw new Error(`no post for ${platform}`);
  const [day = '', time = ''] = local.split('T');
  return {
    article,
    permanentId: permanentIdOf(article),
    post: {
      ...post,
      text,
      media: [{ file: '/cards/x.jpg', publicUrl: picture, width: 1200, height: 630, alt }],
    },
    slot: slotAt(day, time, 'Europe/Amsterdam'),
  };
}
