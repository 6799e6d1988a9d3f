import type { Article } from '#articles/article.ts';
import type { Content } from '#articles/content.ts';
import type { Person } from '#articles/person.ts';
import { hasAcknowledged, versionInForce } from '#articles/policy.ts';
import type { Day } from '#hub/calendar.ts';
import { textIn } from '#hub/languages.ts';
import { type LinkTags, taggedLink } from '#hub/tagged-link.ts';
import { absoluteUrl, articlePath } from '#hub/urls.ts';

import { digestOf } from '../digest.ts';
import { fits } from '../platform.ts';
import { isPlatformId, type PlatformId, platforms } from '../platforms.ts';
import { shorten } from '../shorten.ts';
import { leastFirstLine, personalText } from './first-line.ts';
import { sayingsOf } from './sayings.ts';
import { byVoice, type Saying } from './voice.ts';

/** A post that an employee shares as himself: all of it but the first line, which nobody else can write. */
export interface PersonalPost {
  readonly platform: PlatformId;
  /** What it says of the article, by the ids of its variants. */
  readonly variant: string;
  /** Below the first line: words, disclosure and link. */
  readonly rest: string;
  readonly url: string;
  readonly utm: LinkTags;
}

/** What one employee may share of an article. */
export type PersonalKit = {
  readonly person: string;
  readonly name: string;
} & (
  | { readonly kind: 'open'; readonly posts: readonly PersonalPost[] }
  | { readonly kind: 'locked'; readonly policy: string; readonly version: number }
);

const socialPolicy = 'social';

/**
 * The own kits of those who share `article` in their own name on `day`. No two posts for one platform say the same
 * as long as the article has enough to say, and none has the same link. Platforms where no link can be followed
 * are left out, since a visit could not be counted for the person, and those whose posts are a title first.
 */
export function personalKitsFor(
  article: Article,
  { content, day }: { content: Content; day: Day },
): PersonalKit[] {
  const policy = content.policies.find(({ id }) => id === socialPolicy);
  const taken = new Set<string>();
  return content.people
    .filter((person) => sharesOn(person, day))
    .flatMap((person): PersonalKit[] => {
      const { id, data } = person;
      const who = { person: id, name: data.name };
      const version = policy && versionInForce(policy, day);
      if (policy && version && !hasAcknowledged(policy, { person: data, day })) {
        return [{ ...who, kind: 'locked', policy: policy.id, version }];
      }
      const posts = platformsOf(person).flatMap(
        (platform) => personalPost(article, { content, person, platform, taken }) ?? [],
      );
      return posts.length === 0 ? [] : [{ ...who, kind: 'open', posts }];
    });
}

/** Whether `person` shares articles on `day`: opted in, still there, and a person rather than the brand. */
export function sharesOn({ data }: Person, day: Day): boolean {
  const { kind, advocate, activeUntil } = data;
  return (
    kind !== 'brand' &&
    advocate !== undefined &&
    advocate.optedInOn <= day &&
    (activeUntil === undefined || activeUntil >= day)
  );
}

/** Why nobody shares on `platform` in his own name; `null` where one can. */
export function whyNotPersonal(platform: PlatformId): 'dead-link' | 'titled' | null {
  const { links, title } = platforms[platform];
  if (links === 'in-profile') return 'dead-link';
  return title || links === 'own-field' ? 'titled' : null;
}

function platformsOf({ data }: Person): PlatformId[] {
  const named = new Set(data.advocate?.platforms ?? []);
  return [...named].filter(isPlatformId).filter((id) => whyNotPersonal(id) === null);
}

/** The post of `person`, or `null` where the disclosure is not written in the article's language. */
function personalPost(
  article: Article,
  {
    content: { hub, people },
    person: { id, data },
    platform,
    taken,
  }: { content: Content; person: Person; platform: PlatformId; taken: Set<string> },
): PersonalPost | null {
  const { lang, campaign } = article.data;
  const disclosure = textIn(lang, data.advocate?.disclosure);
  if (!data.advocate || disclosure === null) return null;

  const ordered = byVoice(sayingsOf(article, { people, speaker: id }), {
    id,
    voice: data.voice,
    salt: article.id,
  });
  const isFree = (saying: Saying) => !taken.has(`${platform} ${saying.text}`);
  const saying = ordered.find(isFree) ?? ordered[0];
  if (!saying) return null;
  taken.add(`${platform} ${saying.text}`);

  const utm: LinkTags = {
    utm_source: platform,
    utm_medium: 'advocacy',
    ...(campaign === undefined ? {} : { utm_campaign: campaign }),
    utm_content: digestOf([saying.id, saying.text], 8),
    via: data.advocate.refCode,
  };
  const url = taggedLink(absoluteUrl(hub.site, articlePath(lang, article.slug)), utm);
  const restWith = (words: string | null) => [words, disclosure, url].filter(Boolean).join('\n\n');
  const leavesRoom = (words: string) =>
    fits(personalText(roomForFirstLine, restWith(words)), platforms[platform]);
  const words = shorten(saying.text, leavesRoom);
  return { platform, variant: saying.id, rest: restWith(words), url, utm };
}

/** A first line is given room for three times the least it must have. */
const roomForFirstLine = 'x'.repeat(3 * leastFirstLine);
