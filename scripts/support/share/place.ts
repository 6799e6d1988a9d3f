import type { Environment } from '#server/environment.ts';

/** Which hub a command works on, and as of which day. */
export type HubPlace = Pick<Environment, 'hubRoot' | 'asOf'>;
