import type { PaperWish } from '#papers/request-paper.ts';

import { aSignUp, openAudience } from './audience.ts';
import { aPaper } from './content-builders.ts';

/** A request for the paper of these tests, as its form sends it: the box for the newsletter not ticked. */
export function aPaperWish(changes: Partial<PaperWish> = {}): PaperWish {
  return {
    ...aSignUp({ page: '/papers/banden-in-tien-stappen/' }),
    paper: 'banden-in-tien-stappen',
    newsletter: false,
    ...changes,
  };
}

/** A store of a hub with one paper in Dutch that is mailed, one that is not, and one that is a draft. */
export function openPaperAudience() {
  const papers = [
    aPaper({ pages: 12 }),
    aPaper({ slug: 'vrij', gate: 'none' }),
    aPaper({ slug: 'concept', status: 'draft' }),
    aPaper({ slug: 'zonder-bestand', file: undefined }),
  ];
  return openAudience({ papers });
}
