import fc from 'fast-check';
import { encode, wrap } from 'nodemailer/lib/qp';
import { expect, test } from 'vitest';

import { encodedBytes } from '#newsletter/encoded-size.ts';

test('is never less than what travels, and hardly more', () => {
  const line = fc.string({ unit: fc.constantFrom('a', 'é', '=', ' ', '€', '🚲'), maxLength: 400 });
  fc.assert(
    fc.property(fc.array(line, { maxLength: 10 }), (lines) => {
      const html = lines.join('\n');
      const travels = wrap(encode(Buffer.from(html)), 76).length;
      expect(encodedBytes(html)).toBeGreaterThanOrEqual(travels);
      expect(encodedBytes(html)).toBeLessThanOrEqual(travels * 1.1 + 20);
    }),
  );
});
