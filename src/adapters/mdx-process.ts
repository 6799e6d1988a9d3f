import { parseMdx } from './mdx-body.ts';
import type { MdxTask } from './mdx-parser.ts';

// Started by mdx-parser.ts: what hangs or kills the parser then hangs or kills only this process.
process.on('message', ({ text, firstLine }: MdxTask) => {
  process.send?.(parseMdx(text, firstLine));
});

process.send?.('ready');
