declare module 'virtual:freehold/hub' {
  const shell: {
    readonly hub: import('#hub/hub.ts').Hub;
    readonly topics: readonly import('#articles/topic.ts').Topic[];
    readonly footerPages: readonly {
      readonly slug: string;
      readonly title: string;
      readonly lang: import('#hub/languages.ts').Language;
      readonly translationKey?: string;
    }[];
    readonly people: readonly { readonly id: string; readonly name: string }[];
    /** Those in which the newsletter has issues to show. */
    readonly issueLanguages: readonly import('#hub/languages.ts').Language[];
    /** Those in which there are papers. */
    readonly paperLanguages: readonly import('#hub/languages.ts').Language[];
    /** Bytes of each file below `public/`, by its path on the site. */
    readonly publicFiles: Readonly<Record<string, number>>;
    readonly asOf: string;
    readonly preview: boolean;
    /** The number N of "more than N readers"; `null` while there are few. */
    readonly readers: number | null;
  };
  export default shell;
}

declare module 'virtual:freehold/colors.css';

declare module 'virtual:freehold/ledger' {
  /** What the ledger says of the articles that are shown, by their id. */
  const ledger: {
    readonly copies: Readonly<
      Record<string, readonly import('#adapters/ledger-module.ts').Elsewhere[]>
    >;
    /** Addresses of standard.site records that exist. */
    readonly documents: Readonly<Record<string, string>>;
    readonly publication: string | null;
  };
  export default ledger;
}

declare module 'virtual:freehold/cards' {
  /** Bytes of each card that is drawn, by its path on the site; empty in a preview. */
  const cardBytes: Readonly<Record<string, number>>;
  export default cardBytes;
}

declare namespace App {
  interface Locals {
    /** Wired by the host, or by the development middleware. */
    readonly services: import('#server/services.ts').Services;
    /** The visitor's address as trusted proxies report it; `Astro.clientAddress` knows no proxies. */
    readonly clientAddress: string;
    /** What the route's endpoint wants shown, when the host has asked it already. */
    readonly view?: unknown;
    /** Set by an article's page before its text renders, so that source marks know their number. */
    sourceIds?: readonly string[];
    /** Where a text for a mail renders: takes the pictures that it shows. */
    readonly mailPictures?: import('#newsletter/mail-parts.ts').MailPicture[];
  }
}
