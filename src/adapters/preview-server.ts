import type { MailArticle, MailIssue } from '#newsletter/mail-parts.ts';

/** The hub as its editors see it while they write, drafts included, for as long as it is open. */
export interface PreviewServer extends AsyncDisposable {
  /** What a mail of the issue `id` (`<lang>/<slug>`) is made of, and every article it may name. */
  readParts(id: string): Promise<{ issue: MailIssue; articles: MailArticle[] }>;
  /** Whether a page of the hub is there, by its path. */
  hasPage(path: string): Promise<boolean>;
}

/** Opens Astro's development server on a free port of this machine. Reads the hub that the environment names. */
export async function openPreviewServer(projectRoot: string): Promise<PreviewServer> {
  // Read by Astro and by the configuration when they are loaded.
  process.env['FREEHOLD_PREVIEW'] = '1';
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  process.env['ASTRO_DEV_BACKGROUND'] = '0';
  const { dev } = await import('astro');
  const server = await dev({
    root: projectRoot,
    logLevel: 'error',
    server: { host: '127.0.0.1', port: 0 },
  });
  const at = (path: string) => `http://127.0.0.1:${server.address.port}${path}`;
  const read = async (path: string): Promise<unknown> => {
    const response = await fetch(at(path));
    if (!response.ok) throw new Error(`${path} cannot be rendered: ${await response.text()}`);
    return response.json();
  };
  return {
    async readParts(id) {
      const issue = (await read(`/mail/${id}.json`)) as MailIssue;
      const articles = (await read('/mail/articles.json')) as MailArticle[];
      return { issue, articles };
    },
    hasPage: async (path) => (await fetch(at(path))).ok,
    [Symbol.asyncDispose]: () => server.stop(),
  };
}
