import http from 'node:http';
import https from 'node:https';
import { BlockList } from 'node:net';
import { gunzipSync } from 'node:zlib';

import { guardedAgent } from '../guarded-agent.ts';
import { rasterEnding } from '../picture-file.ts';

import type { PictureRules } from './picture-rules.ts';
import { failureOf } from './fetch-failure.ts';

export type Fetched =
  | { readonly kind: 'fetched'; readonly bytes: Buffer }
  | {
      readonly kind: 'refused';
      /** What is wrong with it, in words. */
      readonly reason: string;
      /** Whether the host did not answer at all, so that others of it will fail as well. */
      readonly isSilent?: true;
    };

type Answer = Fetched | { readonly kind: 'redirect'; readonly to: string };

/**
 * The bytes at `address`, of at most as many as a picture may have; what they are is not judged here. Follows
 * redirects, each looked at like the first address. Sends nothing but the address and that pictures are welcome.
 */
export async function fetchPicture(address: string, rules: PictureRules): Promise<Fetched> {
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
  { rules, signal, isRedirect }: { rules: PictureRules; signal: AbortSignal; isRedirect: boolean },
): Promise<Answer> {
  const url = URL.parse(address);
  if (!url || !isHttp(url.protocol))
    return refused(`leads to ${address.slice(0, 80)}, no address of the web`);
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
  }: { protocol: 'http:' | 'https:'; rules: PictureRules; signal: AbortSignal },
): Promise<http.IncomingMessage> {
  const blockList = rules.allowed.has(url.host) ? new BlockList() : rules.blockList;
  const { promise, resolve, reject } = Promise.withResolvers<http.IncomingMessage>();
  const headers = {
    ...{ accept: 'image/*', 'accept-encoding': 'identity' },
    'user-agent': 'Freehold import',
  };
  const request = (protocol === 'https:' ? https : http).get(url, {
    ...{ agent: guardedAgent(protocol, { blockList }), headers, signal },
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
  { url, rules }: { url: URL; rules: PictureRules },
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
    if (chunks.length === 0 && rasterEnding(chunk) === null) most = rules.maxDrawingBytes;
    chunks.push(chunk);
    size += chunk.byteLength;
    if (size > most) return tooHeavy(most);
  }
  return { kind: 'fetched', bytes: unpacked(Buffer.concat(chunks), { headers, most }) };
}

/** Some servers compress drawings although nobody asked. */
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
