import type { Language, Localised } from '#hub/languages.ts';

/** What a brand says of itself before its hub exists. */
export interface Brand {
  readonly name: string;
  /** The public origin, such as `https://brand.example`. */
  readonly site: string;
  /** The main one first. */
  readonly languages: readonly Language[];
  /** As `oklch(L C H)`. */
  readonly color: string;
  readonly email: string;
  readonly senderName: string;
  readonly senderAddress: string;
  readonly postalAddress?: string | undefined;
  readonly timeZone: string;
}

/** Who and what the first texts are by and about. */
export interface Beginning {
  readonly person: { readonly id: string; readonly name: string; readonly role: Localised };
  /** At least one; the first is that of the first article. */
  readonly topics: readonly { readonly id: string; readonly name: Localised }[];
  readonly today: string;
}
