/**
 * Each mail that a stranger causes takes a place: an instant at which it may go out. Places stand in two lanes, so
 * that in any hour no more mails go out than both lanes hold. What looks like abuse has one lane, which it shares
 * with everybody; the other is kept for the rest.
 */
export type Lane = 'shared' | 'kept';

export interface Place {
  readonly lane: Lane;
  readonly at: Date;
}

/** The last places of each lane: of the shared lane's `n` places an hour the `n`th from the last. */
export type LastPlaces = Readonly<Record<Lane, Date | null>>;

export const placeMemoryMs = 60 * 60 * 1000;

/** How many places each lane has in an hour, `perHour` in all. */
export function placesPerHour(perHour: number): Readonly<Record<Lane, number>> {
  const shared = Math.floor(perHour / 2);
  return { shared, kept: perHour - shared };
}

/**
 * The first free place from `earliest` on. A lane of `n` places an hour is free one hour after the `n`th place
 * from its last: so no hour ever holds more than `n`, whatever the order in which places were given.
 */
export function nextPlace(
  last: LastPlaces,
  { earliest, isDoubtful }: { earliest: Date; isDoubtful: boolean },
): Place {
  const shared: Place = { lane: 'shared', at: freeFrom(last.shared, earliest) };
  if (isDoubtful) return shared;
  const kept: Place = { lane: 'kept', at: freeFrom(last.kept, earliest) };
  return shared.at <= kept.at ? shared : kept;
}

function freeFrom(nthFromLast: Date | null, earliest: Date): Date {
  if (nthFromLast === null) return earliest;
  return new Date(Math.max(nthFromLast.getTime() + placeMemoryMs, earliest.getTime()));
}
