/** What an issue's HTML may weigh encoded; longer articles become teasers above it. */
export const budgetBytes = 90 * 1024;

// Gmail shows a larger message cut off, with the link to unsubscribe among what is lost: hteumeuleu/email-bugs#41
export const maxHtmlBytes = 102_400;

/** How many bytes `html` takes as quoted-printable (RFC 2045 §6.7), the form that mail travels in. */
export function encodedBytes(html: string): number {
  return html
    .split('\n')
    .map((line) => {
      const bytes = [...Buffer.from(line)].reduce((sum, byte) => sum + (isPlain(byte) ? 1 : 3), 0);
      // A space at the end of a line would be lost on the way.
      const total = /[\t ]$/.test(line) ? bytes + 2 : bytes;
      const softBreaks = Math.max(0, Math.ceil(total / maxLine) - 1);
      return total + softBreaks * softBreak.length + lineBreak.length;
    })
    .reduce((sum, bytes) => sum + bytes, 0);
}

/** A line holds 76 characters with its break; a byte of three is never cut, so count on shorter ones. */
const maxLine = 73;
const softBreak = '=\r\n';
const lineBreak = '\r\n';

function isPlain(byte: number): boolean {
  return byte === 9 || (byte >= 32 && byte <= 126 && byte !== 61);
}
