/** How a request came in that makes the hub send a mail, as far as that can be told without the store. */
export interface Approach {
  /** The visitor's network and the one around it; `null` where nothing is known. */
  readonly network: NetworkHashes | null;
  readonly pace: Pace;
  /** A proof of work that is right, if nobody has used it before. */
  readonly proof: Proof | null;
}

/** Keyed hashes that are worthless the next day. */
export interface NetworkHashes {
  readonly hash: string;
  readonly neighbourhoodHash: string;
}

/** How fast a form was filled in; `unproven` when what says so is forged or out of date. */
export type Pace = 'unknown' | 'unproven' | 'human' | 'too-fast';

export interface Proof {
  /** Names the challenge that was solved. */
  readonly hash: string;
  /** When the challenge expires. */
  readonly until: Date;
}

/** An approach of which nothing is known. */
export const unknownApproach: Approach = { network: null, pace: 'unknown', proof: null };
