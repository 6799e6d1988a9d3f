import { describe, expect, test } from 'vitest';

import {
  articleIdsOf,
  byNewestIssue,
  dayOfIssue,
  type Issue,
  isIssueSlug,
  issueSchema,
  publicIssues,
} from '#newsletter/issue.ts';
import { verdictFor } from '#newsletter/issue-readers.ts';
import { sendMomentOf } from '#newsletter/send-moment.ts';

import { anIssue } from '../../support/issues.ts';

describe('an issue', () => {
  test.each([
    ['2026-11-18', true],
    ['2026-11-18-correctie', true],
    ['2026-02-30', false],
    ['2026-11-181', false],
    ['winter', false],
  ])('may have its file called %s: %s', (slug, may) => {
    expect(isIssueSlug(slug)).toBe(may);
  });

  test.each([
    ['a subject longer than 60 characters', { subject: 'x'.repeat(61) }],
    ['a question without a question mark', { question: 'Wat sla jij altijd over' }],
    ['a time that no clock shows', { time: '24:00' }],
    ['a field that nobody knows', { sendAt: '2026-11-18' }],
  ])('is refused with %s', (_, fields) => {
    const { data } = anIssue();
    expect(issueSchema.safeParse({ ...data, ...fields }).success).toBe(false);
  });

  test('is public from its day on, and only when it is published', () => {
    const [today, tomorrow, draft] = [
      anIssue({ slug: '2026-11-18' }),
      anIssue({ slug: '2026-11-19' }),
      anIssue({ slug: '2026-11-17', status: 'draft' }),
    ];
    expect(publicIssues([today, tomorrow, draft], '2026-11-18')).toEqual([today]);
  });

  test('stands below its correction of the same day', () => {
    const issues = ['2026-11-04', '2026-11-18', '2026-11-18-correctie'].map((slug) =>
      anIssue({ slug }),
    );
    expect(issues.toSorted(byNewestIssue).map(({ slug }) => slug)).toEqual([
      '2026-11-18-correctie',
      '2026-11-18',
      '2026-11-04',
    ]);
    expect(dayOfIssue(anIssue({ slug: '2026-11-18-correctie' }))).toBe('2026-11-18');
  });

  test('brings articles in its own language', () => {
    const issue = anIssue({ lang: 'en', items: [{ article: 'honest-sum', as: 'whole' }] });
    expect(articleIdsOf(issue)).toEqual(['en/honest-sum']);
  });
});

describe('sendMomentOf', () => {
  test.each([
    ['2026-11-18', '07:30', '2026-11-18T06:30:00.000Z'],
    ['2026-07-01', '07:30', '2026-07-01T05:30:00.000Z'],
    ['2026-11-18', '00:00', '2026-11-17T23:00:00.000Z'],
    // Summer time begins: 02:30 does not exist, the clock jumps from 02:00 to 03:00.
    ['2026-03-29', '02:30', '2026-03-29T01:00:00.000Z'],
    // Summer time ends: 02:30 comes twice.
    ['2026-10-25', '02:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '23:59', '2026-10-25T22:59:00.000Z'],
  ])('%s at %s in Amsterdam is %s', (slug, time, instant) => {
    expect(sendMomentOf(anIssue({ slug, time }), 'Europe/Amsterdam').toISOString()).toBe(instant);
  });
});

describe('verdictFor', () => {
  const reader = {
    state: 'confirmed',
    language: 'nl',
    topics: ['hands-on'],
    frequency: 'each',
    pausedUntil: null,
  } as const;

  const forAll: Issue = anIssue({ slug: '2026-11-18' });
  const forTopic: Issue = anIssue({ slug: '2026-11-18', topics: ['sums'] });

  test.each([
    ['wanted', {}, forAll],
    ['not-confirmed', { state: 'pending' as const }, forAll],
    ['not-confirmed', { state: 'unsubscribed' as const }, forAll],
    ['other-language', { language: 'en' as const }, forAll],
    ['paused', { pausedUntil: '2026-11-19' }, forAll],
    ['wanted', { pausedUntil: '2026-11-18' }, forAll],
    ['gets-digest', { frequency: 'weekly' as const }, forAll],
    ['other-topics', {}, forTopic],
    ['wanted', { topics: [] }, forTopic],
    ['wanted', { topics: ['sums', 'hands-on'] }, forTopic],
  ])('is %s for a reader with %o', (verdict, fields, issue) => {
    expect(verdictFor({ ...reader, ...fields }, { slug: issue.slug, ...issue.data })).toBe(verdict);
  });
});
