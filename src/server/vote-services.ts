import {
  articlesByPath,
  type UsefulAnswer,
  type VoteContext,
  type VotedArticle,
  type VoteOutcome,
  voteUseful,
} from '#feedback/useful.ts';
import type { Hub } from '#hub/hub.ts';

import type { FormTraces } from './form-guard.ts';
import { networkHashes } from './network.ts';
import { voteLimits } from './vote-limits.ts';

/** What readers do with the question whether an article was useful. */
export interface VoteServices {
  voteUseful(
    vote: { page: string; answer: UsefulAnswer },
    visitor: Pick<FormTraces, 'clientAddress'>,
  ): Promise<VoteOutcome>;
}

export interface VoteServiceOptions {
  /** Those that readers may vote on; none when left out. */
  readonly articles?: readonly VotedArticle[] | undefined;
}

type Context = Pick<VoteContext, 'store' | 'now'> & { hub: Hub; serverKey: Uint8Array };

export function voteServices(
  context: () => Context,
  { articles = [] }: VoteServiceOptions,
): VoteServices {
  const byPath = articlesByPath(articles);
  const limits = voteLimits();
  return {
    voteUseful(vote, { clientAddress }) {
      const { store, hub, now, serverKey } = context();
      const { hash: network } = networkHashes(clientAddress, { serverKey, now });
      return voteUseful(vote, {
        ...{ store, now, articles: byPath, timeZone: hub.timeZone },
        isAllowed: (article) => limits.take({ network, article, now }),
      });
    },
  };
}
