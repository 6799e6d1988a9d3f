import { describe, expect, test } from 'vitest';

import { readEnvironment } from '#server/environment.ts';

import { webhookSecret } from '../../support/webhook-receiver.ts';

const url = 'https://crm.example/hook';

describe('the webhook of the environment', () => {
  test('is nothing unless it is set', () => {
    expect(readEnvironment({}).webhook).toBeUndefined();
  });

  test('passes addresses on only when told to', () => {
    const given = { WEBHOOK_URL: url, WEBHOOK_SECRET: webhookSecret };
    expect(readEnvironment(given).webhook).toEqual({
      ...{ url, secret: webhookSecret },
      withAddress: false,
    });
    expect(readEnvironment({ ...given, WEBHOOK_ADDRESS: '1' }).webhook?.withAddress).toBe(true);
  });

  test.each([
    [{ WEBHOOK_URL: url }, 'WEBHOOK_SECRET is not set'],
    [{ WEBHOOK_SECRET: webhookSecret }, 'WEBHOOK_URL is not set'],
    [{ WEBHOOK_ADDRESS: '1' }, 'WEBHOOK_URL is not set'],
    [{ WEBHOOK_URL: 'ftp://crm.example/geheim' }, 'WEBHOOK_URL is not usable; write'],
    [{ WEBHOOK_URL: url, WEBHOOK_SECRET: 'geheim' }, 'WEBHOOK_SECRET is not usable'],
    [{ WEBHOOK_URL: url, WEBHOOK_SECRET: 'whsec_Z2VoZWlt' }, '24 to 64 bytes'],
  ])('refuses %j and does not repeat it', (given, says) => {
    expect(() => readEnvironment(given)).toThrow(says);
    expect(() => readEnvironment(given)).not.toThrow('geheim');
  });
});
