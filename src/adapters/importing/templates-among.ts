import { open } from 'node:fs/promises';
import path from 'node:path';

import { isRecord } from '#importing/fields.ts';
import type { Finding } from '#importing/finding.ts';
import { splitFile } from '#importing/split-file.ts';

const templates = /\.(?:html?|njk|liquid|hbs|mustache|ejs|pug|haml|webc|11ty\.[cm]?[jt]s)$/i;
const ofHtml = /\.(?:html?|njk|liquid)$/i;
/** Front matter is at the beginning. */
const headBytes = 64 * 1024;

/**
 * Which of `files` are texts although they are written in HTML: those that say their title and day, as articles do.
 * All other pages and templates are named, once for each folder.
 */
export async function templatesAmong(
  folder: string,
  files: readonly string[],
): Promise<{ readonly pages: readonly string[]; readonly left: readonly Finding[] }> {
  const pages: string[] = [];
  const left = new Map<string, string[]>();
  for (const file of files.filter((one) => templates.test(one))) {
    if (ofHtml.test(file) && isArticle(await headOf(path.join(folder, file)))) pages.push(file);
    else {
      const at = path.posix.dirname(file);
      left.set(at, [...(left.get(at) ?? []), path.posix.basename(file)]);
    }
  }
  return {
    pages,
    left: [...left].map(([at, names]): Finding => {
      const some = names.slice(0, 8).join(', ');
      return {
        ...{ outcome: 'lost', construct: 'template', source: at === '.' ? 'folder' : at, line: 1 },
        what: `${names.length} pages or templates in HTML: ${some}${names.length > 8 ? ' …' : ''}`,
        advice: 'an import takes texts; if readers need one of these, write it in content/pages/',
      };
    }),
  };
}

function isArticle(head: string): boolean {
  const { fields } = splitFile(head);
  const has = (name: string) => fields[name] !== undefined && fields[name] !== null;
  return has('title') && has('date') && !isRecord(fields['pagination']);
}

async function headOf(file: string): Promise<string> {
  const handle = await open(file);
  try {
    const { bytesRead, buffer } = await handle.read(Buffer.alloc(headBytes), 0, headBytes, 0);
    return buffer
      .toString('utf8', 0, bytesRead)
      .replaceAll('\r\n', '\n')
      .replace(/^\uFEFF/, '');
  } finally {
    await handle.close();
  }
}
