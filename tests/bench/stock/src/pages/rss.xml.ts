import rss from '@astrojs/rss';
import type { APIRoute } from 'astro';

import { listArticles } from '../articles.ts';

const items = 50;

export const GET: APIRoute = async ({ site }) =>
  rss({
    title: 'Meethub',
    description: 'Een hub vol verzonnen woorden.',
    site: site ?? 'https://meethub.example',
    items: (await listArticles()).slice(0, items).map(({ id, data }) => ({
      title: data.title,
      description: data.description,
      pubDate: new Date(data.publishedAt),
      link: `/artikelen/${id}/`,
    })),
  });
