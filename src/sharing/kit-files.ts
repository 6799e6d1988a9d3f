import { type PlatformId, platforms } from './platforms.ts';
import type { ShareKit } from './share-kit.ts';
import type { SharePost } from './share-post.ts';

/**
 * The files of `kits`, by `<folder>/<name>`: the exact text of each post, and all of them for programs.
 * With `only`, the text of that platform alone. A kit without posts has no files.
 */
export function kitFiles(
  kits: ReadonlyMap<string, ShareKit>,
  only?: PlatformId,
): Map<string, string> {
  const files = new Map<string, string>();
  for (const [folder, kit] of kits) {
    if (kit.posts.length === 0) continue;
    for (const post of kit.posts) {
      const { platform } = post;
      if (only === undefined || platform === only) {
        files.set(`${folder}/${platform}.txt`, pastedText(post));
      }
    }
    files.set(`${folder}/kit.json`, `${JSON.stringify(toldOf(kit), null, 1)}\n`);
  }
  return files;
}

/** Of the alternatives the kit's page tells: a program sends the posts that were chosen. */
function toldOf({
  article,
  locale,
  title,
  description,
  url,
  publishedAt,
  posts,
  skipped,
}: ShareKit) {
  return { article, locale, title, description, url, publishedAt, posts, skipped };
}

/** All that a person pastes for `post`: the title and the link too, where they have fields of their own. */
function pastedText({ platform, title, text, url }: SharePost): string {
  const link = platforms[platform].links === 'own-field' ? [url] : [];
  return [...(title === undefined ? [] : [title]), text, ...link].join('\n\n');
}
