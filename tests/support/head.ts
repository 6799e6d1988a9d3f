import { elementsOf } from './html.ts';

/** What the first `<meta>` or `<link>` of this name says; `undefined` where the page has none. */
export function headValue(html: string, key: string): string | undefined {
  const found = elementsOf(html).find(({ attributes: { property, name, rel } }) =>
    [property, name, rel].includes(key),
  );
  return found?.attributes['content'] ?? found?.attributes['href'];
}

/** Whether the page asks search engines to leave it out. */
export function isUnlisted(html: string): boolean {
  return headValue(html, 'robots') === 'noindex';
}
