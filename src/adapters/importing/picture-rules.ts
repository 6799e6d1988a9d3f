import { maxDrawingBytes, maxPictureBytes } from '../picture-file.ts';
import { specialNetworks } from '../special-networks.ts';

import type { BlockList } from 'node:net';

/** What the fetching of pictures may cost, and where it may go. */
export interface PictureRules {
  /** For one picture, with all its redirects. */
  readonly timeoutMs: number;
  /** Without a byte. */
  readonly silenceMs: number;
  readonly maxBytes: number;
  readonly maxDrawingBytes: number;
  readonly maxRedirects: number;
  /** For one run; the next one goes on. */
  readonly maxPictures: number;
  readonly maxTotalBytes: number;
  /** Hosts asked at the same time, and pictures asked of each. */
  readonly maxHosts: number;
  readonly maxPerHost: number;
  /** A host that failed so often in a row is asked no more. */
  readonly maxFailures: number;
  /** Networks that are never connected to. */
  readonly blockList: BlockList;
  /** Hosts, with their port unless it is the usual one, that may be in such a network. */
  readonly allowed: ReadonlySet<string>;
}

export const pictureRules: PictureRules = {
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
