import { parseFragment } from 'parse5';

/**
 * What many feeds get wrong, and readers of feeds forgive: space before the beginning, bare ampersands, and signs by the
 * names that only HTML knows.
 */
export function mendedXml(text: string): string {
  return text
    .trimStart()
    .replaceAll(
      /<!\[CDATA\[[\s\S]*?\]\]>|&(?:([a-z][a-z\d]*);|(?!#\d+;|#x[\da-f]+;))/gi,
      (found, name: string | undefined) => {
        if (found === '&') return '&amp;';
        if (name === undefined || /^(?:amp|lt|gt|quot|apos)$/.test(name)) return found;
        const [sign] = parseFragment(found).childNodes;
        return sign && 'value' in sign && sign.value !== found ? sign.value : `&amp;${name};`;
      },
    );
}
