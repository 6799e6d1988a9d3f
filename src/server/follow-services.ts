import { type FollowContext, followLink, type Following } from '#newsletter/follow-link.ts';

/** What pages tell that were reached from a mail. */
export interface FollowServices {
  followLink(following: Following): Promise<unknown>;
}

export function followServices(context: () => FollowContext): FollowServices {
  return { followLink: (following) => followLink(following, context()) };
}
