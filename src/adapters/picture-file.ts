import { open, readFile, stat } from 'node:fs/promises';
import path from 'node:path';

import type { RuleId } from '#articles/rules/catalogue.ts';
import { activePartsOf, drawnSize } from '#articles/svg.ts';

export interface PictureFault {
  readonly rule: RuleId;
  readonly line: number;
  readonly message: string;
}

/** reliability.md §4.3: 16,000 by 16,000 pixels took 1.7 GB to handle. */
const maxPixels = 40_000_000;
export const maxPictureBytes = 30 * 1024 * 1024;
export const maxDrawingBytes = 2 * 1024 * 1024;

/** Endings, what sharp calls the format, and how its files begin. */
const formats = {
  '.png': { format: 'png', begins: /^\x89PNG\r\n\x1a\n/ },
  '.jpg': { format: 'jpeg', begins: /^\xff\xd8\xff/ },
  '.jpeg': { format: 'jpeg', begins: /^\xff\xd8\xff/ },
  '.webp': { format: 'webp', begins: /^RIFF....WEBP/s },
  '.avif': { format: 'heif', begins: /^....ftyp(?:avif|avis|mif1)/s },
  '.gif': { format: 'gif', begins: /^GIF8/ },
} as const;

/** What keeps the picture at `fullPath` from being shown safely. Reads no more than its header, or a drawing's text. */
export async function pictureFaults(fullPath: string): Promise<PictureFault[]> {
  const ending = path.extname(fullPath).toLowerCase();
  const { size } = await stat(fullPath);
  if (ending === '.svg') return drawingFaults(fullPath, size);
  if (!isRasterEnding(ending)) {
    const endings = [...Object.keys(formats), '.svg'].join(', ');
    return [fault('image/format', `is no picture that can be shown; use one of ${endings}`)];
  }
  if (size > maxPictureBytes) return [fault('image/too-large', tooHeavy(size, maxPictureBytes))];
  const { format, begins } = formats[ending];
  if (!begins.test(await beginningOf(fullPath))) {
    return [fault('image/format', `is no ${ending} file inside; save it again in that format`)];
  }
  return rasterFaults(fullPath, format);
}

/** The ending that a file with these first bytes should have; `null` where it is no picture made of pixels. */
export function rasterEnding(beginning: Uint8Array): string | null {
  const text = Buffer.from(beginning.subarray(0, 16)).toString('latin1');
  return Object.entries(formats).find(([, { begins }]) => begins.test(text))?.[0] ?? null;
}

async function drawingFaults(fullPath: string, size: number): Promise<PictureFault[]> {
  if (size > maxDrawingBytes) return [fault('image/too-large', tooHeavy(size, maxDrawingBytes))];
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(await readFile(fullPath));
  } catch {
    return [fault('image/format', 'is no UTF-8 text; save the drawing as plain SVG')];
  }
  if (!/<(?:[\w-]+:)?svg\b/i.test(text)) {
    return [fault('image/format', 'holds no <svg> element; save the drawing as plain SVG')];
  }
  const drawn = drawnSize(text);
  return [
    ...(drawn ? sizeFaults(drawn.width, drawn.height) : []),
    ...activePartsOf(text).map((part) => ({ rule: 'image/active' as const, ...part })),
  ];
}

async function rasterFaults(fullPath: string, expected: string): Promise<PictureFault[]> {
  // Loaded here, since a hub of drawings needs no native library.
  const { default: sharp } = await import('sharp');
  try {
    // Its own limit would call the largest pictures damaged; only their header is read here.
    const picture = sharp(fullPath, { limitInputPixels: false });
    const { format, width, height, pages = 1 } = await picture.metadata();
    if (format !== expected) return [fault('image/format', `is ${format} inside; rename it`)];
    return sizeFaults(width, height * pages);
  } catch {
    return [fault('image/format', 'is damaged; save or export it again')];
  }
}

function sizeFaults(width: number, height: number): PictureFault[] {
  if (width * height <= maxPixels) return [];
  const message = `has ${width} × ${height} pixels; make it smaller, since more than ${maxPixels / 1e6} million fill the memory of a build`;
  return [fault('image/too-large', message)];
}

async function beginningOf(fullPath: string): Promise<string> {
  await using file = await open(fullPath);
  const { buffer, bytesRead } = await file.read(Buffer.alloc(16), 0, 16, 0);
  return buffer.toString('latin1', 0, bytesRead);
}

function isRasterEnding(ending: string): ending is keyof typeof formats {
  return Object.hasOwn(formats, ending);
}

function tooHeavy(size: number, most: number): string {
  return `is ${Math.ceil(size / 1024)} KB; make it smaller than ${most / 1024} KB`;
}

function fault(rule: RuleId, message: string): PictureFault {
  return { rule, line: 1, message };
}
