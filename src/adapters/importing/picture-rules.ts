import { maxDrawingBytes, maxPictureBytes } from '../picture-file.ts';
import { specialNetworks } from '../special-networks.ts';

import type { FetchRules } from './fetch-file.ts';

/** What the fetching of pictures may cost, and where it may go; what {@link FetchRules} limit is for one picture. */
export interface PictureRules extends FetchRules {
  readonly maxDrawingBytes: number;
  /** For one run; the next one goes on. */
  readonly maxPictures: number;
  readonly maxTotalBytes: number;
  /** Hosts asked at the same time, and pictures asked of each. */
  readonly maxHosts: number;
  readonly maxPerHost: number;
  /** A host that failed so often in a row is asked no more. */
  readonly maxFailures: number;
}

export const pictureRules: PictureRules = {
  accept: 'image/*',
  timeoutMs: 120_000,
  silenceMs: 15_000,
  // What `check` allows.
  maxBytes: maxPictureBytes,
  maxDrawingBytes,
  maxRedirects: 5,
  maxPictures: 5_000,
  maxTotalBytes: 4 * 1024 * 1024 * 1024,
  maxHosts: 4,
  maxPerHost: 2,
  maxFailures: 3,
  blockList: specialNetworks,
  allowed: new Set(),
};
