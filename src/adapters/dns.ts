import { Resolver } from 'node:dns/promises';

/** Asks the DNS; throws an error with a code such as `ENOTFOUND`. */
export type Resolve = Pick<
  Resolver,
  'resolve' | 'resolveTxt' | 'resolveMx' | 'resolve4' | 'resolve6' | 'reverse'
>;

/** The DNS of this machine, or of `servers` (`127.0.0.1:5353`). A question is asked twice and then given up. */
export function openResolver(
  servers: readonly string[] = [],
  { timeoutMs = 3000 }: { timeoutMs?: number } = {},
): Resolve {
  const resolver = new Resolver({ timeout: timeoutMs, tries: 2 });
  if (servers.length > 0) resolver.setServers([...servers]);
  return resolver;
}

/** What `question` answers; `none` where the name or the kind of record does not exist. */
export async function orNone<T>(question: Promise<T>, none: T): Promise<T> {
  try {
    return await question;
  } catch (error) {
    if (dnsCodeOf(error) === 'ENOTFOUND' || dnsCodeOf(error) === 'ENODATA') return none;
    throw error;
  }
}

/** The code of an error that the DNS gave, such as `ETIMEOUT`; `null` for any other error. */
export function dnsCodeOf(error: unknown): string | null {
  return error instanceof Error && 'syscall' in error && 'hostname' in error && 'code' in error
    ? String(error.code)
    : null;
}
