import type { Card } from './card.ts';

/** `card` without the characters that its fonts cannot draw, such as emoji, so that no empty box appears. */
export function drawableCard(card: Card, canDraw: (character: string) => boolean): Card {
  const cleaned = (text: string) => drawableText(text, canDraw);
  const { kicker, label, standfirst, byline, ornament } = card;
  return {
    ...card,
    kicker: kicker && cleaned(kicker),
    label: label && cleaned(label),
    title: cleaned(card.title),
    standfirst: standfirst && cleaned(standfirst),
    byline: byline && { names: cleaned(byline.names), role: byline.role && cleaned(byline.role) },
    ornament: ornament && cleaned(ornament),
    brandName: cleaned(card.brandName),
  };
}

/**
 * `text` with every character that cannot be drawn replaced by its plainest equal (ﬁ by fi, ① by 1,
 * ǖ by u), or left out where there is none.
 */
export function drawableText(text: string, canDraw: (character: string) => boolean): string {
  const drawable = [...new Intl.Segmenter('nl').segment(text.normalize('NFC'))].map(
    ({ segment }) => {
      if (/\s/u.test(segment) || canDraw(segment)) return segment;
      const plain = [...segment.normalize('NFKD')].filter((character) => !/\p{M}/u.test(character));
      return plain.filter(canDraw).join('');
    },
  );
  return drawable
    .join('')
    .replace(/\s{2,}/gu, ' ')
    .trim();
}

/** Whether `drawn` says less than `text`; another spelling of the same letters (ĳ as ij) does not. */
export function isLossy(text: string, drawn: string): boolean {
  const plain = (words: string) => words.normalize('NFKD').replace(/\s+/gu, ' ').trim();
  return plain(text) !== plain(drawn);
}
