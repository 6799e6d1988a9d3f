import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { pathToFileURL } from 'node:url';

import type { Compared, Counter } from './counters.ts';

/** How to get what {@link openTools} takes; no part of Freehold needs it. */
export const toolsHint = 'npm install --ignore-scripts @humanwhocodes/crosspost @atproto/api';

interface Crosspost {
  readonly calculateMessageLength: (text: string) => number;
}

type Strategy = new (options: Readonly<Record<string, string>>) => Crosspost;

interface RichText {
  readonly graphemeLength: number;
}

/**
 * The counters of two published packages, installed in `folder`, under their names and versions. Nothing is sent:
 * what a package wants to know of an account is made up.
 */
export async function openTools(folder: string): Promise<Readonly<Record<string, Counter>>> {
  const crosspost = (await load(folder, '@humanwhocodes/crosspost')) as {
    readonly module: Readonly<
      Record<'BlueskyStrategy' | 'MastodonStrategy' | 'TwitterStrategy', Strategy>
    >;
    readonly version: string;
  };
  const atproto = (await load(folder, '@atproto/api')) as {
    readonly module: { readonly RichText: new (props: { readonly text: string }) => RichText };
    readonly version: string;
  };
  const { BlueskyStrategy, MastodonStrategy, TwitterStrategy } = crosspost.module;
  const account = new Proxy({}, { get: () => 'none.example', has: () => true });
  const strategies: Partial<Record<Compared, Crosspost>> = {
    x: new TwitterStrategy(account),
    bluesky: new BlueskyStrategy(account),
    mastodon: new MastodonStrategy(account),
  };
  return {
    [`crosspost ${crosspost.version}`]: (text, platform) =>
      strategies[platform]?.calculateMessageLength(text) ?? null,
    [`@atproto/api ${atproto.version}`]: (text, platform) =>
      platform === 'bluesky' ? new atproto.module.RichText({ text }).graphemeLength : null,
  };
}

async function load(folder: string, name: string): Promise<unknown> {
  const home = path.resolve(folder, 'node_modules', name);
  try {
    const { version } = JSON.parse(await readFile(path.join(home, 'package.json'), 'utf8'));
    const module: unknown = await import(pathToFileURL(path.join(home, 'dist', 'index.js')).href);
    return { module, version };
  } catch (error) {
    throw new Error(`${name} is not installed in ${folder}; there, run "${toolsHint}"`, {
      cause: error,
    });
  }
}
