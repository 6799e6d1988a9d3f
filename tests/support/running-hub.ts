import { once } from 'node:events';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

import PostalMime, { type Email } from 'postal-mime';

import { languages } from '#hub/languages.ts';
import { pathTo, type PlaceId } from '#hub/urls.ts';

import { builtDemo, startCommand } from './built-hub.ts';

/** The demo hub in a process of its own, as `npm start` runs it, with an empty store. */
export interface RunningHub extends AsyncDisposable {
  /** Without a slash at the end. */
  readonly url: string;
  /** The folder of its store. */
  readonly dataDir: string;
  /** Waits for the newest mail to this address that `wanted` accepts, written to the outbox. */
  mailTo(address: string, wanted?: (mail: Email) => boolean): Promise<Email>;
  /** Signs an address up, without a browser, and gives the link of the confirmation mail. */
  signUp(address: string, language: 'nl' | 'en'): Promise<string>;
  /** Signs an address up and confirms it, and gives the link that unsubscribes it. */
  subscribe(address: string, language: 'nl' | 'en'): Promise<string>;
  /** Signs an address up, confirms it and gives the link to its choices. */
  choices(address: string, language: 'nl' | 'en'): Promise<string>;
  /** The same, and gives the fresh link to what is held about it. */
  personalData(address: string, language: 'nl' | 'en'): Promise<string>;
}

const patienceMs = 60_000;

/** Serves what is built already and waits until the hub answers; `headers` go with what it is sent without a browser. */
export async function runHub({
  env = {},
  headers: sentAlong = {},
}: {
  env?: Readonly<Record<string, string>>;
  headers?: Readonly<Record<string, string>>;
} = {}): Promise<RunningHub> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'freehold-e2e-'));
  const port = await freePort();
  const url = `http://localhost:${port}`;
  const child = startCommand('start.ts', {
    root: builtDemo().root,
    argv: ['--no-build'],
    env: { PORT: String(port), FREEHOLD_DATA: dataDir, TRUSTED_PROXIES: '1', ...env },
  });
  let said = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  // A browser that is stopped half-way must not leave its hub behind.
  process.once('exit', () => child.kill('SIGKILL'));
  await until(async () => {
    if (child.exitCode !== null) throw new Error(`the hub did not start\n${said}`);
    return (await fetch(`${url}/healthz`).catch(() => null))?.ok ?? false;
  });

  const outbox = path.join(dataDir, 'outbox');
  const mailTo: RunningHub['mailTo'] = async (address, wanted = () => true) => {
    let found: Email | undefined;
    await until(async () => {
      const mails = await mailsIn(outbox);
      found = mails.findLast((mail) => isTo(mail, address) && wanted(mail));
      return found !== undefined;
    });
    if (!found) throw new Error(`no mail to ${address}`);
    return found;
  };
  let people = 0;
  const post = async (place: string, fields: Record<string, string>, headers = {}) => {
    const answer = await fetch(`${url}${place}`, {
      method: 'POST',
      body: new URLSearchParams(fields),
      // Each person at a network of their own, so that no limit of one is reached by how many tests there are.
      headers: {
        origin: url,
        'X-Forwarded-For': `198.51.100.${(people += 1)}`,
        ...sentAlong,
        ...headers,
      },
      redirect: 'manual',
    });
    if (answer.status >= 400) throw new Error(`${place} answered ${answer.status}`);
    return answer;
  };
  const signUp: RunningHub['signUp'] = async (email, language) => {
    await post('/api/subscribe/', { email, language });
    return linkIn(await mailTo(email));
  };
  const confirm = async (email: string, language: 'nl' | 'en') => {
    const { pathname, searchParams } = new URL(await signUp(email, language));
    await post(pathname, { token: searchParams.get('token') ?? '' });
  };
  const choices: RunningHub['choices'] = async (email, language) => {
    await confirm(email, language);
    await post(pathTo('preferences', language), { action: 'ask-link', email });
    return linkIn(await mailTo(email, isKind('preferences')));
  };
  return {
    url,
    dataDir,
    mailTo,
    signUp,
    choices,
    async personalData(email, language) {
      const token = new URL(await choices(email, language)).searchParams.get('token') ?? '';
      await post(pathTo('preferences', language), { action: 'ask-data', token });
      return linkIn(await mailTo(email, isKind('personalData')));
    },
    async subscribe(email, language) {
      await confirm(email, language);
      return leaveLinkIn(await mailTo(email, (mail) => header(mail, 'list-unsubscribe') !== ''));
    },
    async [Symbol.asyncDispose]() {
      child.kill('SIGTERM');
      if (child.exitCode === null) await once(child, 'exit');
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}

/** Recognises the mail whose button leads to a place. */
const isKind = (place: PlaceId) => (mail: Email) =>
  languages.some((language) => new URL(linkIn(mail)).pathname === pathTo(place, language));

/** The address behind the button of a mail of the service. */
export function linkIn({ text = '' }: Email): string {
  const [link] = /https?:\/\/\S+token=\S+/.exec(text) ?? [];
  if (!link) throw new Error(`no link in this mail:\n${text}`);
  return link;
}

/** The address that unsubscribes whom a mail is for. */
export function leaveLinkIn(mail: Email): string {
  return /<(https?:[^>]+)>/.exec(header(mail, 'list-unsubscribe'))?.[1] ?? '';
}

/** A header's value, or an empty text. */
export function header(mail: Email, name: string): string {
  return mail.headers.find(({ key }) => key === name)?.value ?? '';
}

async function mailsIn(folder: string): Promise<Email[]> {
  const names = await readdir(folder).catch(() => []);
  const files = names.filter((name) => name.endsWith('.eml')).toSorted();
  return Promise.all(
    files.map(async (name) => PostalMime.parse(await readFile(path.join(folder, name)))),
  );
}

function isTo({ to = [] }: Email, address: string): boolean {
  return to.some((one) => one.address === address);
}

async function until(isSo: () => Promise<boolean>): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('waited in vain');
    await wait(50);
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, 'localhost');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  if (typeof address !== 'object' || !address) throw new Error('no free port');
  return address.port;
}
