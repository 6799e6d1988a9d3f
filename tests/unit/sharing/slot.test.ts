import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { slotAt } from '#sharing/planning/slot.ts';

const zone = 'Europe/Amsterdam';

describe('slotAt', () => {
  test.each([
    ['2026-12-01', '08:30', '2026-12-01T07:30:00.000Z', '2026-12-01T08:30:00+01:00'],
    ['2026-07-01', '08:30', '2026-07-01T06:30:00.000Z', '2026-07-01T08:30:00+02:00'],
  ])('%s %s is %s', (day, time, at, zoned) => {
    const slot = slotAt(day, time, zone);
    expect(slot.at.toISOString()).toBe(at);
    expect(slot).toMatchObject({ zoned });
    expect(slot).not.toHaveProperty('clocks');
  });

  test('a time that the clocks skip is moved behind the gap, and says so', () => {
    expect(slotAt('2027-03-28', '02:30', zone)).toEqual({
      at: new Date('2027-03-28T01:30:00Z'),
      local: '2027-03-28T03:30',
      zoned: '2027-03-28T03:30:00+02:00',
      clocks: 'moved',
    });
  });

  test('of a time that comes twice it is the first, and says so', () => {
    expect(slotAt('2026-10-25', '02:30', zone)).toEqual({
      at: new Date('2026-10-25T00:30:00Z'),
      local: '2026-10-25T02:30',
      zoned: '2026-10-25T02:30:00+02:00',
      clocks: 'first-of-two',
    });
  });

  test('whatever the day, time and zone, clocks really show the local time at that moment', () => {
    const zones = ['Europe/Amsterdam', 'America/St_Johns', 'Australia/Lord_Howe', 'Pacific/Apia'];
    const days = fc
      .date({ min: new Date('2011-12-20'), max: new Date('2035-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const changes = fc.constantFrom(
      '2027-03-28',
      '2026-10-25',
      '2026-10-04',
      '2027-04-04',
      '2011-12-30',
    );
    const minute = fc.integer({ min: 0, max: 24 * 60 - 1 });
    fc.assert(
      fc.property(
        fc.oneof(days, changes),
        minute,
        fc.constantFrom(...zones),
        (day, at, timeZone) => {
          const pad = (number: number) => String(number).padStart(2, '0');
          const slot = slotAt(day, `${pad(Math.floor(at / 60))}:${pad(at % 60)}`, timeZone);
          const shown = slot.at.toLocaleString('sv-SE', { timeZone }).replace(' ', 'T');
          expect(shown.slice(0, 16)).toBe(slot.local);
          expect(new Date(slot.zoned)).toEqual(slot.at);
        },
      ),
    );
  });
});
