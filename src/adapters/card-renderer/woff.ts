import { inflateSync } from 'node:zlib';

/** Reads how wide each character of a WOFF 1.0 file is, in em, by code point. Throws when it is none. */
export function readAdvances(file: Uint8Array): Map<number, number> {
  // https://www.w3.org/TR/WOFF/
  const tables = tablesOf(file);
  const table = (tag: string) => {
    const found = tables.get(tag);
    if (!found) throw new Error(`the font has no "${tag}" table`);
    return found;
  };
  // OpenType: head.unitsPerEm, hhea.numberOfHMetrics, hmtx (advance and bearing, two bytes each).
  const unitsPerEm = table('head').getUint16(18);
  const metricCount = table('hhea').getUint16(34);
  const hmtx = table('hmtx');
  const advances = new Map<number, number>();
  for (const [code, glyph] of glyphsOf(table('cmap'))) {
    advances.set(code, hmtx.getUint16(4 * Math.min(glyph, metricCount - 1)) / unitsPerEm);
  }
  return advances;
}

function tablesOf(file: Uint8Array): Map<string, DataView> {
  const view = new DataView(file.buffer, file.byteOffset, file.byteLength);
  if (file.byteLength < 44 || view.getUint32(0) !== 0x774f4646)
    throw new Error('not a WOFF 1.0 font');
  const tables = new Map<string, DataView>();
  for (let index = 0; index < view.getUint16(12); index += 1) {
    const entry = 44 + 20 * index;
    const tag = String.fromCharCode(...file.subarray(entry, entry + 4));
    const [offset, compressed, length] = [4, 8, 12].map((at) => view.getUint32(entry + at)) as [
      number,
      number,
      number,
    ];
    const stored = file.subarray(offset, offset + compressed);
    // Equal lengths mean that compression did not pay and was left out.
    const bytes = compressed < length ? inflateSync(stored, { maxOutputLength: length }) : stored;
    tables.set(tag, new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength));
  }
  return tables;
}

/** Character to glyph, from the Unicode subtable of format 4 that every web font has. */
function glyphsOf(cmap: DataView): Map<number, number> {
  const glyphs = new Map<number, number>();
  for (let index = 0; index < cmap.getUint16(2); index += 1) {
    const subtable = cmap.getUint32(8 + 8 * index);
    if (cmap.getUint16(subtable) === 4) readFormat4(cmap, subtable, glyphs);
  }
  return glyphs;
}

// OpenType cmap, "Format 4: Segment mapping to delta values".
function readFormat4(cmap: DataView, start: number, glyphs: Map<number, number>): void {
  const twiceCount = cmap.getUint16(start + 6);
  for (let at = 0; at < twiceCount; at += 2) {
    const ends = start + 14 + at;
    const starts = ends + twiceCount + 2;
    const deltas = starts + twiceCount;
    const offsets = deltas + twiceCount;
    const last = cmap.getUint16(ends);
    const first = cmap.getUint16(starts);
    const delta = cmap.getUint16(deltas);
    const offset = cmap.getUint16(offsets);
    for (let code = first; code <= last && code !== 0xffff; code += 1) {
      const listed = offset === 0 ? code : cmap.getUint16(offsets + offset + 2 * (code - first));
      const glyph = offset !== 0 && listed === 0 ? 0 : (listed + delta) & 0xffff;
      if (glyph !== 0) glyphs.set(code, glyph);
    }
  }
}
