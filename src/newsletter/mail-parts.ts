import type { Day } from '#hub/calendar.ts';
import type { Language } from '#hub/languages.ts';

import type { IssueData } from './issue.ts';
import type { Leak } from './mail-tree.ts';

/** A picture as mails show it: drawn once, under an address that stays when the picture changes. */
export interface MailPicture {
  /** Below the project, or with a leading slash the path of a published drawing. */
  readonly file: string;
  /** Path on the site. */
  readonly path: string;
  /** As shown; the file has twice as many pixels. */
  readonly width: number;
  readonly height: number;
}

/** What a mail says of an article without its text. */
export interface MailArticle {
  /** `<lang>/<slug>` */
  readonly id: string;
  readonly language: Language;
  readonly path: string;
  readonly title: string;
  readonly description: string;
  readonly publishedAt: Day;
  readonly topic: { readonly id: string; readonly name: string };
  readonly authors: readonly string[];
  /** What must be said before anything else: who paid, who is involved. */
  readonly disclosures: readonly string[];
  /** Whose work it is, where it is not the brand's own. */
  readonly origin: string | null;
  readonly picture: (MailPicture & { readonly alt: string }) | null;
  /** Ids of the same article in other languages. */
  readonly alsoAs: readonly string[];
}

/** A written issue with its texts rendered. */
export interface MailIssue {
  readonly id: string;
  readonly slug: string;
  readonly path: string;
  readonly data: IssueData;
  /** HTML of the mail's own elements and classes, without styles; addresses are absolute, on the hub's own site. */
  readonly intro: string;
  /** The text of each article that it brings whole, by id; as `intro`. */
  readonly wholes: Readonly<Record<string, string>>;
  /** Every picture in those texts. */
  readonly pictures: readonly MailPicture[];
  /** What of those texts does not work in a mail, and in which file: an article's or the issue's own. */
  readonly leaks: readonly (Leak & { readonly file: string })[];
}
