import type { Lane } from './places.ts';

/** When each bucket is full again, by its key; a key that is missing is of a full bucket. */
export type Fillings = ReadonlyMap<string, Date>;

export interface LimitReads {
  findFillings(keys: readonly string[]): Promise<Fillings>;
  /** In each lane the place that comes `nth` from the last; `null` where there are fewer. */
  findPlaces(nth: Readonly<Record<Lane, number>>): Promise<Readonly<Record<Lane, Date | null>>>;
}

export interface LimitRows extends LimitReads {
  saveFillings(fillings: Fillings): Promise<void>;
  /** Takes a place, once per id. */
  addPlace(place: { id: string; lane: Lane; at: Date }): Promise<void>;
  /** Makes a proof worthless for the next one who shows it; false when it was so already. */
  burnProof(hash: string, until: Date): Promise<boolean>;
  /** Forgets full buckets, places before `placesBefore` and proofs that have expired. Returns how many rows went. */
  purgeLimits(limits: { now: Date; placesBefore: Date }): Promise<number>;
}
