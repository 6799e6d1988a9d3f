import { describe, expect, test } from 'vitest';

import { judgeSpf, type SpfFacts } from '#audience/sender/spf.ts';

const verdict = (result: string, explanation = '') => ({ result, explanation });

function facts(changes: Partial<SpfFacts> = {}): SpfFacts {
  return {
    domain: 'brand.example',
    stranger: verdict('softfail'),
    record: 'v=spf1 a:mail.example ~all',
    lookups: 1,
    server: { host: 'mail.example', verdicts: [verdict('pass')] },
    ...changes,
  };
}

describe('judgeSpf', () => {
  test.each<[string, Partial<SpfFacts>, string, RegExp]>([
    ['a record that names the server', {}, 'ok', /1 of 10 look-ups/],
    ['a record that refuses all others', { stranger: verdict('fail') }, 'ok', /v=spf1/],
    ['a server that cannot be known', { server: null }, 'ok', /v=spf1/],
    ['no record', { record: null, stranger: verdict('none') }, 'problem', /no SPF record/],
    ['ten look-ups', { lookups: 10 }, 'ok', /10 of 10/],
    ['eleven look-ups', { lookups: 11 }, 'problem', /11 of 10/],
    ['a record that lets everybody', { stranger: verdict('pass') }, 'problem', /v=spf1/],
    ['a record that says nothing of others', { stranger: verdict('neutral') }, 'warning', /v=spf1/],
    [
      'two records',
      { record: 'v=spf1 and v=spf1', stranger: verdict('permerror') },
      'problem',
      /and/,
    ],
    ['a DNS that is silent', { stranger: verdict('temperror') }, 'not-checked', /did not answer/],
    [
      'a server of which one address is missing',
      { server: { host: 'mail.example', verdicts: [verdict('pass'), verdict('softfail')] } },
      'warning',
      /v=spf1/,
    ],
  ])('%s', (_name, changes, status, found) => {
    const finding = judgeSpf(facts(changes));
    expect(finding).toMatchObject({ check: 'SPF', status, found: expect.stringMatching(found) });
    expect(finding.remedy !== undefined).toBe(['problem', 'warning'].includes(status));
  });

  test('writes the record to add', () => {
    const { remedy } = judgeSpf(facts({ record: null }));
    expect(remedy).toContain('brand.example. TXT "v=spf1 a:mail.example ~all"');
  });
});
