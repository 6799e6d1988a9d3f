import type { IncomingMessage, ServerResponse } from 'node:http';

import { pathOfFile } from '#articles/rules/link-targets.ts';
import { escapeHtml } from '#hub/escape-html.ts';
import type { Language } from '#hub/languages.ts';
import { type Problem, problemLine } from '#hub/problem.ts';

import { stopsAstro } from './broken-files.ts';

interface ProblemPages {
  /** Forgets what is known of the content, and says what is wrong once nothing changes any more. */
  lookAgain(): void;
  handle(request: IncomingMessage, response: ServerResponse, next: () => void): void;
}

/** An editor's saves come in bursts. */
const quietMs = 200;

/**
 * Pages of a preview for what cannot be shown: each problem with its file, its line and what to do, in place of
 * Astro's own message with its stack. They ask for themselves again, so they go when the file is mended.
 */
export function problemPages({
  check,
  languages,
  say,
}: {
  readonly check: () => Promise<readonly Problem[]>;
  readonly languages: readonly Language[];
  readonly say: (line: string) => void;
}): ProblemPages {
  let known: Promise<readonly Problem[]> | null = null;
  let timer: NodeJS.Timeout | undefined;
  let lastSaid = '';
  const errors = () =>
    (known ??= check().then((all) => all.filter(({ severity }) => severity === 'error')));

  const sayErrors = async () => {
    const lines = (await errors()).map(problemLine);
    const text = lines.join('\n');
    if (text !== lastSaid) for (const line of lines) say(line);
    lastSaid = text;
  };

  const answer = async (request: IncomingMessage, response: ServerResponse, next: () => void) => {
    const found = await errors();
    const path = decodeURI(new URL(request.url ?? '/', 'http://preview').pathname);
    const here = found.filter(
      (problem) => stopsAstro(problem) && pathOfFile(problem.file, languages) === path,
    );
    if (here.length > 0) send(response, here);
    else {
      if (found.length > 0) replaceFailure(response, found);
      next();
    }
  };

  return {
    lookAgain() {
      known = null;
      clearTimeout(timer);
      timer = setTimeout(() => void sayErrors().catch(() => {}), quietMs).unref();
    },
    handle(request, response, next) {
      const wantsPage = request.headers.accept?.includes('text/html') ?? false;
      if (request.method !== 'GET' || !wantsPage) next();
      else answer(request, response, next).catch(next);
    },
  };
}

/** Lets `response` say what is wrong with the content where Astro would say why it failed. */
function replaceFailure(response: ServerResponse, found: readonly Problem[]): void {
  const { writeHead, write, end } = response;
  let hasFailed = false;
  const restored = () => Object.assign(response, { writeHead, write, end });
  Object.assign(response, {
    writeHead(status: number, ...rest: []) {
      hasFailed = status === 500;
      return hasFailed ? response : writeHead.call(response, status, ...rest);
    },
    write(...given: Parameters<typeof write>) {
      return hasFailed || write.apply(response, given);
    },
    end(...given: Parameters<typeof end>) {
      hasFailed ||= response.statusCode === 500 && !response.headersSent;
      if (!hasFailed) return end.apply(response, given);
      restored();
      send(response, found);
      return response;
    },
  });
}

function send(response: ServerResponse, found: readonly Problem[]): void {
  response.statusCode = 500;
  response.setHeader('content-type', 'text/html; charset=utf-8');
  response.setHeader('cache-control', 'no-store');
  response.end(pageOf(found));
}

function pageOf(found: readonly Problem[]): string {
  const items = found.map(
    ({ file, line, message }) =>
      `<li><strong>${escapeHtml(`${file}:${line}`)}</strong><br>${escapeHtml(message)}</li>`,
  );
  return `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="refresh" content="2">
<title>To be mended first</title>
<style>
  :root { color-scheme: light dark; font: 1.125rem/1.5 system-ui, sans-serif; }
  body { max-width: 44rem; margin: 3rem auto; padding: 0 1.5rem; }
  li { margin-block: 1rem; overflow-wrap: anywhere; }
</style>
<h1>This page cannot be shown yet</h1>
<ol>
${items.join('\n')}
</ol>
<p>Save the file and this page shows itself. <code>npm run check</code> says the same.</p>
</html>
`;
}
