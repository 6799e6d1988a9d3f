/**
 * An excerpt (HTML with no other tags than `<mark>`) with an ellipsis where it begins or ends within a sentence, so that
 * a reader does not take a part for the whole.
 */
export function openEnded(excerpt: string): string {
  const text = excerpt.replaceAll(/<\/?mark>/g, '').trim();
  const begins = /^\p{Ll}/u.test(text) ? '… ' : '';
  const ends = text === '' || /[.!?…][”’"')]*$/u.test(text) ? '' : ' …';
  return `${begins}${excerpt.trim()}${ends}`;
}
