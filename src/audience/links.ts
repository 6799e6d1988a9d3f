import type { Language } from '#hub/languages.ts';
import { absoluteUrl, pathTo, type PlaceId } from '#hub/urls.ts';

import type { TokenPurpose } from './tokens.ts';

const pages = {
  confirm: 'confirm',
  unsubscribe: 'unsubscribe',
  question: 'confirmQuestion',
  preferences: 'preferences',
  manage: 'personalData',
  'change-address': 'newAddress',
  undo: 'stay',
} as const satisfies Record<TokenPurpose, PlaceId>;

/** The mailed address that carries `token`: a page with a button, in the reader's language. */
export function tokenLink(
  purpose: TokenPurpose,
  { siteUrl, language, token }: { siteUrl: string; language: Language; token: string },
): string {
  return `${absoluteUrl(siteUrl, pathTo(pages[purpose], language))}?token=${token}`;
}
