/** Longer ones are cut at a word: addresses are read aloud and typed. */
const maxLength = 60;

const spelled: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  ø: 'o',
  œ: 'oe',
  đ: 'd',
  ł: 'l',
};

/** The slug or id that `title` suggests; empty when it holds no letter or digit of the Latin alphabet. */
export function slugOf(title: string): string {
  const words = title
    .toLowerCase()
    .replaceAll(/[ßæøœđł]/g, (sign) => spelled[sign] ?? '')
    .normalize('NFKD')
    .replaceAll(/[\u0300-\u036f'’]/g, '')
    .match(/[a-z0-9]+/g);
  if (!words) return '';
  return words.reduce((slug, word) => {
    const longer = slug ? `${slug}-${word}` : word.slice(0, maxLength);
    return longer.length > maxLength ? slug : longer;
  }, '');
}
