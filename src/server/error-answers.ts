import type { Language } from '#hub/languages.ts';

import type { Answer } from './answer.ts';
import type { Manifest } from './manifest.ts';
import { revalidate } from './resource-headers.ts';

/** Why a request gets no content. Readers rarely see these words: only not found, failed and unavailable have pages. */
const reasons = {
  400: { nl: 'Dit adres klopt niet.', en: 'This address is malformed.' },
  404: { nl: 'Deze pagina bestaat niet.', en: 'This page does not exist.' },
  405: { nl: 'Dat kan op dit adres niet.', en: 'This address does not allow that.' },
  408: { nl: 'De aanvraag duurde te lang.', en: 'The request took too long.' },
  413: { nl: 'De aanvraag is te groot.', en: 'The request is too large.' },
  415: { nl: 'Dit soort inhoud begrijpen we niet.', en: 'This kind of content is not understood.' },
  416: { nl: 'Dat deel bestaat niet.', en: 'There is no such part.' },
  417: { nl: 'Aan deze verwachting voldoen we niet.', en: 'This expectation is not met.' },
  431: { nl: 'De kop van de aanvraag is te groot.', en: 'The request header is too large.' },
  500: {
    nl: 'Er ging iets mis bij ons. Probeer het later nog eens.',
    en: 'Something went wrong on our side. Try again later.',
  },
  503: {
    nl: 'Dit kan nu even niet. Probeer het zo nog eens.',
    en: 'Not possible right now. Try again in a moment.',
  },
} as const satisfies Record<number, Record<Language, string>>;

export type ErrorStatus = keyof typeof reasons;

/** The refusal with `status` for a request of `path`, in the language of that part of the hub. */
export function errorAnswer(
  status: ErrorStatus,
  { manifest, path = '/' }: { manifest: Manifest; path?: string },
): Answer {
  const language = languageOf(path);
  const page = pageFor(status, language, manifest);
  const body = page?.body ?? Buffer.from(`${reasons[status][language]}\n`);
  const headers = {
    ...manifest.baseHeaders,
    ...(page ? { 'content-security-policy': page.headers['content-security-policy'] ?? '' } : {}),
    'content-type': page ? 'text/html; charset=utf-8' : 'text/plain; charset=utf-8',
    'content-length': String(body.length),
    'cache-control': status === 404 ? revalidate : 'no-store',
    ...(status === 503 ? { 'retry-after': '10' } : {}),
  };
  return { status, headers, body };
}

/** The status that fits what the HTTP layer refuses; anything unforeseen is ours: 500. */
export function errorStatusOf(status: number | undefined): ErrorStatus {
  return known.find((one) => one === status) ?? (isClientError(status) ? 400 : 500);
}

/** Whether the file at `path` is a page for errors and has no address of its own. */
export function isErrorPage(path: string): boolean {
  return /^\/(?:en\/)?(?:404|500|503)(?:\.html|\/)$/.test(path);
}

const known = Object.keys(reasons).map(Number) as ErrorStatus[];

function isClientError(status: number | undefined): boolean {
  return status !== undefined && status >= 400 && status < 500;
}

function languageOf(path: string): Language {
  return path === '/en' || path.startsWith('/en/') ? 'en' : 'nl';
}

function pageFor(status: ErrorStatus, language: Language, { resources }: Manifest) {
  if (status !== 404 && status !== 500 && status !== 503) return undefined;
  const root = language === 'en' ? '/en/' : '/';
  // Astro writes the root's error page as a file and any other one as a folder.
  return [`${root}${status}.html`, `${root}${status}/`, `/${status}.html`]
    .map((path) => resources.get(path)?.identity)
    .find((page) => page !== undefined);
}
