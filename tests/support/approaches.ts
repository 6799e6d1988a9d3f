import type { Approach } from '#audience/approach.ts';

/** A form as a person sends it, from a network of their own and with a proof of work where `proof` names one. */
export function anApproach({
  network = 'home',
  proof,
  ...changes
}: { network?: string; proof?: string } & Partial<Pick<Approach, 'pace'>> = {}): Approach {
  return {
    network: { hash: network, neighbourhoodHash: `around-${network}` },
    pace: 'human',
    proof: proof === undefined ? null : { hash: proof, until: new Date('2026-11-23T09:00:00Z') },
    ...changes,
  };
}
