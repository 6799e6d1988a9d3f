import { readFile } from 'node:fs/promises';
import path from 'node:path';

import { describe, expect, test } from 'vitest';

import { fieldDocs } from '#adapters/editor-help/field-docs.ts';
import { fieldsOf } from '#adapters/editor-help/fields.ts';
import { editorFiles, fieldTables } from '#adapters/editor-help/help-files.ts';
import { jsonSchemaOf, type Kind, kinds } from '#adapters/editor-help/kinds.ts';
import { components } from '#articles/components.ts';

const projectRoot = path.resolve(import.meta.dirname, '..', '..');
const names = Object.keys(kinds) as Kind[];

describe('what editors are told of fields', () => {
  test.each(names)('every field of a file of the kind %s is explained, and no other', (kind) => {
    const fields = fieldsOf(jsonSchemaOf(kind)).map((field) => field.path);
    expect(Object.keys(fieldDocs[kind]).toSorted()).toEqual(fields.toSorted());
  });

  test('nested fields, lists and ids are told apart', () => {
    const paths = fieldsOf(jsonSchemaOf('article')).map((field) => field.path);
    expect(paths).toEqual(
      expect.arrayContaining(['cover.alt', 'quotes[].person', 'share.overrides.*.text']),
    );
    expect(paths).not.toContain('cover.alt.nl');
  });
});

// To update: npm exec -- vitest run -u -c tests/vitest.config.ts tests/scripts/editor-help.test.ts
describe('files for editors say what the schemas say', () => {
  test.each(Object.entries(editorFiles()))('%s', async (file, text) => {
    await expect(text).toMatchFileSnapshot(path.join(projectRoot, file));
  });

  test('content/README.md', async () => {
    const file = path.join(projectRoot, 'content', 'README.md');
    const [before] = (await readFile(file, 'utf8')).split('<!-- every field -->\n');
    const whole = `${before}<!-- every field -->\n\n${fieldTables()}`;
    await expect(whole).toMatchFileSnapshot(file);
  });
});

test('every component has a snippet', () => {
  const snippets = JSON.parse(editorFiles()['.vscode/freehold.code-snippets'] ?? '') as object;
  expect(Object.keys(snippets)).toEqual(['New article', ...Object.keys(components)]);
});
