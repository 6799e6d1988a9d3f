import { getCollection } from 'astro:content';

/** All articles, newest first. */
export async function listArticles() {
  const articles = await getCollection('articles');
  return articles.toSorted((a, b) => b.data.publishedAt.localeCompare(a.data.publishedAt));
}
