import { hub } from './shell.ts';

/** Where the Markdown copy of the article at `path` is; `null` where machines may not answer from the texts. */
export function markdownPathOf(path: string): string | null {
  return hub.rights.aiInput ? `${path}index.md` : null;
}
