import fc from 'fast-check';
import { describe, expect, test } from 'vitest';

import { addDays, dayOf, startOfDay } from '#hub/calendar.ts';

describe('startOfDay', () => {
  test.each([
    ['2026-03-29', 'Europe/Amsterdam', '2026-03-28T23:00:00.000Z'],
    ['2026-03-30', 'Europe/Amsterdam', '2026-03-29T22:00:00.000Z'],
    ['2026-10-25', 'Europe/Amsterdam', '2026-10-24T22:00:00.000Z'],
    ['2026-10-26', 'Europe/Amsterdam', '2026-10-25T23:00:00.000Z'],
    ['2026-01-01', 'Pacific/Kiritimati', '2025-12-31T10:00:00.000Z'],
    ['2026-01-01', 'Pacific/Pago_Pago', '2026-01-01T11:00:00.000Z'],
  ])('%s in %s', (day, timeZone, instant) => {
    expect(startOfDay(day, timeZone).toISOString()).toBe(instant);
  });

  test('is the first instant of its day', () => {
    const zone = fc.constantFrom('Europe/Amsterdam', 'Asia/Kathmandu', 'America/St_Johns');
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4000 }), zone, (days, timeZone) => {
        const day = addDays('2020-01-01', days);
        const start = startOfDay(day, timeZone);
        expect(dayOf(start, timeZone)).toBe(day);
        expect(dayOf(new Date(start.getTime() - 1), timeZone)).toBe(addDays(day, -1));
      }),
    );
  });
});
