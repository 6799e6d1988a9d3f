import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';

import { type AuthorPage, authorPage } from '#importing/author-page.ts';
import { decode } from '#importing/decode.ts';
import type { Finding } from '#importing/finding.ts';
import { withFolderFields } from '#importing/folder-data.ts';
import { oldSiteOf } from '#importing/old-addresses/old-site.ts';
import type { RawBlog, RawEntry } from '#importing/raw-entry.ts';
import { splitFile } from '#importing/split-file.ts';

import { readPictureFiles } from './picture-files.ts';
import { readAuthors } from './read-authors.ts';
import { readData } from './read-data.ts';
import { templatesAmong } from './templates-among.ts';
import { walkFolder } from './walk-folder.ts';

/** Larger than any writing. */
const maxTextBytes = 4 * 1024 * 1024;
/** Pages of HTML are templates, but for those among the posts of Jekyll. */
const texts = /\.(?:mdx?|markdown|mkdn?)$|(?:^|\/)_posts\/.*\.html?$/i;
/** About the repository, not for readers. */
const aboutFiles =
  /^(?:README|LICEN[CS]E|CHANGELOG|CONTRIBUTING|CODE_OF_CONDUCT|SECURITY|SUPPORT|AUTHORS|NOTICE)(?:\.\w+)*$/i;

export interface ReadFolder {
  readonly blog: RawBlog;
  /** What could not be read, or is not for readers. */
  readonly findings: readonly Finding[];
}

/** Reads all texts below `folder`, with what else is there by name. Links are not followed. */
export async function readFolder(folder: string): Promise<ReadFolder> {
  const { files, left: leftOut } = await walkFolder(folder);
  const findings: Finding[] = [...leftOut];
  const data = await readData(folder, files);
  findings.push(...data.findings);
  // Hugo publishes what begins with `_`; in a folder that no program makes a site of, it is only a name.
  const { generator } = oldSiteOf(files, {});
  const leavesOutParts = generator !== null && generator !== 'hugo';
  const entries: RawEntry[] = [];
  const authorPages: (AuthorPage & { readonly source: string })[] = [];
  const { pages, left: templates } = await templatesAmong(
    folder,
    files.filter((one) => !texts.test(one)),
  );
  findings.push(...templates);
  for (const file of [...files.filter((one) => texts.test(one)), ...pages]) {
    if (aboutFiles.test(path.basename(file)) && !file.includes('/')) {
      findings.push({ ...left(file, 'is not for readers'), construct: 'file about the project' });
      continue;
    }
    if (leavesOutParts && /^_(?!index\.)/.test(path.basename(file))) {
      const what = 'is a part of other texts, as its name says; it has no address of its own';
      findings.push({ ...left(file, what, 'copy its words'), construct: 'part of texts' });
      continue;
    }
    const { size } = await lstat(path.join(folder, file));
    if (size > maxTextBytes) {
      findings.push(
        left(file, `has ${size} bytes, more than any writing`, 'split it and import again'),
      );
      continue;
    }
    const decoded = decode(await readFile(path.join(folder, file)));
    if (decoded.kind === 'binary') {
      findings.push(left(file, 'is no text'));
      continue;
    }
    if (decoded.text.trim() === '') {
      findings.push(left(file, 'is empty'));
      continue;
    }
    if (decoded.remark)
      findings.push({
        ...left(file, decoded.remark, 'see whether é, ë and the like are right'),
        outcome: 'guessed',
      });
    const { fields: own, body, bodyLine, fault, mended } = splitFile(decoded.text);
    const author = authorPage(file, { fields: own, body });
    if (author) {
      authorPages.push({ ...author, source: file });
      continue;
    }
    const fields = withFolderFields(file, own, data.folders);
    if (mended)
      findings.push({
        ...left(file, mended, 'read as it seems to be meant; see whether the fields are right'),
        ...{ outcome: 'guessed', construct: 'front matter' },
      });
    if (fault)
      findings.push({
        ...left(file, fault, 'what stands there is in the text of the article'),
        outcome: 'kept',
      });
    const base = path.posix.dirname(file) === '.' ? '' : `${path.posix.dirname(file)}/`;
    const format = isMdx(file, { body, generator })
      ? 'mdx'
      : /\.(?:html?|njk|liquid)$/i.test(file)
        ? 'html'
        : 'markdown';
    entries.push({ source: file, fields, body, bodyLine, format, base, oldUrls: [] });
  }
  const others = files.filter((file) => !texts.test(file) && !pages.includes(file));
  const { endings, broken } = await readPictureFiles(folder, others);
  for (const file of broken) {
    const advice = 'put the picture itself there; git lfs pull fetches what git keeps elsewhere';
    findings.push({ ...left(file, 'is no picture inside', advice), construct: 'picture file' });
  }
  const isBroken = new Set(broken);
  return {
    blog: {
      entries,
      files: new Set(others.filter((file) => !isBroken.has(file))),
      pictureEndings: endings,
      ...(await readAuthors(folder, { files, pages: authorPages })),
      ...{ site: null, settings: data.settings },
    },
    findings,
  };
}

/** Docusaurus reads all its texts as MDX (docusaurus.io/docs/markdown-features); only those that show it are read so here. */
function isMdx(
  file: string,
  { body, generator }: { body: string; generator: string | null },
): boolean {
  if (/\.mdx$/i.test(file)) return true;
  const words = body
    .replaceAll(/^([ \t]*)(`{3,}|~{3,})[\s\S]*?\n\1\2/gm, '')
    .replaceAll(/`[^`\n]*`/g, '');
  return (
    generator === 'docusaurus' &&
    /\.md$/i.test(file) &&
    /^(?:import|export)\s.+['"{(;]|=\{|<[A-Z]\w*[\s/>]/m.test(words)
  );
}

function left(source: string, what: string, advice?: string): Finding {
  return { outcome: 'lost', construct: 'file', source, line: 1, what, ...(advice && { advice }) };
}
