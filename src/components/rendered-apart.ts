import mdxRenderer from '@astrojs/mdx/server.js';
import { experimental_AstroContainer as AstroContainer } from 'astro/container';

type Component = Parameters<AstroContainer['renderToString']>[0];

/**
 * The HTML of `component` as a page at `url` would show it, for what is no page: feeds, copies, mails. The one user
 * of Astro's Container API, which is still experimental.
 */
export async function renderedApart(
  component: Component,
  {
    props,
    url,
    locals = {},
  }: {
    readonly props: Record<string, unknown>;
    readonly url: string;
    readonly locals?: Partial<App.Locals>;
  },
): Promise<string> {
  // A container keeps what it has rendered, so each text gets one of its own.
  const container = await AstroContainer.create();
  container.addServerRenderer({ name: 'astro:jsx', renderer: mdxRenderer });
  return container.renderToString(component, {
    props,
    request: new Request(url),
    locals: locals as App.Locals,
  });
}
