import { randomBytes } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { domainToASCII } from 'node:url';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import type { Paper } from '#articles/paper.ts';
import type { Person } from '#articles/person.ts';
import type { Mailer, OutgoingMail, SendOutcome } from '#audience/mail.ts';
import type { SignUp } from '#audience/sign-up.ts';
import { type Hub, hubSchema } from '#hub/hub.ts';
import { composeMail } from '#server/compose-mail.ts';
import { deliverDue } from '#server/outbox-worker.ts';

import { aPerson } from './content-builders.ts';
import { placeEmptyStore } from './empty-store.ts';

export const minute = 60 * 1000;
export const hour = 60 * minute;
export const day = 24 * hour;

/** The brand of these tests. */
export function aHub(changes: Partial<Hub> = {}): Hub {
  const hub = hubSchema.parse({
    name: 'Radijs & Zn',
    site: 'https://hub.example',
    tagline: { nl: 'Rustig rijden', en: 'Riding calmly' },
    description: {
      nl: 'Een verzonnen werkplaats die uitlegt hoe je zelf je fiets onderhoudt.',
      en: 'An invented workshop that explains how to look after your own bike.',
    },
    languages: ['nl', 'en'],
    brand: { color: 'oklch(0.56 0.19 10)', logo: '/logo.svg' },
    organisation: { legalName: 'Radijs', email: 'redactie@hub.example' },
    newsletter: {
      name: { nl: 'De Werkbank', en: 'The Workbench' },
      promise: { nl: 'Eén brief per maand.', en: 'One letter a month.' },
      consent: { nl: 'Ja, stuur me De Werkbank.', en: 'Yes, send me The Workbench.' },
      sender: { name: 'Radijs & Zn', address: 'werkbank@hub.example' },
    },
    security: { contact: 'mailto:redactie@hub.example', expires: '2027-10-01' },
  });
  return { ...hub, ...changes };
}

/** The same, with so many readers that no mail to one of them waits for another's. */
export function aBusyHub(): Hub {
  const hub = aHub();
  return { ...hub, newsletter: { ...hub.newsletter, confirmMailsPerHour: 10_000 } };
}

/** A sign-up as the form sends it. */
export function aSignUp(changes: Partial<SignUp> = {}): SignUp {
  return {
    email: 'ada@example.org',
    language: 'nl',
    topics: [],
    page: '/nieuwsbrief/',
    ...changes,
  };
}

/** An employee who answers questions. */
export const ilyas = aPerson({
  id: 'ilyas-naafdop',
  name: 'Ilyas Naafdop',
  answersOn: ['repair'],
  replyWithinHours: 48,
});

export interface TemporaryFolder extends AsyncDisposable {
  readonly path: string;
}

/** A folder that lives as long as a test: `await using folder = await makeFolder();`. */
export async function makeFolder(): Promise<TemporaryFolder> {
  const folder = await mkdtemp(path.join(tmpdir(), 'freehold-audience-'));
  return {
    path: folder,
    [Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
  };
}

/** Every byte of every file below `folder`. */
export async function bytesBelow(folder: string): Promise<Buffer> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile());
  return Buffer.concat(
    await Promise.all(files.map((file) => readFile(path.join(file.parentPath, file.name)))),
  );
}

/** Every row of every table of the store in `folder`, as text to be compared. */
export function rowsIn(folder: string): string {
  const database = new DatabaseSync(path.join(folder, 'audience.sqlite'), { readOnly: true });
  try {
    const tables = database
      .prepare("select name from sqlite_schema where type = 'table' order by name")
      .all();
    return JSON.stringify(
      tables.map(({ name }) => [
        name,
        database.prepare(`select * from ${String(name)} order by 1`).all(),
      ]),
    );
  } finally {
    database.close();
  }
}

/** A clock that moves only when told to. */
export interface TestClock {
  (): Date;
  pass(milliseconds: number): void;
}

export function clockAt(start: string): TestClock {
  let time = Date.parse(start);
  const clock = () => new Date(time);
  return Object.assign(clock, {
    pass(milliseconds: number) {
      time += milliseconds;
    },
  });
}

/** A mailer that keeps mails in memory and answers as told. */
export function memoryMailer(answer: () => SendOutcome = () => ({ kind: 'sent', file: null })) {
  const sent: OutgoingMail[] = [];
  const mailer: Mailer = {
    send(mail) {
      sent.push(mail);
      return Promise.resolve(answer());
    },
    listKept: () => Promise.resolve([]),
    removeKept: () => Promise.resolve(),
    forgetAddress: () => Promise.resolve(),
    close: () => Promise.resolve(),
  };
  return { mailer, sent };
}

export const serverKey = new Uint8Array(32).fill(7);

/** A store on disk with all that the domain's functions ask for; `await using` removes it. */
export async function openAudience({
  hub = aHub(),
  topicIds = ['repair', 'sums'],
  people = [ilyas],
  papers = [],
}: { hub?: Hub; topicIds?: string[]; people?: Person[]; papers?: Paper[] } = {}) {
  const folder = await makeFolder();
  const clock = clockAt('2026-11-22T09:00:00Z');
  await placeEmptyStore(folder.path);
  const store = await openAudienceStore(folder.path, { now: clock(), gatherMs: 0 });
  const { mailer, sent } = memoryMailer();
  const context = () => ({
    store,
    hub,
    topicIds: new Set(topicIds),
    people,
    papers,
    serverKey,
    siteUrl: 'http://localhost:4321',
    toAscii: domainToASCII,
    random: randomBytes,
    now: clock(),
  });
  return {
    folder: folder.path,
    store,
    clock,
    context,
    /** Delivers what is due and returns the mails that went out. */
    async deliver(): Promise<readonly OutgoingMail[]> {
      const before = sent.length;
      const delivery = { outbox: store.outbox, mailer, owner: 'test', clock, log: () => undefined };
      while (
        (await deliverDue({ ...delivery, compose: (row) => composeMail(row, context()) })) > 0
      );
      return sent.slice(before);
    },
    async [Symbol.asyncDispose]() {
      await store.close();
      await folder[Symbol.asyncDispose]();
    },
  };
}

/** The token that a mail's link carries. */
export function tokenIn({ link }: Pick<OutgoingMail, 'link'>): string {
  return new URL(link).searchParams.get('token') ?? '';
}
