import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { EnvironmentError, publicOrigin, readEnvironment } from '#server/environment.ts';

describe('readEnvironment', () => {
  test('an empty environment serves this machine on port 4321', () => {
    expect(readEnvironment({})).toEqual({
      port: 4321,
      host: 'localhost',
      hubRoot: process.cwd(),
      dataDir: path.resolve('data'),
      databaseUrl: undefined,
      smtpUrl: undefined,
      url: undefined,
      secret: undefined,
      asOf: undefined,
      preview: false,
      trustedProxies: 0,
    });
  });

  test('a variable set to nothing counts as not set', () => {
    expect(readEnvironment({ PORT: '', SMTP_URL: '' })).toEqual(readEnvironment({}));
  });

  test('every variable is heard', () => {
    const environment = readEnvironment({
      PORT: '8080',
      HOST: '0.0.0.0',
      FREEHOLD_ROOT: '/srv/hub',
      FREEHOLD_DATA: 'audience',
      DATABASE_URL: 'postgresql://user:pass@db.example/hub',
      SMTP_URL: 'smtps://user:pass@mail.example:465',
      FREEHOLD_URL: 'https://hub.example/',
      FREEHOLD_SECRET: 'a'.repeat(32),
      FREEHOLD_AS_OF: '2026-10-07',
      FREEHOLD_PREVIEW: '1',
      TRUSTED_PROXIES: '2',
    });
    expect(environment).toEqual({
      port: 8080,
      host: '0.0.0.0',
      hubRoot: '/srv/hub',
      dataDir: '/srv/hub/audience',
      databaseUrl: 'postgresql://user:pass@db.example/hub',
      smtpUrl: 'smtps://user:pass@mail.example:465',
      url: 'https://hub.example',
      secret: 'a'.repeat(32),
      asOf: '2026-10-07',
      preview: true,
      trustedProxies: 2,
    });
  });

  test.each([
    ['PORT', '80a'],
    ['PORT', '65536'],
    ['PORT', '-1'],
    ['PORT', '4321.5'],
    ['HOST', 'http://localhost'],
    ['FREEHOLD_URL', 'hub.example'],
    ['FREEHOLD_URL', 'https://hub.example/blog'],
    ['FREEHOLD_URL', 'ftp://hub.example'],
    ['FREEHOLD_AS_OF', '2026-02-30'],
    ['FREEHOLD_AS_OF', 'tomorrow'],
    ['FREEHOLD_PREVIEW', 'yes'],
    ['TRUSTED_PROXIES', '11'],
  ])('%s=%s is refused in one line that names both and shows what to write', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(EnvironmentError);
    expect(() => readEnvironment({ [name]: value })).toThrow(
      new RegExp(
        `^${name} is ${JSON.stringify(value).replaceAll('.', '\\.')}; write [^\\n]*${name}=[^\\n]+$`,
      ),
    );
  });

  test.each([
    ['SMTP_URL', 'http://user:hunter2@mail.example'],
    ['DATABASE_URL', 'mysql://user:hunter2@db.example/hub'],
    ['FREEHOLD_SECRET', 'hunter2'],
  ])('a refused %s is not repeated, because it may hold a password', (name, value) => {
    expect(() => readEnvironment({ [name]: value })).toThrow(
      new RegExp(`^${name} is not usable; write `),
    );
    expect(() => readEnvironment({ [name]: value })).not.toThrow(/hunter2/);
  });

  test('all wrong variables are named at once, each on its own line', () => {
    expect(() => readEnvironment({ PORT: 'x', TRUSTED_PROXIES: 'y' })).toThrow(
      /^PORT is [^\n]+\nTRUSTED_PROXIES is [^\n]+$/,
    );
  });
});

describe('publicOrigin', () => {
  const hub = { site: 'https://tandradijs.example' };

  test('mailed links open the running hub while mail goes to the outbox folder', () => {
    expect(publicOrigin(readEnvironment({ PORT: '5000' }), hub)).toBe('http://localhost:5000');
  });

  test('mailed links open the brand’s domain once mail is really sent', () => {
    expect(publicOrigin(readEnvironment({ SMTP_URL: 'smtp://mail.example' }), hub)).toBe(hub.site);
  });

  test('FREEHOLD_URL decides in both cases', () => {
    const FREEHOLD_URL = 'https://staging.example';
    expect(publicOrigin(readEnvironment({ FREEHOLD_URL }), hub)).toBe(FREEHOLD_URL);
    expect(
      publicOrigin(readEnvironment({ FREEHOLD_URL, SMTP_URL: 'smtp://mail.example' }), hub),
    ).toBe(FREEHOLD_URL);
  });
});
