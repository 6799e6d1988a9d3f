import { encodePath, type Redirect, spellingsOf } from '../redirect.ts';
import type { HostFile } from './hosts.ts';
import { shownOld, withoutPlaceholders } from './order.ts';

// https://developers.cloudflare.com/workers/static-assets/redirects/#per-file
const maxStatic = 2_000;
const maxLineLength = 1_000;

const head = `# Old addresses of the hub, made by npm run build. Put this file beside the pages, in dist/client/.`;

/** `_redirects` for Cloudflare Pages and Workers, which compare paths only, letter by letter. */
export function writeCloudflare(redirects: readonly Redirect[]): HostFile {
  const asking = redirects.filter(({ query }) => query.length > 0);
  const lines = redirects
    .filter(({ query }) => query.length === 0)
    .flatMap((one) =>
      spellingsOf(one).map((path) => `${encodePath(path)} ${withoutPlaceholders(one.to)} 301`),
    );
  const short = lines.filter((line) => line.length <= maxLineLength);
  const written = short.slice(0, maxStatic);
  return {
    text: `${[head, ...written].join('\n')}\n`,
    left: [
      ...asking.map((one) => `compares no parameters, so ${shownOld(one)} is not in its file`),
      ...(short.length < lines.length
        ? [`takes lines of ${maxLineLength} characters; ${lines.length - short.length} are longer`]
        : []),
      ...(written.length < short.length
        ? [`takes ${maxStatic} lines and there are ${short.length}; use its Bulk Redirects`]
        : []),
    ],
  };
}
