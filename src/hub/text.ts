import { z } from 'zod';

// C0 controls but tab, LF and CR; DEL and C1; bidi overrides and isolates (Unicode TR 9) that disguise text;
// halves of surrogate pairs, which neither UTF-8 nor an address can hold.
const controlCharacters =
  /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]/u;

/** One line of text for people: trimmed, without control characters or line breaks. */
export function lineSchema(limits: { min?: number; max?: number } = {}) {
  const { min = 1, max = 2000 } = limits;
  return z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => !hasControlCharacter(text), 'holds a control character; type it again')
    .refine((text) => !/[\r\n]/u.test(text), 'must be one line');
}

/** Whether `text` holds a control, direction-override or broken character that no editor types on purpose. */
export function hasControlCharacter(text: string): boolean {
  return controlCharacters.test(text);
}
