import type { Hub } from '#hub/hub.ts';

import { inertPolicy } from './content-security-policy.ts';

export type HeaderValues = Readonly<Record<string, string | string[]>>;

/**
 * The headers that every answer carries, also a refusal. A resource replaces the policy by its own
 * and may open itself to other sites.
 */
export function baseHeaders({ rights }: Pick<Hub, 'rights'>): Readonly<Record<string, string>> {
  return {
    'content-security-policy': inertPolicy,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'permissions-policy': permissions,
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    // https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/ §5.1
    'tdm-reservation': rights.textMining === 'reserved' ? '1' : '0',
  };
}

/** `Strict-Transport-Security`, sent only where https is sure to work: one year, this host alone. */
export const strictTransport = 'max-age=31536000';

/** Whether a hub at `origin` is always reached over https. */
export function isSecureOrigin(origin: string): boolean {
  const { protocol, hostname } = new URL(origin);
  return protocol === 'https:' && !/^(localhost|127\.\d+\.\d+\.\d+|\[::1\])$/.test(hostname);
}

// What no page of a hub uses. Copying and sharing a link stay allowed.
const permissions = [
  'accelerometer',
  'camera',
  'display-capture',
  'geolocation',
  'gyroscope',
  'magnetometer',
  'microphone',
  'midi',
  'payment',
  'usb',
]
  .map((feature) => `${feature}=()`)
  .join(', ');
