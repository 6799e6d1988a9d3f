import PostalMime from 'postal-mime';
import { describe, expect, test } from 'vitest';

import { openServices } from '#server/services.ts';

import { aHub, aSignUp, bytesBelow, clockAt, day } from '../support/audience.ts';
import { startServices } from '../support/services.ts';
import { openSmtpSink } from '../support/smtp-sink.ts';

describe('openServices', () => {
  test('a reader signs up, finds the mail in the outbox, confirms, and leaves', async () => {
    await using hub = await startServices();
    const { services } = hub;
    await services.subscribe(aSignUp({ language: 'en' }));
    const [link = ''] = await hub.links(1);
    const [eml = ''] = await hub.mails();
    const mail = await PostalMime.parse(Buffer.from(eml, 'latin1'));
    expect(mail.subject).toBe('Confirm your subscription to The Workbench');
    expect(mail.text).toContain(link);
    expect(mail.html).toContain(link);

    const token = new URL(link).searchParams.get('token') ?? '';
    expect(new URL(link).pathname).toBe('/en/newsletter/confirm/');
    expect(await services.confirm(token)).toEqual({ kind: 'confirmed', language: 'en' });
    await services.subscribe(aSignUp({ language: 'en' }));
    const leave = await hub.tokenFor('/en/newsletter/unsubscribe/');
    expect(await services.unsubscribe(leave)).toEqual({ kind: 'unsubscribed', language: 'en' });
  });

  test('sends by SMTP when told to, and then logs neither address nor token', async () => {
    await using sink = await openSmtpSink();
    await using hub = await startServices({ smtpUrl: sink.url, siteUrl: 'https://hub.example' });
    await hub.services.subscribe(aSignUp());
    await expect.poll(() => hub.lines.length).toBe(1);
    const [received] = sink.received;
    const { text = '' } = await PostalMime.parse(received?.bytes ?? '');
    const token =
      /https:\/\/hub\.example\/nieuwsbrief\/bevestigen\/\?token=([\w-]{43})/.exec(text)?.[1] ?? '';
    expect(received?.to).toEqual(['ada@example.org']);
    expect(await hub.services.openConfirmation({ token, cookie: '' })).toMatchObject({
      kind: 'open',
    });
    expect(hub.lines[0]).toMatch(/^mail sent: confirm [0-9a-f-]{36}$/);
    expect(hub.services.outboxDir).toBeNull();
  });

  test('a mail that the relay could not take yet is sent after a restart', async () => {
    await using sink = await openSmtpSink();
    const clock = clockAt('2026-11-22T09:00:00Z');
    await using hub = await startServices({ smtpUrl: sink.url, clock });
    sink.refuse({ at: 'RCPT', code: 451, text: '4.7.1 greylisted' });
    await hub.services.subscribe(aSignUp());
    await expect.poll(() => hub.lines.join()).toContain('mail deferred');
    await hub.services.close();

    sink.refuse(null);
    clock.pass(day);
    await using again = await startServices({ smtpUrl: sink.url, dataDir: hub.folder, clock });
    await expect.poll(() => sink.received.length, { timeout: 5000 }).toBe(1);
    expect(again.services.origins).toEqual(['http://localhost:4321']);
  });

  test('forgets who did not confirm in seven days: no byte of the address is left', async () => {
    const clock = clockAt('2026-11-22T09:00:00Z');
    await using hub = await startServices({ clock });
    await hub.services.subscribe(aSignUp({ email: 'vergeet.mij@example.org' }));
    const [link = ''] = await hub.links(1);
    expect((await bytesBelow(hub.folder)).includes('vergeet.mij')).toBe(true);
    await hub.services.close();

    clock.pass(7 * day + 1000);
    await using again = await startServices({ dataDir: hub.folder, clock });
    await expect
      .poll(async () => (await bytesBelow(hub.folder)).includes('vergeet.mij'))
      .toBe(false);
    const token = new URL(link).searchParams.get('token') ?? '';
    expect((await bytesBelow(hub.folder)).includes(token)).toBe(false);
    expect(await again.services.confirm(token)).toEqual({ kind: 'unknown-token' });
  });

  test('refuses to start with another key than the store was made with', async () => {
    await using hub = await startServices({ serverKey: Buffer.alloc(32, 1) });
    await hub.services.close();
    const options = {
      dataDir: hub.folder,
      siteUrl: 'http://localhost:4321',
      hub: aHub(),
      topics: [],
      people: [],
      log: () => undefined,
    };
    await expect(openServices({ ...options, serverKey: Buffer.alloc(32, 2) })).rejects.toThrow(
      'Restore the key',
    );
    const again = await openServices({ ...options, serverKey: Buffer.alloc(32, 1) });
    await expect(again.check()).resolves.toBeUndefined();
    await again.close();
    await expect(again.check()).rejects.toMatchObject({ kind: 'unavailable' });
  });
});
