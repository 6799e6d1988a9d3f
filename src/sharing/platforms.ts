import type { Platform } from './platform.ts';
import { linkedin } from './platforms/linkedin.ts';
import { messengers } from './platforms/messengers.ts';
import { microblogs } from './platforms/microblogs.ts';
import { networks } from './platforms/networks.ts';
import { pictureNetworks } from './platforms/picture-networks.ts';

const { x, ...otherMicroblogs } = microblogs;

const table = {
  x,
  ...linkedin,
  ...otherMicroblogs,
  ...networks,
  ...pictureNetworks,
  ...messengers,
};

export type PlatformId = keyof typeof table;

/** Adding a platform is adding an entry to one of these tables: kits, checks and tests go through it. */
export const platforms: Readonly<Record<PlatformId, Platform>> = table;

/** In the order of the table, which is the order of every kit. */
export const platformIds = Object.keys(table) as PlatformId[];

export function isPlatformId(id: string): id is PlatformId {
  return Object.hasOwn(platforms, id);
}
