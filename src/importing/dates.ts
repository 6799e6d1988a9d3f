import { isDay } from '#hub/calendar.ts';

const months: Readonly<Record<string, number>> = Object.fromEntries(
  [
    'january januari jan',
    'february februari feb',
    'march maart mar mrt',
    'april apr',
    'may mei',
    'june juni jun',
    'july juli jul',
    'august augustus aug',
    'september sep sept',
    'october oktober oct okt',
    'november nov',
    'december dec',
  ].flatMap((names, index) => names.split(' ').map((name) => [name, index + 1])),
);

/**
 * The calendar day that `value` names, as its author wrote it: the day does not move with a time zone.
 * `null` where it names none, or where nobody can tell day from month.
 */
export function dayIn(value: unknown): string | null {
  if (value instanceof Date)
    return Number.isNaN(value.getTime()) ? null : value.toISOString().slice(0, 10);
  // 20200102
  const digits = /^(\d{4})(\d\d)(\d\d)$/.exec(
    typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '',
  );
  if (digits) return checked(digits[1] ?? '', Number(digits[2]), Number(digits[3]));
  if (typeof value === 'number')
    return value > 1e8 ? dayIn(new Date(value > 1e11 ? value : value * 1000)) : null;
  if (typeof value === 'object' && value !== null && 'date' in value) return dayIn(value.date);
  // TOML's own dates.
  const text =
    typeof value === 'string' ? value : typeof value === 'object' ? String(value ?? '') : '';
  const trimmed = text.trim();
  const [, year, month, day] =
    /^(\d{4})(?:[-/.]|\. |年)(\d{1,2})(?:[-/.]|\. |月)(\d{1,2})(?!\d)/.exec(trimmed) ?? [];
  if (year && month && day) return checked(year, Number(month), Number(day));
  const named =
    /(?:^|\b)(\d{1,2})(?:st|nd|rd|th)?\.?[\s-]+(?:of\s+)?([a-z]{3,})\.?,?[\s-]+(\d{4})/i.exec(
      trimmed,
    );
  if (named)
    return checked(named[3] ?? '', months[(named[2] ?? '').toLowerCase()] ?? 0, Number(named[1]));
  const american = /([a-z]{3,})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})/i.exec(trimmed);
  if (american)
    return checked(
      american[3] ?? '',
      months[(american[1] ?? '').toLowerCase()] ?? 0,
      Number(american[2]),
    );
  const [, first, second, last] = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})(?!\d)/.exec(trimmed) ?? [];
  if (!first || !second || !last) return null;
  // 03-04-2019 is two days; with a number above 12 it is one.
  if (Number(first) > 12 || trimmed.includes('-'))
    return checked(last, Number(second), Number(first));
  return Number(second) > 12 ? checked(last, Number(first), Number(second)) : null;
}

/** The first day of the month or year that `value` names where it names no day: `2020-01`, `mei 2019`, `2020`. */
export function firstDayIn(value: unknown): string | null {
  const text = typeof value === 'number' || typeof value === 'string' ? String(value).trim() : '';
  const [, year, month = '1'] = /^(\d{4})(?:[-/.](\d{1,2}))?$/.exec(text) ?? [];
  if (year) return /^(?:19|20)/.test(year) ? checked(year, Number(month), 1) : null;
  const [, name = '', ofYear = ''] = /^([a-z]{3,})\.?,?\s+(\d{4})$/i.exec(text) ?? [];
  return checked(ofYear, months[name.toLowerCase()] ?? 0, 1);
}

function checked(year: string, month: number, day: number): string | null {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`;
  return isDay(text) ? text : null;
}
