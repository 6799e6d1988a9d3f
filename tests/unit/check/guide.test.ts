import { readFile } from 'node:fs/promises';

import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';

import { articleSchema, imagePathSchema } from '#articles/article.ts';
import { components, inlineHtml } from '#articles/components.ts';
import { ledgerPostSchema, ledgerSchema } from '#articles/ledger.ts';
import { originSchema } from '#articles/origin.ts';
import { pageSchema } from '#articles/page.ts';
import { paperSchema } from '#articles/paper.ts';
import { personSchema } from '#articles/person.ts';
import { shareFieldsSchema } from '#articles/share-fields.ts';
import { topicSchema } from '#articles/topic.ts';
import { cadenceSchema } from '#hub/cadence.ts';
import { hubSchema } from '#hub/hub.ts';
import { defaultOverride } from '#sharing/override.ts';
import { isPlatformId } from '#sharing/platforms.ts';

import { problemsWith, withBody } from '../../support/mistakes.ts';

const guide = await readFile('content/README.md', 'utf8');
const sections = new Map(
  guide.split(/^## /m).map((text) => [text.split('\n', 1)[0] ?? '', text] as const),
);
const examples = (language: string) =>
  [...guide.matchAll(new RegExp(`^\`\`\`${language}\n([\\s\\S]*?)^\`\`\``, 'gm'))].map(
    ([, text = '']) => text,
  );

describe('content/README.md', () => {
  test.each([
    ['An article', articleSchema(imagePathSchema)],
    ['A person', personSchema(imagePathSchema)],
    ['A topic', topicSchema],
    ['A page', pageSchema],
    ['A paper', paperSchema],
    ['hub.yaml', hubSchema],
    ['syndication.yaml', ledgerPostSchema],
  ])('explains every field: %s', (section, schema) => {
    for (const name of Object.keys(schema.shape)) {
      expect(sections.get(section)).toMatch(new RegExp(`^\\|.*\`${name}\`.*\\|`, 'm'));
    }
  });

  test('shows every component in a way that passes the check', async () => {
    const shown = examples('mdx').filter((text) => !text.startsWith('---'));
    for (const name of Object.keys(components)) {
      expect(shown.some((text) => text.includes(`<${name}`))).toBe(true);
    }
    const problems = await problemsWith({
      ...withBody(shown.join('\n'), {
        sources: [{ id: 'knmi', title: 'Vorst', url: 'https://knmi.example/' }],
      }),
      'content/media/four-tools.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'public/downloads/telblad.csv': 'dag;aantal',
      'content/people/ilyas-naafdop.yaml': await readFile(
        'content/people/ilyas-naafdop.yaml',
        'utf8',
      ),
      'content/media/ilyas-naafdop.svg': '<svg xmlns="http://www.w3.org/2000/svg"/>',
      'content/topics/hands-on.yaml': await readFile('content/topics/hands-on.yaml', 'utf8'),
      'content/topics/on-the-road.yaml': await readFile('content/topics/on-the-road.yaml', 'utf8'),
    });
    expect(problems).toEqual([]);
  });

  test('names every allowed tag', () => {
    for (const name of Object.keys(inlineHtml)) expect(guide).toMatch(new RegExp(`<${name}[ >]`));
  });

  test('shows a cadence and a ledger as their schemas want them', () => {
    const yaml = examples('yaml').map((text) => parse(text));
    const shown = (field: string) => yaml.find((example) => field in example);
    const cadence = yaml.find(({ share }) => share?.cadence)?.share.cadence;
    expect(cadenceSchema.safeParse(cadence)).toMatchObject({ success: true });
    expect(ledgerSchema.safeParse(shown('posts'))).toMatchObject({ success: true });
  });

  test('shows origins as their schema wants them', () => {
    const origins = examples('yaml').flatMap((text) => parse(text).origin ?? []);
    expect(origins.length).toBe(3);
    for (const origin of origins) expect(originSchema.safeParse(origin).success).toBe(true);
  });

  test('shows texts of one’s own as their schema wants them', () => {
    const shown = examples('yaml').flatMap((text) => parse(text).share ?? []);
    const { overrides } = shareFieldsSchema.parse(shown.find((share) => 'overrides' in share));
    const names = Object.keys(overrides);
    expect(names.filter((name) => !isPlatformId(name))).toEqual([defaultOverride]);
  });
});
