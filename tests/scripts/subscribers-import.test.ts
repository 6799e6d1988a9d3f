import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { makeSubscribersHub } from '../support/subscribers-command.ts';

const mailchimp = `Email Address,First Name,MEMBER_RATING,OPTIN_TIME,OPTIN_IP,CONFIRM_TIME,CONFIRM_IP,LEID,EUID,TAGS
ada@example.org,Ada,2,2023-04-21 11:16:57,192.0.2.7,2023-04-21 11:16:57,192.0.2.7,1,a,"""Repairs"""
not an address,,2,2023-04-21 11:16:57,,,,2,b,
eve@example.org,Eve,2,,,,,3,c,
`;

describe('npm run subscribers -- import', () => {
  test('tells first what it would do, line by line and without an address, and imports when asked to', async () => {
    await using hub = await makeSubscribersHub();
    const file = await hub.file('subscribed_members.csv', mailchimp);
    const report = path.join(hub.root, 'report.csv');

    const dry = await hub.run('import', file, '--report', report);
    expect(dry.status).toBe(0);
    expect(dry.remarks).toContain('Mailchimp, UTF-8, 3 rows');
    expect(dry.remarks).toContain('Nothing was changed. Add --apply');
    expect(dry.data).toContain('1  new: subscribed');
    expect(await readFile(report, 'utf8')).toBe(
      [
        'line,outcome,reason',
        '2,added,"new: subscribed, with the consent that was given elsewhere"',
        '3,invalid-address,"is no mail address that can be used: left out"',
        '4,no-proof,"says nowhere when consent was given: left out. Add --proof ""where consent was given"""',
        '',
      ].join('\n'),
    );
    expect((await hub.bytes()).includes('ada@example.org')).toBe(false);

    const done = await hub.run(
      'import',
      file,
      '--proof',
      'our old form',
      '--topics',
      'repairs=repair',
      '--apply',
    );
    expect(done.remarks).toMatch(/Imported as 20\d\d-\d\d-\d\d-[0-9a-f]{6}\. Take it back with/);
    const shown = await hub.run('show', 'ada@example.org', '--json');
    expect(JSON.parse(shown.data)).toMatchObject({
      subscription: { state: 'confirmed', topics: ['repair'], language: 'nl' },
    });
    const bytes = await hub.bytes();
    for (const foreign of ['192.0.2.7', 'Ada"', 'Eve']) expect(bytes.includes(foreign)).toBe(false);
    const printed = [dry, done].map(({ data, remarks }) => data + remarks).join();
    expect(printed).not.toContain('@example.org');
  });

  test('the same file again imports nothing, and an import is listed and taken back', async () => {
    await using hub = await makeSubscribersHub();
    const file = await hub.file('members.csv', mailchimp);
    const first = await hub.run('import', file, '--yes', '--json');
    const { batch, counts } = JSON.parse(first.data);
    expect(counts).toEqual({ added: 1, 'invalid-address': 1, 'no-proof': 1 });
    const again = await hub.run('import', file, '--yes');
    expect(again.remarks).toContain('Nothing new');

    const listed = JSON.parse((await hub.run('import', '--list', '--json')).data);
    expect(listed).toMatchObject([{ id: batch, state: 'done', people: 1, format: 'mailchimp' }]);
    expect((await hub.run('import', '--undo', batch)).remarks).toContain('Add --apply');
    expect((await hub.run('import', '--undo', batch, '--apply')).remarks).toContain(
      'Gone: people 1,',
    );
    expect((await hub.run('show', 'ada@example.org')).data).toBe(
      'The hub holds nothing about this address.',
    );
    expect((await hub.bytes()).includes('ada@example.org')).toBe(false);
  });

  test("Mailchimp's other two files keep people from being mailed, by their names alone", async () => {
    await using hub = await makeSubscribersHub();
    const header = 'Email Address,MEMBER_RATING,OPTIN_TIME,LEID,EUID\n';
    const left = await hub.file('unsubscribed_a.csv', `${header}left@example.org,,,,\n`);
    const cleaned = await hub.file('cleaned_a.csv', `${header}bounced@example.org,,,,\n`);
    await hub.run('import', left, '--apply');
    await hub.run('import', cleaned, '--apply');
    const of = async (address: string) =>
      JSON.parse((await hub.run('show', address, '--json')).data);
    expect((await of('left@example.org')).subscription.state).toBe('unsubscribed');
    expect((await of('bounced@example.org')).suppression.reason).toBe('bounce');

    const all = await hub.file('all.csv', 'email\nleft@example.org\nbounced@example.org\n');
    const { counts } = JSON.parse(
      (await hub.run('import', all, '--proof', 'a list', '--apply', '--json')).data,
    );
    expect(counts).toEqual({ 'was-unsubscribed': 1, 'is-suppressed': 1 });
  });

  test.each<[string, string[], number, RegExp]>([
    ['no command', [], 2, /import, export, show, erase/],
    ['an unknown command', ['sell'], 2, /"sell" is no command/],
    ['no file', ['import'], 2, /Name one file/],
    ['two wishes', ['import', 'a.csv', '--list'], 2, /Name one file/],
    ['a missing file', ['import', '/nowhere/a.csv'], 1, /\/nowhere\/a\.csv: there is no such file/],
    ['an unknown batch', ['import', '--undo', 'x'], 1, /There is no import x; import --list/],
    [
      'an address in --proof',
      ['import', 'FILE', '--proof', 'ask a@b.nl'],
      2,
      /--proof takes one line/,
    ],
    [
      'an unknown format',
      ['import', 'FILE', '--from', 'excel'],
      2,
      /one of freehold, mailchimp, substack/,
    ],
    [
      'a format that the file is not',
      ['import', 'FILE', '--from', 'mailchimp'],
      2,
      /has a column "email address"\. It has the columns "e-post", "naam"/,
    ],
    [
      'columns of no format',
      ['import', 'FILE'],
      2,
      /FILE:1: no known format\. It has the columns "e-post", "naam"[^]*ghost: email, subscribed_to_emails/,
    ],
    [
      'an unknown status',
      ['import', 'FILE', '--status', 'gone'],
      2,
      /subscribed, unsubscribed, cleaned/,
    ],
    [
      'a status against the name',
      ['import', 'LEFT', '--status', 'subscribed'],
      2,
      /people who are unsubscribed/,
    ],
    ['an unknown topic', ['import', 'FILE', '--topics', 'a=chess'], 2, /with a topic of the hub: /],
    ['an unknown language', ['import', 'FILE', '--language', 'fr'], 2, /the hub has nl/],
    ['no address', ['show'], 2, /Name one mail address/],
    ['half an address', ['show', 'ada@'], 2, /no mail address/],
  ])('%s: says what to write', async (_name, argv, status, message) => {
    await using hub = await makeSubscribersHub();
    const file = await hub.file('FILE', 'E-post,Naam\na@b.nl,A\n');
    const left = await hub.file('unsubscribed_x.csv', 'email\na@b.nl\n');
    const places: Record<string, string> = { FILE: file, LEFT: left };
    const result = await hub.run(...argv.map((one) => places[one] ?? one));
    expect(result.remarks).toMatch(message);
    expect(result.status).toBe(status);
    expect(result.data).toBe('');
  });

  test.each([[['--help']], [['import', '--help']], [['show', '--help']]])(
    '%j gives an example',
    async (argv) => {
      await using hub = await makeSubscribersHub();
      const { status, data } = await hub.run(...argv);
      expect(status).toBe(0);
      expect(data).toContain('Example: npm run subscribers -- ');
    },
  );
});
