import { defineMiddleware } from 'astro:middleware';

/**
 * In `npm run dev` there is no host, so the services are opened here on the first request.
 * In the served hub the host passes them in.
 */
export const onRequest = defineMiddleware(async ({ locals, isPrerendered }, next) => {
  if (import.meta.env.DEV && !isPrerendered && !locals.services) {
    const { developmentServices } = await import('#server/development-services.ts');
    Object.assign(locals, { services: await developmentServices(), clientAddress: '' });
  }
  return next();
});
