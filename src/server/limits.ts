import { maxBodyBytes } from './request-body.ts';

/** What one client may ask of the host; tests shorten the times. */
export interface Limits {
  readonly bodyBytes: number;
  /** For the whole header, and for the whole request. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** How often the two above are looked at. */
  readonly checkMs: number;
  /** How long a live route may take to answer. */
  readonly handlerMs: number;
  /** After this long without a byte in either direction a connection is closed. */
  readonly idleMs: number;
  /** Between two requests. Longer than the 60 s of usual proxies, so that they close first. */
  readonly keepAliveMs: number;
  readonly requestsPerConnection: number;
  readonly connections: number;
  /** How long a client that still sends may take to notice its refusal. */
  readonly lingerMs: number;
  /** How long requests underway may take after the host was told to stop. */
  readonly drainMs: number;
}

export const defaultLimits: Limits = {
  bodyBytes: maxBodyBytes,
  headersMs: 10_000,
  requestMs: 15_000,
  checkMs: 1_000,
  handlerMs: 15_000,
  idleMs: 60_000,
  keepAliveMs: 65_000,
  requestsPerConnection: 1_000,
  connections: 4_096,
  lingerMs: 1_000,
  drainMs: 10_000,
};
