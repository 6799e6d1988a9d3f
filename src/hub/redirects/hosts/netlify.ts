import { encodePath, type Redirect } from '../redirect.ts';
import type { HostFile } from './hosts.ts';
import { strictestFirst, withoutPlaceholders } from './order.ts';

const head = `# Old addresses of the hub, made by npm run build. Put this file beside the pages, in dist/client/.`;

/**
 * `_redirects` for Netlify, which takes both spellings of a path as one and passes the visitor's
 * parameters on by itself.
 */
// https://docs.netlify.com/manage/routing/redirects/overview/
export function writeNetlify(redirects: readonly Redirect[]): HostFile {
  const lines = strictestFirst(redirects).map(({ from, query, to }) => {
    const asked = query.map((pair) => pair.map(encodeURIComponent).join('='));
    // The mark lets an address that exists, such as / with parameters, be an old one too.
    return [
      encodePath(from),
      ...asked,
      withoutPlaceholders(to),
      asked.length > 0 ? '301!' : '301',
    ].join(' ');
  });
  return { text: `${[head, ...lines].join('\n')}\n`, left: [] };
}
