import type { Redirect } from '../redirect.ts';
import { writeCaddy } from './caddy.ts';
import { writeCloudflare } from './cloudflare.ts';
import { writeNetlify } from './netlify.ts';
import { writeNginx } from './nginx.ts';
import { writeVercel } from './vercel.ts';

/** A file of redirects for one host, and what that host cannot do, as sentences. */
export interface HostFile {
  readonly text: string;
  readonly left: readonly string[];
}

/** A host that can redirect by itself. */
export interface RedirectHost {
  readonly label: string;
  /** Below `exports/redirects/`. */
  readonly file: string;
  readonly write: (redirects: readonly Redirect[], site: string) => HostFile;
}

export const redirectHosts = {
  nginx: { label: 'nginx', file: 'nginx/redirects.conf', write: writeNginx },
  caddy: { label: 'Caddy', file: 'caddy/redirects.caddyfile', write: writeCaddy },
  netlify: { label: 'Netlify', file: 'netlify/_redirects', write: writeNetlify },
  cloudflare: { label: 'Cloudflare', file: 'cloudflare/_redirects', write: writeCloudflare },
  vercel: { label: 'Vercel', file: 'vercel/vercel.json', write: writeVercel },
} as const satisfies Record<string, RedirectHost>;
