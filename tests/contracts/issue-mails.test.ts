import { generateKeyPairSync } from 'node:crypto';

import { dkimVerify } from 'mailauth/lib/dkim/verify.js';
import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';

import { mailFor } from '#newsletter/message.ts';
import { mailIdOf } from '#newsletter/mail-id.ts';

import { serverKey } from '../support/audience.ts';
import { aMessage, aReader, issueId, preparerOf } from '../support/deliveries.ts';

const mailOf = async (name: string, prepare = preparerOf(), measure = false) => {
  const plain = aReader(name);
  const subscriber = { ...plain, subscription: { ...plain.subscription, measure } };
  const key = { issueId, subscriberId: subscriber.id };
  const lease = { ...key, mailId: mailIdOf(serverKey, key), composition: 'issue' };
  const state = { owner: 'one', epoch: 1, attempts: 0, triedAt: null, subscriber };
  const prepared = await prepare({ ...lease, ...state });
  if (prepared.kind !== 'ready') throw new Error(prepared.kind);
  return prepared.mail;
};

/** What a mail says, with its soft line breaks and escapes undone. */
const decoded = (bytes: Buffer) =>
  bytes.toString('latin1').replaceAll('=\r\n', '').replaceAll('=3D', '=');

/** MAILS=10000 npm exec -- vitest run … makes as many as the goal asks for. */
const mails = Number(process.env['MAILS'] ?? 1500);

describe('the mails of an issue', { timeout: 60_000 }, () => {
  test('each have one recipient, and no word of another’s among many', async () => {
    const prepare = preparerOf();
    const own = new Map<string, string>();
    for (let index = 0; index < mails; index += 1) {
      const name = `reader-${index}-x`;
      const { envelope, bytes } = await mailOf(name, prepare, index % 2 === 0);
      expect(envelope.to).toEqual([`${name}@example.org`]);
      const text = decoded(bytes);
      const addresses = text.match(/reader-\d+-x@example\.org/g) ?? [];
      const people = text.match(/person-reader-\d+-x/g) ?? [];
      expect(new Set(addresses)).toEqual(new Set([`${name}@example.org`]));
      expect(new Set(people)).toEqual(new Set([`person-${name}`]));
      for (const token of new Set(text.match(/(?:token|reader)=[\w-]{43}/g))) {
        expect(own.get(token) ?? name).toBe(name);
        own.set(token, name);
      }
      expect(text).not.toContain('freehold-');
    }
    // Each has one that unsubscribes and one for the choices; who agreed to measurement has one for the links.
    expect(own.size).toBe(2.5 * mails);
  });

  test('say what the composed issue says, with the recipient’s words in both parts', async () => {
    const { bytes } = await mailOf('ada');
    const { subject, text = '', html = '', headers } = await PostalMime.parse(bytes);
    const [, unsubscribe = ''] = /afmelden\/\?token=([\w-]{43})/.exec(text) ?? [];
    const [, preferences = ''] = /voorkeuren\/\?token=([\w-]{43})/.exec(text) ?? [];
    const reason = 'Je krijgt dit omdat je je hebt aangemeld (person-ada), op één & dezelfde dag.';
    const expected = mailFor(aMessage(), { unsubscribe, preferences, reason, reader: '' });
    expect(subject).toBe(expected.subject);
    expect(text.trim()).toBe(expected.text.trim());
    expect(html.trim()).toBe(expected.html.trim());
    expect(unsubscribe).not.toBe(preferences);
    const header = (key: string) => headers.find((one) => one.key === key)?.value;
    expect(header('list-unsubscribe')).toBe(
      `<https://hub.example/nieuwsbrief/afmelden/?token=${unsubscribe}>`,
    );
    expect(header('list-unsubscribe-post')).toBe('List-Unsubscribe=One-Click');
    expect(header('list-id')).toBe('De Werkbank <newsletter.hub.example>');
  });

  test('keep every line within what servers take, whatever stands beside a mark', async () => {
    for (let pad = 0; pad < 80; pad += 1) {
      const { text, html } = aMessage();
      const shifted = aMessage({
        text: text.replaceAll('freehold-mark', `${'x'.repeat(pad)}freehold-mark`),
        html: html.replaceAll('freehold-mark', `${'é '.repeat(pad)}freehold-mark`),
      });
      const { bytes } = await mailOf('ada', preparerOf(shifted));
      const body = bytes.toString('latin1').split('\r\n\r\n').slice(1).join('\r\n\r\n');
      // RFC 2045 §6.7
      expect(Math.max(...body.split('\r\n').map(({ length }) => length))).toBeLessThanOrEqual(76);
      const parsed = await PostalMime.parse(bytes);
      const [, token = ''] = /token=x*([\w-]{43})$/m.exec(parsed.text ?? '') ?? [];
      expect(parsed.text).toContain(`${'x'.repeat(pad)}${token}`);
    }
  });

  test('are the same however often they are made, but for the boundary of their parts', async () => {
    const plain = async () =>
      (await mailOf('ada')).bytes.toString('latin1').replaceAll(/NmP-\w+/g, '');
    expect(await plain()).toBe(await plain());
  });

  test('carry a signature that is right for each, over both unsubscribe headers', async () => {
    const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const key = {
      domain: 'hub.example',
      selector: 'hub1',
      privateKey: privateKey.export({ type: 'pkcs8', format: 'pem' }).toString(),
    };
    const record = publicKey.export({ type: 'spki', format: 'der' }).toString('base64');
    const resolver = () => Promise.resolve([[`v=DKIM1; k=rsa; p=${record}`]]);
    const { text } = aMessage();
    // Blank lines, tabs and spaces at the ends of lines are what canonicalisation is about.
    const message = aMessage({ text: `${text}\n\twit  wit \n\n\n${'spatie  '.repeat(20)}\n\n\n` });
    const prepare = preparerOf(message, key);
    for (const name of ['ada', 'bob', 'a-person-with-a-long-name-and-more-of-it']) {
      const { bytes } = await mailOf(name, prepare);
      const { results } = await dkimVerify(bytes, { resolver });
      expect(results.map(({ status }) => status.result)).toEqual(['pass']);
      const [, signed = ''] =
        /\bh=([^;]*);/.exec(bytes.toString('latin1').replaceAll(/\r\n\s/g, '')) ?? [];
      expect(signed.split(':')).toEqual(
        expect.arrayContaining(['to', 'message-id', 'list-unsubscribe', 'list-unsubscribe-post']),
      );
      const altered = Buffer.from(bytes.toString('latin1').replace('maanden', 'maandeN'), 'latin1');
      const { results: judged } = await dkimVerify(altered, { resolver });
      expect(judged.map(({ status }) => status.result)).toEqual(['neutral']);
    }
  });
});
