/** Letters behind a name, which no comma parts from it. */
const titles = /^(?:ph\.?d|m\.?d|m\.?sc|b\.?sc|mba|msc|jr|sr|ii|iii|inc|ltd|llc|bv|b\.v|esq)\.?$/i;
const oneName = /^\p{Lu}[\p{L}\p{M}'’.-]*(?: (?:[\p{L}\p{M}'’.-]+)){1,4}$/u;

/** The people whom one line names: `Ada Lopez and Bob de Wit`, `[Ada](https://…) (Acme)`; `isKnown` knows ids and names of a list. */
export function namesIn(line: string, isKnown: (name: string) => boolean): string[] {
  const plain = line
    .replaceAll(/<[^>]*>/g, ' ')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\s+/g, ' ')
    .trim();
  if (plain === '' || isKnown(plain)) return plain === '' ? [] : [plain];
  // `[Ada Lopez](…), for the [Board](…)`: whom a line begins with a link to.
  const [, first = ''] = /^\s*\[([^\]]*)\]\(/.exec(line) ?? [];
  const parts = plain
    .split(/\s*[,;&]\s*|\s+(?:and|en|und|et)\s+/)
    .flatMap((part) => (part === '' ? [] : [part]));
  const people = parts.map(withoutEmployer).filter((part) => part !== '');
  const areNames = people.every((one) => isKnown(one) || (oneName.test(one) && !titles.test(one)));
  if (people.length > 1 && areNames) return people;
  if (oneName.test(first.trim())) return [first.trim()];
  return [withoutEmployer(plain) || plain];
}

/** `Ada Lopez (Acme)`: where people work is no part of their names. */
function withoutEmployer(name: string): string {
  return name
    .replace(/^(?:by|door)\s+(?=\p{Lu})/u, '')
    .replace(/\s*\([^()]*\)\s*$/, '')
    .trim();
}
