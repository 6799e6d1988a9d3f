/** A file that an item of a feed names beside its text, as Media RSS and enclosures have them. */
export interface MediaFile {
  readonly url?: string | undefined;
  readonly type?: string | undefined;
  readonly medium?: string | undefined;
  readonly width?: number | undefined;
  readonly title?: { readonly value?: string } | undefined;
  readonly description?: { readonly value?: string } | undefined;
}

// https://www.rssboard.org/media-rss
export interface FeedMedia {
  readonly contents?: readonly MediaFile[];
  readonly thumbnails?: readonly MediaFile[];
  readonly groups?: readonly Omit<FeedMedia, 'groups'>[];
}

export interface FeedCover {
  readonly src: string;
  readonly alt: string | null;
}

/** The picture that a feed puts beside an item: the widest of its media, else an enclosure, else a thumbnail. */
export function coverBeside(
  media: FeedMedia | undefined,
  enclosures: readonly MediaFile[],
): FeedCover | null {
  const parts = media ? [media, ...(media.groups ?? [])] : [];
  const contents = parts
    .flatMap((part) => part.contents ?? [])
    .filter(isPicture)
    .toSorted((a, b) => (b.width ?? 0) - (a.width ?? 0));
  const thumbnails = parts.flatMap((part) => part.thumbnails ?? []);
  const found = [...contents, ...enclosures.filter(isPicture), ...thumbnails].find(
    ({ url }) => url !== undefined && !isPortrait(url),
  );
  if (found?.url === undefined) return null;
  return { src: found.url, alt: found.description?.value ?? found.title?.value ?? null };
}

function isPicture({ url = '', type, medium }: MediaFile): boolean {
  if (medium !== undefined) return medium === 'image';
  if (type) return type.startsWith('image/');
  return /\.(?:png|jpe?g|gif|webp|avif)$/i.test(url.replace(/[?#].*$/s, ''));
}

/** WordPress.com names the portrait of the author like a picture of the article. */
function isPortrait(url: string): boolean {
  return /(?:^|\.)gravatar\.com$/.test(URL.parse(url, 'https://unknown.invalid')?.hostname ?? '');
}
