import { type Language, languages } from '#hub/languages.ts';
import { pathTo } from '#hub/urls.ts';

import { providerIds } from './bounces/providers.ts';

/** A path that is answered by code instead of a file. */
export interface LiveRoute {
  /** The spelling that Astro knows, with final slash; the one without it means the same. */
  readonly path: string;
  readonly methods: readonly Method[];
}

export type Method = 'GET' | 'HEAD' | 'POST';

/** Everything of Astro's that the host of a hub in `spoken` lets through. Each has its file in `src/pages/`. */
export const liveRoutesIn = (spoken: readonly Language[]): readonly LiveRoute[] => [
  { path: '/api/subscribe/', methods: ['POST'] },
  { path: '/api/confirm-code/', methods: ['POST'] },
  { path: '/api/resend/', methods: ['POST'] },
  { path: '/api/question/', methods: ['POST'] },
  { path: '/api/paper/', methods: ['POST'] },
  { path: '/api/followed/', methods: ['POST'] },
  { path: '/api/useful/', methods: ['POST'] },
  ...providerIds.map((provider): LiveRoute => ({
    path: `/api/bounces/${provider}/`,
    methods: ['POST'],
  })),
  { path: '/api/form/', methods: ['GET', 'HEAD'] },
  ...spoken.flatMap((language) =>
    (
      [
        'confirm',
        'unsubscribe',
        'confirmQuestion',
        'preferences',
        'personalData',
        'newAddress',
        'stay',
      ] as const
    ).map((place): LiveRoute => ({
      path: pathTo(place, language),
      methods: ['GET', 'HEAD', 'POST'],
    })),
  ),
];

/** The live routes of a hub in every language. */
export const liveRoutes = liveRoutesIn(languages);

/** For whoever watches the process: 200 while the store answers. */
export const healthRoute: LiveRoute = { path: '/healthz/', methods: ['GET', 'HEAD'] };

/** For whoever sends visitors: 200 while the store takes sign-ups and its tables are of this version. */
export const readyRoute: LiveRoute = { path: '/readyz/', methods: ['GET', 'HEAD'] };

/** The routes by path, in both spellings. */
export function routesByPath(routes: readonly LiveRoute[]): ReadonlyMap<string, LiveRoute> {
  return new Map(
    routes.flatMap((route) => [
      [route.path, route] as const,
      [route.path.replace(/\/$/, ''), route] as const,
    ]),
  );
}
