import https from 'node:https';
import type net from 'node:net';

import { guardedAgent } from './guarded-agent.ts';
import { specialNetworks } from './special-networks.ts';

export interface FetchOptions {
  readonly maxBytes: number;
  readonly timeoutMs: number;
  /** Networks that are never connected to. */
  readonly blockList?: net.BlockList;
  /** Certificates to trust instead of the usual ones. */
  readonly ca?: string;
}

/** The text at an https address. No redirect is followed; throws on anything but 200, and before it connects to a network of our own. */
export function fetchText(
  url: string,
  { maxBytes, timeoutMs, blockList = specialNetworks, ca }: FetchOptions,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const agent = guardedAgent('https:', { blockList, ca });
    const request = https.get(url, { agent, signal: AbortSignal.timeout(timeoutMs) });
    request.on('error', reject);
    request.on('response', (response) => {
      const chunks: Buffer[] = [];
      let size = 0;
      response.on('error', reject);
      if (response.statusCode !== 200) {
        reject(new Error(`status ${response.statusCode}`));
        request.destroy();
        return;
      }
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk);
        size += chunk.byteLength;
        if (size <= maxBytes) return;
        reject(new Error(`more than ${maxBytes} bytes`));
        request.destroy();
      });
      response.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    });
  });
}
