import path from 'node:path';

/** How files of one kind are served. */
export interface MediaType {
  /** The `Content-Type`; text says that it is UTF-8. */
  readonly contentType: string;
  /** Whether compressing pays; pictures, fonts and archives already are compressed. */
  readonly isText: boolean;
}

/** The media type of the file at `name`, a path or URL path. */
export function mediaTypeOf(name: string): MediaType {
  const base = path.posix.basename(name);
  return byName[base] ?? byExtension[path.posix.extname(base).toLowerCase()] ?? unknownType;
}

const unknownType: MediaType = { contentType: 'application/octet-stream', isText: false };

// Feeds carry names that feed readers and people know; their extension alone says too little.
const byName: Readonly<Record<string, MediaType>> = {
  'rss.xml': text('application/rss+xml'),
  'atom.xml': text('application/atom+xml'),
  'feed.json': text('application/feed+json'),
};

// https://www.iana.org/assignments/media-types/
const byExtension: Readonly<Record<string, MediaType>> = {
  '.html': text('text/html'),
  '.css': text('text/css'),
  '.js': text('text/javascript'),
  '.mjs': text('text/javascript'),
  '.json': text('application/json'),
  '.webmanifest': text('application/manifest+json'),
  '.map': text('application/json'),
  '.xml': text('application/xml'),
  '.opml': text('text/x-opml'),
  '.svg': text('image/svg+xml'),
  '.txt': text('text/plain'),
  '.md': text('text/markdown'),
  '.csv': text('text/csv'),
  '.ics': text('text/calendar'),
  '.vcf': text('text/vcard'),
  '.ico': binary('image/x-icon'),
  '.png': binary('image/png'),
  '.jpg': binary('image/jpeg'),
  '.jpeg': binary('image/jpeg'),
  '.gif': binary('image/gif'),
  '.webp': binary('image/webp'),
  '.avif': binary('image/avif'),
  '.woff': binary('font/woff'),
  '.woff2': binary('font/woff2'),
  '.ttf': binary('font/ttf'),
  '.otf': binary('font/otf'),
  '.pdf': binary('application/pdf'),
  '.epub': binary('application/epub+zip'),
  '.zip': binary('application/zip'),
  '.mp3': binary('audio/mpeg'),
  '.m4a': binary('audio/mp4'),
  '.mp4': binary('video/mp4'),
  '.webm': binary('video/webm'),
  '.vtt': text('text/vtt'),
  '.wasm': binary('application/wasm'),
};

function text(name: string): MediaType {
  return { contentType: `${name}; charset=utf-8`, isText: true };
}

function binary(contentType: string): MediaType {
  return { contentType, isText: false };
}
