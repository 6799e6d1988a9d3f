import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { openAudienceStore } from '#adapters/store/audience-store.ts';
import { openServerKey } from '#adapters/server-key.ts';
import { keyFingerprint } from '#audience/tokens.ts';
import { dayOf } from '#hub/calendar.ts';
import type { MailParts } from '#adapters/mail-parts.ts';

import { readEnvironment } from '#server/environment.ts';

import { main } from '../../scripts/issue.ts';
import { main as doctor } from '../../scripts/doctor.ts';
import { mailFacts } from '../crash/place.ts';
import { addReaders } from '../support/deliveries.ts';
import { type FileChange, makeHub } from '../support/hub-folder.ts';
import { openDnsServer } from '../support/dns-server.ts';
import { openSmtpScript } from '../support/smtp-script.ts';

const today = dayOf(new Date(), 'Europe/Amsterdam');

const postal: FileChange = (text) =>
  text.replace(
    /( +)legalName:/,
    '$1postalAddress: Postbus 12, 0000 AB Tandwielerveen\n$1legalName:',
  );

/** What a build leaves of one issue that brings nothing but its intro. */
const parts = (changes: object = {}): MailParts => ({
  articles: [],
  issues: [
    {
      ...{ id: `nl/${today}`, slug: today, path: `/nieuwsbrief/${today}/` },
      data: {
        subject: 'Wat een winter met je ketting doet',
        preheader: 'Zes maanden zout, en wat er overbleef.',
        ...{ lang: 'nl', status: 'published', time: '00:00', topics: [], items: [], ...changes },
      },
      intro: '<p>Goedemorgen.</p>',
      ...{ wholes: {}, pictures: [], leaks: [] },
    },
  ],
});

const issueFile = (field = '') => `---
subject: Wat een winter met je ketting doet
preheader: Zes maanden zout, en wat er overbleef.
lang: nl
status: published
${field}
---

Goedemorgen.
`;

/** A hub with three readers and one issue that is ready, and the command at it. */
async function openHub(env: Record<string, string> = {}, files: Record<string, FileChange> = {}) {
  const hub = await makeHub({ 'content/hub.yaml': postal, ...files });
  const data = path.join(hub.root, 'data');
  const mails = path.join(hub.root, '.cache/build/mail');
  await mkdir(mails, { recursive: true });
  const store = await openAudienceStore(data, { now: new Date() });
  await store.bindKey(keyFingerprint(await openServerKey(data)));
  await addReaders(store, ['ada', 'bob', 'cas']);
  await store.close();
  const place = { FREEHOLD_ROOT: hub.root, FREEHOLD_DATA: data, ...env };
  const ready = (made: MailParts) =>
    writeFile(path.join(mails, 'parts.json'), JSON.stringify(made));
  await ready(parts());
  const id = `nl/${today}`;
  return {
    ...{ root: hub.root, id, place, ready },
    /** Has one more reader subscribe. */
    async join(name: string) {
      const opened = await openAudienceStore(data, { now: new Date() });
      await addReaders(opened, [name]);
      await opened.close();
    },
    async run(...argv: string[]) {
      const lines: string[] = [];
      const remarks: string[] = [];
      const output = {
        data: (line: string) => void lines.push(line),
        remark: (line: string) => void remarks.push(line),
      };
      const status = await main(argv, output, readEnvironment(place));
      return { status, text: lines.join('\n'), remarks: remarks.join('\n') };
    },
    [Symbol.asyncDispose]: () => hub[Symbol.asyncDispose](),
  };
}

describe('npm run issue', { timeout: 60_000 }, () => {
  test('a dry run names everybody and changes nothing; sending writes them down; status says of each', async () => {
    await using hub = await openHub();
    const rehearsed = await hub.run('send', hub.id, '--dry-run', '--late-ok');
    expect(rehearsed).toMatchObject({ status: 0 });
    expect(rehearsed.text.split('\n').toSorted()).toEqual(
      ['ada', 'bob', 'cas'].map((name) => `${name}@example.org: gets ${hub.id}`),
    );
    expect((await hub.run('status')).remarks).toContain('No issue was sent yet');

    const sent = await hub.run('send', hub.id, '--late-ok', '--json');
    expect(sent).toMatchObject({ status: 0 });
    expect(JSON.parse(sent.text)).toMatchObject({ state: 'finished', counts: { sent: 3 } });
    const status = (await hub.run('status', hub.id, '--all')).text;
    expect(status).toContain('ada@example.org: delivered');
    const [, ada = ''] = (await hub.run('status', hub.id, '--json')).text.split('\n');
    expect(JSON.parse(ada)).toMatchObject({
      ...{ address: 'ada@example.org', outcome: 'delivered', reason: null, attempts: 1 },
      messageId: expect.stringMatching(/^<[\da-f-]{36}@[\w.]+>$/),
      endedAt: expect.stringMatching(/^\d{4}-/),
    });
    expect(status).toContain('afterwards: 0 came back or were refused, 0 complained');
    expect(await hub.run('send', hub.id)).toMatchObject({ status: 0 });
    expect((await hub.run('stop', hub.id)).remarks).toContain('finished');
  });

  test('refuses what is not ready, and says all that speaks against it at once', async () => {
    await using bare = await openHub(
      { SMTP_URL: 'smtp://127.0.0.1:1' },
      { 'content/hub.yaml': (text) => text, 'content/articles/nl/kapot.mdx': 'geen kop' },
    );
    expect((await bare.run('send', 'nl/2020-01-01')).remarks).toContain('npm run build');
    const { status, remarks } = await bare.run('send', bare.id, '--late-ok');
    expect(status).toBe(1);
    expect(remarks).toMatch(/postalAddress/);
    expect(remarks).toMatch(/doctor -- --send-to/);
    expect(remarks).toMatch(/kapot\.mdx/);
    expect((await bare.run('status')).remarks).toContain('No issue was sent yet');
  });

  test('sends by a server that took a test mail of this sender, and its correction to those who got it', async () => {
    await using server = await openSmtpScript();
    await using dns = await openDnsServer({});
    await using hub = await openHub(
      { SMTP_URL: server.url },
      { [`content/issues/nl/${today}.mdx`]: issueFile() },
    );
    const quiet = { data: () => undefined, remark: () => undefined };
    expect(await hub.run('send', hub.id, '--late-ok')).toMatchObject({ status: 1 });
    await doctor(['--send-to', 'me@example.org'], quiet, { env: hub.place, dns: dns.dns });
    const sent = await hub.run(
      'send',
      hub.id,
      '--late-ok',
      '--connections',
      '2',
      '--per-minute',
      '6000',
    );
    expect(sent).toMatchObject({ status: 0 });
    expect(
      server.arrived
        .slice(1)
        .map((mail) => mailFacts(mail).to)
        .toSorted(),
    ).toEqual(['ada', 'bob', 'cas'].map((name) => `${name}@example.org`));
    expect((await hub.run('correct', hub.id)).remarks).toContain(`Nothing corrects ${hub.id}`);

    // Without quotes, as editors write it: a date to one of the readers of content.
    const slug = `${today}-correctie`;
    await writeFile(
      path.join(hub.root, `content/issues/nl/${slug}.mdx`),
      issueFile(`corrects: ${today}`),
    );
    const [original] = parts().issues;
    const [corrected] = parts({ corrects: today }).issues;
    if (!original || !corrected) throw new Error('there is one issue');
    await hub.ready({
      articles: [],
      issues: [original, { ...corrected, id: `nl/${slug}`, slug }],
    });
    await hub.join('dirk');
    const before = server.arrived.length;
    expect(await hub.run('correct', '--late-ok', hub.id)).toMatchObject({ status: 0 });
    expect(await hub.run('correct', hub.id, '--late-ok')).toMatchObject({ status: 0 });
    expect(
      server.arrived
        .slice(before)
        .map((mail) => mailFacts(mail).to)
        .toSorted(),
    ).toEqual(['ada', 'bob', 'cas'].map((name) => `${name}@example.org`));
  });

  test.each([
    [[], 'Say what to do'],
    [['sned'], '"sned" is no command'],
    [['send'], 'Name one issue'],
    [['send', 'nl/x', '--connections', '0'], 'whole numbers'],
    [['stop'], 'Name one issue'],
    [['correct', '--dry-run'], 'Name the issue'],
  ])('%j is wrong usage', async (argv, words) => {
    const remarks: string[] = [];
    const output = { data: () => undefined, remark: (line: string) => void remarks.push(line) };
    expect(await main(argv, output)).toBe(2);
    expect(remarks.join()).toContain(words);
  });
});
