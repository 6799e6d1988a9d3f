import { defineMiddleware } from 'astro:middleware';

import { mainLanguage } from '#hub/hub.ts';
import { pathTo } from '#hub/urls.ts';
import { isForeignPath } from '#site/foreign-paths.ts';
import { hub } from '#site/shell.ts';

/**
 * Pages of a language that the hub does not speak are not there: a build writes no file for them.
 * In `npm run dev` there is no host, so the services are opened here on the first request; in the
 * served hub the host passes them in.
 */
export const onRequest = defineMiddleware(async (context, next) => {
  const { locals, isPrerendered, url } = context;
  const home = pathTo('root', mainLanguage(hub));
  if (isForeignPath(url.pathname, hub)) {
    if (url.pathname !== '/') return new Response(null, { status: 404 });
    // A build makes a page of it that leads on at once; a browser must not keep what a preview says.
    return context.redirect(home, import.meta.env.DEV ? 302 : 301);
  }
  if (import.meta.env.DEV && !isPrerendered && !locals.services) {
    const { developmentServices } = await import('#server/development-services.ts');
    Object.assign(locals, { services: await developmentServices(), clientAddress: '' });
  }
  return next();
});
