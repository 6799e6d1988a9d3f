import http from 'node:http';
import https from 'node:https';
import { BlockList } from 'node:net';
import { gunzipSync } from 'node:zlib';

import { guardedAgent } from '../guarded-agent.ts';

import { failureOf } from './fetch-failure.ts';

/** What the fetching of a file may cost, and where it may go. */
export interface FetchRules {
  /** Kinds of files that are welcome, as the header `Accept` names them. */
  readonly accept: string;
  /** `true` also follows no redirect to an address without https. */
  readonly isSecureOnly?: boolean;
  /** With all redirects. */
  readonly timeoutMs: number;
  /** Without a byte. */
  readonly silenceMs: number;
  readonly maxBytes: number;
  /** What a file that begins with `start` may have at most, where that is less. */
  readonly maxBytesOf?: (start: Buffer) => number;
  readonly maxRedirects: number;
  /** Networks that are never connected to. */
  readonly blockList: BlockList;
  /** Hosts, with their port unless it is the usual one, that may be in such a network. */
  readonly allowed: ReadonlySet<string>;
  /** Certificates to trust instead of the usual ones. */
  readonly ca?: string;
}

export type Fetched =
  | {
      readonly kind: 'fetched';
      readonly bytes: Buffer;
      /** What the host calls it: the header `Content-Type`, or nothing. */
      readonly type: string;
    }
  | {
      readonly kind: 'refused';
      /** What is wrong with it, in words. */
      readonly reason: string;
      /** Whether the host did not answer at all, so that others of it will fail as well. */
      readonly isSilent?: true;
    };

type Answer = Fetched | { readonly kind: 'redirect'; readonly to: string };

/**
 * The bytes at `address`, of at most as many as `rules` allow; what they are is not judged here. Follows redirects, each
 * looked at like the first address. Sends nothing but the address and what is welcome.
 */
export async function fetchFile(address: string, rules: FetchRules): Promise<Fetched> {
  const signal = AbortSignal.timeout(rules.timeoutMs);
  let url = address;
  for (let hops = 0; hops <= rules.maxRedirects; hops += 1) {
    const answer = await ask(url, { rules, signal, isRedirect: hops > 0 });
    if (answer.kind !== 'redirect') return answer;
    url = answer.to;
  }
  return refused(`is redirected more than ${rules.maxRedirects} times`);
}

async function ask(
  address: string,
  { rules, signal, isRedirect }: { rules: FetchRules; signal: AbortSignal; isRedirect: boolean },
): Promise<Answer> {
  const url = URL.parse(address);
  if (!url || !isHttp(url.protocol))
    return refused(`leads to ${address.slice(0, 80)}, no address of the web`);
  if (rules.isSecureOnly && url.protocol !== 'https:')
    return refused(`leads to ${address.slice(0, 80)}, which is not safe`);
  if (url.username !== '' || url.password !== '') return refused('has a password in its address');
  try {
    const response = await responseOf(url, { protocol: url.protocol, rules, signal });
    try {
      return await answerOf(response, { url, rules });
    } finally {
      response.destroy();
    }
  } catch (error) {
    return failureOf(signal.aborted ? signal.reason : error, {
      host: url.host,
      isRedirect,
      timeoutMs: rules.timeoutMs,
    });
  }
}

function responseOf(
  url: URL,
  {
    protocol,
    rules,
    signal,
  }: { protocol: 'http:' | 'https:'; rules: FetchRules; signal: AbortSignal },
): Promise<http.IncomingMessage> {
  const blockList = rules.allowed.has(url.host) ? new BlockList() : rules.blockList;
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  const headers = {
    ...{ accept: rules.accept, 'accept-encoding': 'identity' },
    'user-agent': 'Freehold import',
  };
  const request = (protocol === 'https:' ? https : http).get(url, {
    ...{ agent: guardedAgent(protocol, { blockList, ca: rules.ca }), headers, signal },
    timeout: rules.silenceMs,
  });
  let answering: http.IncomingMessage | null = null;
  request.on('response', (response) => {
    answering = response;
    resolve(response);
  });
  request.on('timeout', () => {
    const silence = Object.assign(new Error('silent'), { code: 'ETIMEDOUT' });
    (answering ?? request).destroy(silence);
  });
  request.on('error', reject);
  return promise;
}

async function answerOf(
  response: http.IncomingMessage,
  { url, rules }: { url: URL; rules: FetchRules },
): Promise<Answer> {
  const { statusCode = 0, headers } = response;
  if ([301, 302, 303, 307, 308].includes(statusCode)) {
    const to = headers.location === undefined ? null : URL.parse(headers.location, url);
    return to ? { kind: 'redirect', to: to.href } : refused('is redirected to no address');
  }
  if (statusCode === 429 || statusCode === 503) {
    return { ...refused(`is not given now (${statusCode}); run it again later`), isSilent: true };
  }
  if (statusCode !== 200) return refused(`is not given (${statusCode})`);
  if (Number(headers['content-length']) > rules.maxBytes) return tooHeavy(rules.maxBytes);

  const chunks: Buffer[] = [];
  let size = 0;
  let most = rules.maxBytes;
  for await (const chunk of response as AsyncIterable<Buffer>) {
    if (chunks.length === 0) most = rules.maxBytesOf?.(chunk) ?? most;
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > most) return tooHeavy(most);
  }
  const bytes = unpacked(Buffer.concat(chunks), { headers, most });
  return { kind: 'fetched', bytes, type: headers['content-type'] ?? '' };
}

/** Some servers compress what is text although nobody asked. */
function unpacked(
  bytes: Buffer,
  { headers, most }: { headers: http.IncomingHttpHeaders; most: number },
): Buffer {
  if (headers['content-encoding'] !== 'gzip') return bytes;
  return gunzipSync(bytes, { maxOutputLength: most });
}

function isHttp(protocol: string): protocol is 'http:' | 'https:' {
  return protocol === 'http:' || protocol === 'https:';
}

function tooHeavy(most: number): Fetched & { kind: 'refused' } {
  return refused(`is larger than ${most / 1024} KB`);
}

function refused(reason: string): Fetched & { kind: 'refused' } {
  return { kind: 'refused', reason };
}
