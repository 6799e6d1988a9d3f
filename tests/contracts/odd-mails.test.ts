import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { domainToASCII } from 'node:url';

import fc from 'fast-check';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';

import { envelopeOf, mimeOf } from '#adapters/mail/mime.ts';
import { readAddress } from '#audience/address.ts';
import type { OutgoingMail } from '#audience/mail.ts';
import { questionMail } from '#feedback/question-mails.ts';
import { readQuestion } from '#feedback/question.ts';

import { aHub, aSignUp, ilyas } from '../support/audience.ts';
import { aThread } from '../support/questions.ts';
import { startServices } from '../support/services.ts';
import { openSmtpSink } from '../support/smtp-sink.ts';

const aMail: OutgoingMail = {
  id: '01a2',
  kind: 'confirm',
  createdAt: new Date('2026-11-22T09:00:00Z'),
  language: 'nl',
  from: { name: 'Radijs & Zn', address: 'werkbank@hub.example' },
  to: 'ada@example.org',
  replyTo: null,
  subject: 'Bevestig',
  text: 'Hallo',
  html: null,
  link: 'https://hub.example/',
  unsubscribeUrl: 'https://hub.example/nieuwsbrief/afmelden/?token=x',
};

describe('an address that a mail server might read in two ways', () => {
  // nodemailer before 7.0.7 sent the first three to evil.example (CVE-2025-14874 and kin).
  test.each([
    ['a quoted local part', '"ada@evil.example x"@example.org'],
    ['a list', 'ada@example.org, eve@evil.example'],
    ['a header behind it', 'ada@example.org\r\nBcc: eve@evil.example'],
    ['a comment', 'ada(eve@evil.example)@example.org'],
    ['a group', 'friends: ada@example.org, eve@evil.example;'],
    ['a nested group', 'friends: (((((ada@example.org)))));'],
    ['a display name', 'Ada <eve@evil.example>'],
    ['double brackets', '<<ada@example.org>>'],
    ['a NUL', 'ada@example.org\0@evil.example'],
    ['a homograph', 'ada@ex\u0430mple.org'],
    ['escapes', 'ada@example.org%0d%0aBcc:eve@evil.example'],
    ['10,000 brackets', `${'('.repeat(10_000)}ada@example.org`],
    ['10,000 quotes', `${'"'.repeat(10_000)}@example.org`],
    ['10,000 labels', `ada@${'a.'.repeat(10_000)}org`],
  ])('fault 16: %s is refused, and nobody is mailed', async (_what, email) => {
    await using sink = await openSmtpSink();
    await using hub = await startServices({ smtpUrl: sink.url });
    const { kind } = await hub.services.subscribe(aSignUp({ email }));
    expect(kind).toBe('invalid-address');
    await hub.services.close();
    expect(sink.received).toEqual([]);
  });

  const odd = fc.oneof(
    fc
      .tuple(
        fc.string({
          unit: fc.constantFrom(...'aZ0.!#$%&\'*+/=?^_`{|}~-"(),:;<>@[\\] '),
          minLength: 1,
          maxLength: 20,
        }),
        fc.constantFrom(
          'example.org',
          'sub.example.org',
          'Bücher.example',
          'EXAMPLE.org',
          '[192.0.2.1]',
        ),
      )
      .map(([local, host]) => `${local}@${host}`),
    fc.string({ unit: 'binary', maxLength: 60 }),
    fc.emailAddress(),
  );

  test(
    'fault 16: of 10,000 odd addresses each is refused, or mailed as the one mailbox that it names',
    { timeout: 120_000 },
    async () => {
      let mailed = 0;
      await fc.assert(
        fc.asyncProperty(odd, async (text) => {
          const read = readAddress(text, domainToASCII);
          if (read.kind !== 'address') return;
          mailed += 1;
          const mail = { ...aMail, to: read.address.mailbox };
          expect(envelopeOf(mail).to).toEqual([read.address.mailbox]);
          const { to, cc, bcc } = await PostalMime.parse(await mimeOf(mail));
          expect([to?.map(({ address }) => address), cc, bcc]).toEqual([
            [read.address.mailbox],
            undefined,
            undefined,
          ]);
        }),
        { numRuns: 10_000 },
      );
      expect(mailed).toBeGreaterThan(1000);
    },
  );
});

describe('a name or subject of whatever characters', () => {
  const headerNames = (mime: Buffer) => {
    const [head = ''] = mime.toString('latin1').split('\r\n\r\n');
    return head
      .split('\r\n')
      .flatMap((line) => /^([\w-]+):/.exec(line)?.[1] ?? [])
      .toSorted();
  };

  test('fault 17: reaches its own header as it was, or is refused; no other header comes of it', async () => {
    const usual = headerNames(await mimeOf(aMail));
    const words = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 80 }),
      fc.string({ unit: 'grapheme', maxLength: 80 }),
      fc.constantFrom(
        'x\r\nBcc: eve@evil.example',
        'x\nSubject: y',
        'x\0',
        '=?utf-8?Q?=0D=0ABcc:_x?=',
      ),
    );
    await fc.assert(
      fc.asyncProperty(words, words, async (subject, name) => {
        const mail = { ...aMail, subject, from: { ...aMail.from, name } };
        if (/[\u0000-\u001f\u007f]/.test(subject + name)) {
          await expect(mimeOf(mail)).rejects.toThrow(TypeError);
          return;
        }
        const mime = await mimeOf(mail);
        // An empty subject has no header at all.
        const names = headerNames(mime);
        expect(names).toEqual(usual.filter((one) => one !== 'Subject' || names.includes(one)));
        const { from } = await PostalMime.parse(mime);
        expect(from?.address).toBe(aMail.from.address);
      }),
      { numRuns: 1000 },
    );
  });

  test('fault 17: of a person who asks is kept as typed or refused, never with a line break', () => {
    const context = {
      hub: aHub(),
      people: [ilyas],
      toAscii: domainToASCII,
      now: new Date('2026-11-22T09:00:00Z'),
    };
    const fields = {
      text: 'Hoe plak ik een band?',
      email: 'ada@example.org',
      person: ilyas.id,
      language: 'nl',
      page: '/',
    } as const;
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (name) => {
        const read = readQuestion({ ...fields, name }, context);
        if (read.kind === 'refused') return;
        expect(read.question.name ?? '').toBe(name.trim());
        expect(read.question.name ?? '').not.toMatch(/[\u0000-\u001f\u007f\u2028\u2029]/);
      }),
      { numRuns: 10_000 },
    );
  });
});

describe('the bytes of a mail', () => {
  test('fault 7: are made without fetching anything that a text names', async () => {
    const asked: string[] = [];
    const server = createServer((request, response) => {
      asked.push(request.url ?? '');
      response.end('x');
    }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/metadata`;
    const html = `<img src="${url}"><link rel="stylesheet" href="${url}"><img src="file:///etc/hostname">`;
    const mime = await mimeOf({ ...aMail, subject: url, text: url, html, link: url });
    const { attachments } = await PostalMime.parse(mime);
    server.close();
    expect([asked, attachments]).toEqual([[], []]);
  });

  test.each([
    '{{env}}',
    '${process.env.PATH}',
    '<%= secret %>',
    '{{ .Env.HOME }}',
    '#{1+1}',
    '%s %(x)s',
  ])('fault 8: hold %s of a question as it was typed', async (template) => {
    const thread = aThread('ada', { question: { text: template, name: template } });
    const parts = { hub: aHub(), language: 'nl', siteUrl: 'https://hub.example' } as const;
    const { subject, text } = questionMail({ ...parts, person: ilyas, thread });
    const mail = await PostalMime.parse(await mimeOf({ ...aMail, subject, text }));
    expect(mail.subject).toBe('Vraag voor Ilyas Naafdop');
    expect(mail.text).toContain(`Van: ${template}\n`);
    expect(mail.text?.trimEnd().endsWith(`\n\n${template}`)).toBe(true);
  });
});
