import type { Fetched } from './fetch-file.ts';

/** What went wrong with a request, in words; `error` is what Node threw. */
export function failureOf(
  error: unknown,
  { host, isRedirect, timeoutMs }: { host: string; isRedirect: boolean; timeoutMs: number },
): Fetched & { kind: 'refused' } {
  const code = codeOf(error);
  const known = Object.hasOwn(reasons, code) ? reasons[code as keyof typeof reasons] : null;
  if (code === 'ERR_IP_BLOCKED') {
    // Who redirects here is nobody to give advice for.
    const reason = isRedirect
      ? `is redirected to ${host}, in a network that is not public`
      : `stands at ${host}, in a network that is not public; --allow-host ${host} if it is yours`;
    return { kind: 'refused', reason };
  }
  if (error instanceof DOMException && error.name === 'TimeoutError') {
    return { kind: 'refused', reason: `took longer than ${timeoutMs / 1000} s`, isSilent: true };
  }
  if (known) return { kind: 'refused', ...known };
  return { kind: 'refused', reason: `could not be fetched (${code})` };
}

const reasons = {
  ENOTFOUND: { reason: 'is at a host that does not exist', isSilent: true },
  EAI_AGAIN: {
    reason: 'is at a host that could not be found; is there a network?',
    isSilent: true,
  },
  ECONNREFUSED: { reason: 'is at a host that does not answer', isSilent: true },
  EHOSTUNREACH: { reason: 'is at a host that cannot be reached', isSilent: true },
  ENETUNREACH: { reason: 'is at a host that cannot be reached', isSilent: true },
  ETIMEDOUT: { reason: 'is at a host that fell silent', isSilent: true },
  ECONNRESET: { reason: 'broke off' },
  ERR_BUFFER_TOO_LARGE: { reason: 'unpacks to more than it may' },
  Z_DATA_ERROR: { reason: 'is damaged' },
  Z_BUF_ERROR: { reason: 'broke off' },
  CERT_HAS_EXPIRED: { reason: 'is at a host whose certificate has expired' },
  ERR_TLS_CERT_ALTNAME_INVALID: { reason: 'is at a host with a certificate of another' },
} as const satisfies Record<string, { reason: string; isSilent?: true }>;

/** Trying several addresses at once gives one error with theirs in it. */
function codeOf(error: unknown): string {
  if (error instanceof AggregateError) return codeOf(error.errors[0]);
  if (typeof error === 'object' && error !== null && 'code' in error) return String(error.code);
  return error instanceof Error ? error.message : String(error);
}
