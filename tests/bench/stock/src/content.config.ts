import { defineCollection } from 'astro:content';
import { glob } from 'astro/loaders';
import { z } from 'astro/zod';

/** The hub whose articles are built here too. */
const base = `${process.env['STOCK_CORPUS'] ?? '.'}/content`;

/** YAML reads a bare day as a moment. */
const day = z.date().transform((date) => date.toISOString().slice(0, 10));
const localised = z.object({ nl: z.string() });

export const collections = {
  articles: defineCollection({
    loader: glob({ base: `${base}/articles/nl`, pattern: '*.mdx' }),
    schema: ({ image }) =>
      z.object({
        title: z.string(),
        description: z.string(),
        publishedAt: day,
        authors: z.array(z.string()),
        topic: z.string(),
        cover: z.object({ src: image(), alt: localised }),
      }),
  }),
  people: defineCollection({
    loader: glob({ base: `${base}/people`, pattern: '*.yaml' }),
    schema: z.object({ name: z.string(), bio: localised }),
  }),
  topics: defineCollection({
    loader: glob({ base: `${base}/topics`, pattern: '*.yaml' }),
    schema: z.object({ name: localised, intro: localised }),
  }),
};
