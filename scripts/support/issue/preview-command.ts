import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import { drawMailPictures } from '#adapters/mail-pictures.ts';
import { openPreviewServer } from '#adapters/preview-server.ts';
import { brandTokens } from '#hub/brand-tokens.ts';
import type { MailPicture } from '#newsletter/mail-parts.ts';
import { previewOf } from '#newsletter/preview.ts';
import { previewPage } from '#newsletter/preview-page.ts';
import { partName, previewWords } from '#newsletter/preview-words.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';

import type { Output } from '../command.ts';

const usage = `Shows an issue as readers will get it: three typical readers, on a phone and a desktop, light and dark, the text
part, and a checklist, in the "editorLanguage" of content/hub.yaml. Writes exports/issues/<issue>/index.html, which opens from the disk. Drafts can be previewed too.

  npm run issue -- preview <issue> [--json]

  <issue>   the file below content/issues/ without .mdx, or its date for a Dutch one
  --json    prints the checklist and the sizes for a program

Exit status 1 when something on the checklist is to be mended. Nothing is sent, and nothing is published.

Example: npm run issue -- preview nl/2026-11-18`;

const projectRoot = path.resolve(import.meta.dirname, '..', '..', '..');

/** Writes the preview and returns the exit status: 0 all is well, 1 there is something to mend, 2 wrong usage. */
export async function previewCommand(
  argv: string[],
  output: Output,
  { hubRoot }: Pick<Environment, 'hubRoot'> = readEnvironment(),
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    output.data(usage);
    return 0;
  }
  const [named = ''] = positionals;
  const id = named.includes('/') ? named : `nl/${named}`;
  const { content, issues, problems } = await readContent(hubRoot);
  const issue = issues.find((one) => one.id === id);
  if (!content || !issue) {
    const broken = problems.find(({ file }) => file === `content/issues/${id}.mdx`);
    const known = issues.map((one) => one.id).join(', ') || 'none';
    output.remark(
      broken
        ? `${broken.file}:${broken.line} ${broken.message}`
        : `No issue "${id}" in content/issues/; there are: ${known}.`,
    );
    return 2;
  }

  output.remark('  Rendering the issue; the first time takes half a minute …');
  await using server = await openPreviewServer(projectRoot);
  const parts = await server.readParts(id);
  const preview = await previewOf({ ...parts, issues }, { content, hasPage: server.hasPage });
  const inlined = await withPictures(preview.pictures, { hubRoot, hub: content.hub });

  const folder = path.join(hubRoot, 'exports', 'issues', id.replace('/', '-'));
  await mkdir(folder, { recursive: true });
  const page = previewPage({
    ...preview,
    mails: preview.mails.map((one) => ({
      ...one,
      mail: one.mail && { ...one.mail, html: inlined(one.mail.html) },
    })),
  });
  const { message } = preview.composed;
  await writeFile(path.join(folder, 'index.html'), page);
  await writeFile(path.join(folder, 'mail.html'), message.html);
  await writeFile(path.join(folder, 'mail.txt'), message.text);

  const t = previewWords[preview.language];
  const markWidth = Math.max(t.passed.length, t.toMend.length) + 2;
  const failed = preview.checks.filter(({ isPassed }) => !isPassed);
  if (values.json) {
    const { checks, sizes } = preview;
    output.data(JSON.stringify({ id, folder: path.relative(hubRoot, folder), checks, sizes }));
  } else {
    for (const { id: name, isPassed, says } of preview.checks) {
      const mark = isPassed ? `✓ ${t.passed}` : `! ${t.toMend}`;
      output.data(`${mark.padEnd(markWidth)}  ${t.checks[name].padEnd(24)} ${says}`);
    }
    for (const { part, bytes, as, isShortened } of preview.sizes) {
      const bar = '█'.repeat(Math.ceil((40 * bytes) / preview.budgetBytes));
      const form = isShortened ? `, ${t.becameTeaser}` : as === 'whole' ? `, ${t.whole}` : '';
      output.data(`${String(bytes).padStart(7)}  ${bar} ${partName(part, t)}${form}`);
    }
  }
  output.remark(t.opens(path.relative(process.cwd(), path.join(folder, 'index.html'))));
  return failed.length > 0 ? 1 : 0;
}

/** Puts the bytes of `pictures` where a mail names them, since a page on a disk fetches nothing. */
async function withPictures(
  pictures: readonly MailPicture[],
  { hubRoot, hub }: { hubRoot: string; hub: Parameters<typeof brandTokens>[0] & { site: string } },
): Promise<(html: string) => string> {
  const drawn = await drawMailPictures(pictures, {
    root: hubRoot,
    clientDir: hubRoot,
    cacheDir: path.join(hubRoot, '.cache', 'preview', 'mail-pictures'),
    ground: brandTokens(hub).light['surface-0'].hex,
  });
  return (html) =>
    drawn.reduce(
      (text, { picture, jpeg }) =>
        jpeg === null
          ? text
          : text.replaceAll(
              `src="${hub.site}${picture.path}"`,
              `src="data:image/jpeg;base64,${jpeg.toString('base64')}"`,
            ),
      html,
    );
}
