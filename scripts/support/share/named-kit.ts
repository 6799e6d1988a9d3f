import type { Article } from '#articles/article.ts';
import { permanentIdOf } from '#articles/permanent-id.ts';
import { visibilityOf } from '#articles/visibility.ts';
import type { ShareKit } from '#sharing/share-kit.ts';

import { isCalled, noArticle } from './named-article.ts';
import type { OpenHub } from './open-hub.ts';

/** The published article called `name` with its kit, or why there is none. */
export function kitCalled(
  name: string,
  { content, made, asOf }: Pick<OpenHub, 'content' | 'made' | 'asOf'>,
): { readonly article: Article; readonly kit: ShareKit } | string {
  const named = content.articles.filter(
    (one) => isCalled(name, one) || permanentIdOf(one) === name,
  );
  const [article, other] = named;
  if (!article) return noArticle(name, content.articles);
  if (other)
    return `"${name}" is ${named.map(({ id }) => id).join(' and ')}; give the language too.`;
  const kit = [...made.kits.values()].find((one) => one.article === article.id);
  const visibility = visibilityOf(article.data, asOf);
  return kit
    ? { article, kit }
    : `${article.id} is not public but ${visibility}; publish it first.`;
}
