import { waitForTurn } from './build-lock.ts';

/** The kinds of page a build may reuse, each with how many it rendered anew. */
export type RenderedPages = Readonly<Record<string, number>>;

const counterKey = Symbol.for('freehold.rendered-pages');

/**
 * Lets Astro build the pages of the hub that the environment names into `outDir`.
 * Throws what Astro throws: an unusable picture or MDX that the content rules could not foresee.
 */
export async function buildPages(projectRoot: string, outDir: string): Promise<RenderedPages> {
  // Read by Astro when it is loaded: a build talks to nobody.
  process.env['ASTRO_TELEMETRY_DISABLED'] = '1';
  const { build } = await import('astro');
  const holder = globalThis as { [counterKey]?: RenderedPages };
  holder[counterKey] = {};
  const turn = await waitForTurn(projectRoot);
  try {
    await build({ root: projectRoot, outDir, logLevel: 'error' });
  } finally {
    turn.release();
  }
  return { ...holder[counterKey] };
}
