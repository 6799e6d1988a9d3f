import { countUtf16Units } from '../length.ts';
import { toLittleText } from '../little-text.ts';
import type { Platform } from '../platform.ts';
import { agreed, checkedOn, hearsay, linkPicture, stated } from './checked.ts';

const lengths = 'https://www.ayrshare.com/docs/help-center/technical-support/character_limits';
const preview = 'https://www.linkedin.com/help/linkedin/answer/a521928';
const pictures =
  'https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/multiimage-post-api';
const whereCut = 'https://postking.io/blog/linkedin-post-preview-guide';
const altLengths =
  'https://help.publer.com/en/article/what-is-the-character-limit-for-all-social-networks-1a3utwz';

const member = {
  label: 'LinkedIn',
  asOf: checkedOn,
  // LinkedIn does not say what it counts: UTF-16 units are never fewer than anything else it may mean.
  limits: [{ ...agreed(3000, lengths), unit: 'utf16', count: countUtf16Units }],
  hashtags: { written: 3, link: 'all' },
  links: 'in-post',
  images: [
    {
      ...linkPicture(preview, {
        bytes: hearsay(5_000_000, preview),
        alt: hearsay(4086, altLengths),
      }),
      height: 627,
    },
    {
      place: 'attachment',
      width: 1200,
      height: 627,
      images: stated(20, pictures),
      bytes: hearsay(5_000_000, preview),
      alt: hearsay(4086, altLengths),
    },
  ],
  folds: [
    { device: 'desktop', ...hearsay(210, whereCut) },
    { device: 'mobile', ...hearsay(140, whereCut) },
  ],
  comment: { ...agreed(1250, lengths), unit: 'utf16', count: countUtf16Units },
  api: (text) => ({ commentary: toLittleText(text) }),
  intent: ({ url }) =>
    `https://www.linkedin.com/sharing/share-offsite/?url=${encodeURIComponent(url)}`,
} as const satisfies Platform;

/** LinkedIn takes the same posts from its members and from the pages of organisations. */
export const linkedin = {
  linkedin: member,
  'linkedin-page': { ...member, label: 'LinkedIn page' },
} as const satisfies Record<string, Platform>;
