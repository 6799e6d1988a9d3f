import { readContent } from '#adapters/content-files.ts';
import type { DemoFiles } from '#adapters/demo-files.ts';
import type { NewFile } from '#articles/drafts/draft.ts';

import { type Answers } from './answers.ts';

/** What a hub whose `hub.yaml` somebody wrote already says of itself; `null` where the demo's still stands. */
export async function settledAnswers(
  root: string,
  { changed, own }: DemoFiles,
): Promise<Answers | null> {
  const kept = new Set([...changed, ...own]);
  if (!kept.has('content/hub.yaml')) return null;
  const { content } = await readContent(root);
  if (!content) return null;
  const { name, site, languages, brand, organisation, newsletter, timeZone } = content.hub;
  const person = content.people.find(({ file, data }) => kept.has(file) && data.kind !== 'brand');
  const topics = content.topics.filter(({ file }) => kept.has(file));
  const [main = 'nl'] = languages;
  return {
    brand: {
      ...{ name, site, languages, timeZone },
      color: brand.color,
      email: organisation.email,
      senderName: newsletter.sender.name,
      senderAddress: newsletter.sender.address,
      postalAddress: organisation.postalAddress,
    },
    person: person
      ? { id: person.id, name: person.data.name, role: {} }
      : { id: 'redactie', name: main === 'nl' ? 'De redactie' : 'The editors', role: {} },
    topics:
      topics.length > 0
        ? topics.map(({ id, data }) => ({ id, name: data.name }))
        : [{ id: 'nieuws', name: { nl: 'Nieuws', en: 'News' } }],
  };
}

/** `files` without those of a kind that the hub has already. */
export function withoutKept(files: readonly NewFile[], { changed, own }: DemoFiles): NewFile[] {
  const folders = new Set([...changed, ...own].map(folderOf));
  return files.filter(
    ({ file }) => folderOf(file) === 'content/media' || !folders.has(folderOf(file)),
  );
}

function folderOf(file: string): string {
  return file.slice(0, file.lastIndexOf('/'));
}
