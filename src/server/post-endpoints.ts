import { languages } from '#hub/languages.ts';
import { pathTo } from '#hub/urls.ts';

import { providerIds } from './bounces/providers.ts';
import type { DirectEndpoint, DirectEndpoints } from './direct-answer.ts';
import { postBounces } from './endpoints/bounces.ts';
import { postConfirmQuestion } from './endpoints/confirm-question.ts';
import { postConfirmCode } from './endpoints/confirm-code.ts';
import { postConfirm } from './endpoints/confirm.ts';
import { postFollowed } from './endpoints/followed.ts';
import { postPaper } from './endpoints/paper.ts';
import { postQuestion } from './endpoints/question.ts';
import { postResend } from './endpoints/resend.ts';
import { postSubscribe } from './endpoints/subscribe.ts';
import { postUnsubscribe } from './endpoints/unsubscribe.ts';
import { postUseful } from './endpoints/useful.ts';
import type { Services } from './services.ts';

type Endpoint = [path: string, DirectEndpoint<Services>];

/** What the host asks itself: Astro's pipeline costs several times what these do. */
export const postEndpoints: DirectEndpoints<Services> = new Map<string, DirectEndpoint<Services>>([
  ['/api/subscribe/', postSubscribe],
  ['/api/question/', postQuestion],
  ['/api/paper/', postPaper],
  ['/api/followed/', postFollowed],
  ['/api/useful/', postUseful],
  ['/api/confirm-code/', postConfirmCode],
  ['/api/resend/', postResend],
  ...providerIds.map((provider): Endpoint => [
    `/api/bounces/${provider}/`,
    (request, { services }) => postBounces(request, { services, provider }),
  ]),
  ...languages.flatMap((language): Endpoint[] => [
    [pathTo('confirm', language), (request, given) => postConfirm(request, { ...given, language })],
    [
      pathTo('unsubscribe', language),
      (request, { services, renderForm: renderGoodbye }) =>
        postUnsubscribe(request, { services, language, renderGoodbye }),
    ],
    [
      pathTo('confirmQuestion', language),
      (request, given) => postConfirmQuestion(request, { ...given, language }),
    ],
  ]),
]);
