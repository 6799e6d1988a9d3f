import { describe, expect, test } from 'vitest';

import { judgeMtaSts, judgeMx, judgePtr } from '#audience/sender/mail-hosts.ts';

describe('judgeMx', () => {
  test('names the hosts by preference', () => {
    const exchanges = [
      { exchange: 'b.example', priority: 20 },
      { exchange: 'a.example', priority: 10 },
    ];
    expect(judgeMx('brand.example', exchanges)).toMatchObject({
      status: 'ok',
      found: 'a.example, b.example',
    });
  });

  test.each([[[]], [[{ exchange: '', priority: 0 }]], [[{ exchange: '.', priority: 0 }]]])(
    'a sender that takes no mail is a problem: %j',
    (exchanges) => {
      expect(judgeMx('brand.example', exchanges)).toMatchObject({
        status: 'problem',
        remedy: expect.stringContaining('brand.example. MX 10'),
      });
    },
  );
});

describe('judgePtr', () => {
  const address = '198.51.100.7';

  test('is well when each address has a name that leads back', () => {
    const names = ['mail.example'];
    const finding = judgePtr('mail.example', [{ address, names, confirmed: names }]);
    expect(finding).toMatchObject({ status: 'ok', found: expect.stringContaining(address) });
  });

  test.each([[[]], [['other.example']]])(
    'warns when the names are %j and none leads back',
    (names) => {
      const finding = judgePtr('mail.example', [{ address, names, confirmed: [] }]);
      expect(finding).toMatchObject({
        status: 'warning',
        remedy: expect.stringContaining(address),
      });
    },
  );
});

describe('judgeMtaSts', () => {
  test.each([
    [[], 'ok'],
    [['v=spf1 -all'], 'ok'],
    [['v=STSv1; id=20261122;'], 'ok'],
    [['v=STSv1; id=20261122'], 'ok'],
    [['v=STSv1;'], 'warning'],
    [['v=STSv1; id=1', 'v=STSv1; id=2'], 'warning'],
  ])('%j: %s', (records, status) => {
    expect(judgeMtaSts('brand.example', records).status).toBe(status);
  });
});
