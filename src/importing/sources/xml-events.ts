import { SaxesParser } from 'saxes';

import { SourceFault } from './source-fault.ts';

export interface XmlHandlers {
  /** `path` is the names of the open elements, the last one included, between slashes. */
  readonly open?: (
    path: string,
    attributes: Readonly<Record<string, string>>,
    line: number,
  ) => void;
  readonly text?: (path: string, text: string) => void;
  readonly close?: (path: string) => void;
}

export interface XmlReader {
  write(chunk: string): void;
  /** Throws `SourceFault` where the document is not whole. */
  end(): void;
}

/** Deeper than any export or feed. */
const maxDepth = 200;

/**
 * Reads XML as it comes, in little memory. Nothing outside the document is fetched and no entity of its own is
 * expanded; a document that declares any is refused.
 */
export function openXml(name: string, { open, text, close }: XmlHandlers): XmlReader {
  const parser = new SaxesParser({ xmlns: false });
  const names: string[] = [];
  let path = '';
  const at = () => `${name}, line ${parser.line}`;
  parser.on('error', ({ message }) => {
    const reason = message.replace(/^\d+:\d+:\s*/, '').replace(/\.$/, '');
    throw new SourceFault(
      /unclosed tag|unexpected end|document must contain/.test(reason)
        ? `${at()}: the file ends in the middle, so a part of the blog is missing; export it again`
        : `${at()}: is no valid XML (${reason}); export it again, or mend that line`,
    );
  });
  parser.on('doctype', (doctype) => {
    if (/<!ENTITY/i.test(doctype)) {
      throw new SourceFault(
        `${at()}: declares entities of its own, which no blog needs and which could fill all memory; remove <!DOCTYPE …>`,
      );
    }
  });
  parser.on('opentag', (tag) => {
    names.push(tag.name);
    if (names.length > maxDepth) throw new SourceFault(`${at()}: is nested deeper than any export`);
    path = names.join('/');
    open?.(path, tag.attributes, parser.line);
  });
  const words = (value: string) => text?.(path, value);
  parser.on('text', words);
  parser.on('cdata', words);
  parser.on('closetag', () => {
    close?.(path);
    names.pop();
    path = names.join('/');
  });
  return {
    write: (chunk) => void parser.write(printable(chunk)),
    end: () => void parser.close(),
  };
}

/** Editors let control characters through that no XML may hold. */
function printable(chunk: string): string {
  return chunk.replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
}
