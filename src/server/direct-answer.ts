import type { IncomingMessage } from 'node:http';

import type { Answer } from './answer.ts';

/** What an endpoint gets beside the request. */
interface DirectContext<Services> {
  readonly services: Services;
  readonly clientAddress: string;
  /** For a form that is to be shown again; the page of the route shows the view. */
  readonly renderForm: (view: unknown) => Response;
}

export type DirectEndpoint<Services> = (
  request: Request,
  context: DirectContext<Services>,
) => Promise<Response>;

/** Endpoints that answer a `POST` without Astro, by the path of their route. */
export type DirectEndpoints<Services> = ReadonlyMap<string, DirectEndpoint<Services>>;

/** The answer of a form's endpoint, or the view that its page has to show. */
type Asked<View> = { readonly answer: Response } | { readonly view: View };

/** Calls `post`, which either answers or has a form shown again. */
export async function askForm<View>(
  post: (renderForm: (view: View) => Response) => Promise<Response>,
): Promise<Asked<View>> {
  let shown: { readonly view: View } | undefined;
  const answer = await post((view) => {
    shown = { view };
    return new Response(null);
  });
  return shown ?? { answer };
}

/**
 * What the page of a form's endpoint shows, or the answer in its place. In the served hub the host has asked
 * the endpoint already, and only comes to the page with a view.
 */
export async function viewOrAnswer<View>(
  locals: { readonly view?: unknown },
  post: (renderForm: (view: View) => Response) => Promise<Response>,
): Promise<View | Response> {
  if (locals.view !== undefined) return locals.view as View;
  const asked = await askForm(post);
  return 'view' in asked ? asked.view : asked.answer;
}

/** `request`, whose body was read already, for an endpoint. */
export function webRequest(
  { method = 'POST', url = '/', headers }: IncomingMessage,
  { body, origin }: { body: Uint8Array<ArrayBuffer>; origin: string },
): Request {
  const named = Object.entries(headers).map(([name, value]): [string, string] => [
    name,
    Array.isArray(value) ? value.join(', ') : (value ?? ''),
  ]);
  return new Request(new URL(url, origin), { method, headers: named, body });
}

/** `response` as the host sends it. */
export async function answerFrom(response: Response): Promise<Answer> {
  const cookies = response.headers.getSetCookie();
  const headers = {
    ...Object.fromEntries(response.headers),
    ...(cookies.length > 0 && { 'set-cookie': cookies }),
  };
  const body = response.body === null ? null : Buffer.from(await response.arrayBuffer());
  return { status: response.status, headers, body };
}
