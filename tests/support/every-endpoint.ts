import { postBounces } from '#server/endpoints/bounces.ts';
import { postConfirmCode } from '#server/endpoints/confirm-code.ts';
import { openConfirmQuestion, postConfirmQuestion } from '#server/endpoints/confirm-question.ts';
import { openConfirm, postConfirm } from '#server/endpoints/confirm.ts';
import { postFollowed } from '#server/endpoints/followed.ts';
import { getForm } from '#server/endpoints/form.ts';
import {
  openNewAddress,
  openStay,
  postNewAddress,
  postStay,
} from '#server/endpoints/mailed-button.ts';
import { postPaper } from '#server/endpoints/paper.ts';
import { openPersonalData, postPersonalData } from '#server/endpoints/personal-data.ts';
import { openPreferencesPage, postPreferences } from '#server/endpoints/preferences.ts';
import { postQuestion } from '#server/endpoints/question.ts';
import { postResend } from '#server/endpoints/resend.ts';
import { postSubscribe } from '#server/endpoints/subscribe.ts';
import { postUnsubscribe } from '#server/endpoints/unsubscribe.ts';
import { postUseful } from '#server/endpoints/useful.ts';
import { providerIds } from '#server/bounces/providers.ts';
import type { Services } from '#server/services.ts';
import { languages } from '#hub/languages.ts';
import { pathTo } from '#hub/urls.ts';

/** What answers a live route, as its page does; a view that a page would show comes back as JSON. */
export type AnyEndpoint = (request: Request, services: Services) => Promise<Response>;

interface Routed {
  readonly path: string;
  readonly get?: AnyEndpoint;
  readonly post?: AnyEndpoint;
}

const clientAddress = '192.0.2.1';

const tokenOf = ({ url }: Request) => new URL(url).searchParams.get('token') ?? '';

/** A page's answer with its view in place of its markup. */
const shown = (view: object): Response => {
  if (view instanceof Response) return view;
  const status = 'status' in view && typeof view.status === 'number' ? view.status : 200;
  return Response.json(view, { status });
};

/** Every live route with what answers it. */
export const everyEndpoint: readonly Routed[] = [
  {
    path: '/api/subscribe/',
    post: (request, services) =>
      postSubscribe(request, { services, clientAddress, renderForm: shown }),
  },
  {
    path: '/api/question/',
    post: (request, services) =>
      postQuestion(request, { services, clientAddress, renderForm: shown }),
  },
  {
    path: '/api/paper/',
    post: (request, services) => postPaper(request, { services, clientAddress, renderForm: shown }),
  },
  { path: '/api/followed/', post: (request, services) => postFollowed(request, { services }) },
  {
    path: '/api/useful/',
    post: (request, services) => postUseful(request, { services, clientAddress }),
  },
  {
    path: '/api/confirm-code/',
    post: (request, services) => postConfirmCode(request, { services, renderForm: shown }),
  },
  ...providerIds.map((provider): Routed => ({
    path: `/api/bounces/${provider}/`,
    post: (request, services) => postBounces(request, { services, provider }),
  })),
  { path: '/api/resend/', post: (request, services) => postResend(request, { services }) },
  {
    path: '/api/form/',
    get: (request, services) => getForm(request, { services, clientAddress }),
  },
  ...languages.flatMap((language): Routed[] => [
    {
      path: pathTo('confirm', language),
      get: async (request, services) => shown(await openConfirm(request, { services, language })),
      post: (request, services) => postConfirm(request, { services, language }),
    },
    {
      path: pathTo('unsubscribe', language),
      // The page is the same for everyone.
      get: () => Promise.resolve(new Response()),
      post: (request, services) =>
        postUnsubscribe(request, { services, language, renderGoodbye: shown }),
    },
    {
      path: pathTo('confirmQuestion', language),
      get: async (request, services) =>
        shown(await openConfirmQuestion(tokenOf(request), { services, language })),
      post: (request, services) => postConfirmQuestion(request, { services, language }),
    },
    {
      path: pathTo('preferences', language),
      get: async (request, services) =>
        shown(await openPreferencesPage(tokenOf(request), { services, language })),
      post: async (request, services) =>
        shown(await postPreferences(request, { services, language, clientAddress })),
    },
    {
      path: pathTo('personalData', language),
      get: async (request, services) =>
        shown(await openPersonalData({ token: tokenOf(request) }, { services, language })),
      post: async (request, services) =>
        shown(await postPersonalData(request, { services, language })),
    },
    {
      path: pathTo('newAddress', language),
      get: async (request, services) =>
        shown(await openNewAddress(tokenOf(request), { services, language })),
      post: (request, services) => postNewAddress(request, { services, language }),
    },
    {
      path: pathTo('stay', language),
      get: async (request, services) =>
        shown(await openStay(tokenOf(request), { services, language })),
      post: (request, services) => postStay(request, { services, language }),
    },
  ]),
];
