import { describe, expect, test } from 'vitest';

import type { IssueSending } from '#newsletter/delivery-store.ts';
import { refusalsOf, type SendFacts } from '#newsletter/send-guards.ts';

import { day, hour, minute } from '../../support/audience.ts';

const dueAt = new Date('2026-11-18T08:00:00Z');
const after = (ms: number) => new Date(dueAt.getTime() + ms);

const begunIssue: IssueSending = {
  ...{ id: 'nl/2026-11-18', kind: 'issue', state: 'sending', note: null, epoch: 'e1' },
  ...{ dueAt, createdAt: dueAt, resumeAt: null, snapshot: 3, accepted: 0, finishedAt: null },
};

const ready: SendFacts = {
  now: after(minute),
  dueAt,
  begun: null,
  epoch: { id: 'e1', restored: null },
  recipients: 3,
  isMailSent: true,
  testedAt: after(-day),
  postalAddress: 'Postbus 12, 0000 AB Tandwielerveen',
  contentErrors: [],
  recordsMissing: [],
  lateOk: false,
  afterRestore: false,
  isCorrection: false,
  corrected: null,
};

const guardsOf = (changes: Partial<SendFacts>) =>
  refusalsOf({ ...ready, ...changes }).map(({ guard }) => guard);

const restored = { id: 'e2', restored: { at: after(2 * hour), from: after(-day) } };

describe('refusalsOf', () => {
  test('lets a ready issue go, from its minute on for an hour', () => {
    expect(guardsOf({})).toEqual([]);
    expect(guardsOf({ now: dueAt })).toEqual([]);
    expect(guardsOf({ now: after(hour) })).toEqual([]);
  });

  test.each<[string, Partial<SendFacts>, string]>([
    ['before it is due', { now: after(-1) }, 'early'],
    ['more than an hour late', { now: after(hour + 1) }, 'late'],
    ['by a sender that was never tested', { testedAt: null }, 'untested'],
    ['by a sender whose test is old', { testedAt: after(-31 * day) }, 'untested'],
    ['without a postal address', { postalAddress: undefined }, 'postal-address'],
    ['with a broken link', { contentErrors: ['content/x: broken'] }, 'content'],
    ['to many without DKIM', { recipients: 5001, recordsMissing: ['DKIM'] }, 'records'],
    [
      'after a restore, due before it',
      { now: after(3 * hour), lateOk: true, epoch: restored },
      'restored',
    ],
    [
      'begun before a restore',
      { now: after(3 * hour), begun: begunIssue, epoch: restored },
      'restored',
    ],
    ['begun by another hub, and moved', { begun: { ...begunIssue, epoch: 'e0' } }, 'restored'],
    [
      'once a server took more mails of it than there are recipients',
      { begun: { ...begunIssue, state: 'stopped', accepted: 4 } },
      'overrun',
    ],
    ['as a correction of what was never sent', { isCorrection: true }, 'correction'],
    [
      'as a correction of what is being sent',
      { isCorrection: true, corrected: begunIssue },
      'correction',
    ],
  ])('refuses it %s', (_, facts, guard) => {
    expect(guardsOf(facts)).toEqual([guard]);
  });

  test.each<[string, Partial<SendFacts>]>([
    ['an operator says that late is all right', { now: after(day), lateOk: true }],
    ['it was begun in time and goes on later', { now: after(day), begun: begunIssue }],
    [
      'mails only go to files',
      { isMailSent: false, testedAt: null, recipients: 9999, recordsMissing: ['SPF'] },
    ],
    ['all have it, to no effect', { begun: { ...begunIssue, state: 'finished', accepted: 3 } }],
    ['there are few recipients', { recipients: 5000, recordsMissing: ['SPF'] }],
    [
      'an operator knows what was sent since a restore',
      { now: after(3 * hour), begun: begunIssue, epoch: restored, afterRestore: true },
    ],
    [
      'it is due after a restore',
      { dueAt: after(2 * hour), now: after(2 * hour), epoch: restored },
    ],
    [
      'it corrects what is stopped',
      { isCorrection: true, corrected: { ...begunIssue, state: 'stopped' } },
    ],
  ])('lets it go when %s', (_, facts) => {
    expect(guardsOf(facts)).toEqual([]);
  });

  test('says everything that is wrong at once, and what to do', () => {
    const refusals = refusalsOf({
      ...ready,
      now: after(day),
      testedAt: null,
      postalAddress: undefined,
    });
    expect(refusals.map(({ guard }) => guard)).toEqual(['late', 'postal-address', 'untested']);
    expect(refusals.map(({ message }) => message).join(' ')).toMatch(
      /--late-ok.*hub\.yaml.*doctor/,
    );
  });
});
