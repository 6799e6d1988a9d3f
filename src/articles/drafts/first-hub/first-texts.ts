import type { Language } from '#hub/languages.ts';

import { englishTexts } from './english-texts.ts';
import { dutchTexts } from './dutch-texts.ts';

/** A standing page or article before its front matter. */
export interface FirstText {
  readonly slug: string;
  readonly title: string;
  readonly description: string;
  readonly body: string;
}

/** What the first texts speak of. */
export interface Subject {
  readonly name: string;
  readonly email: string;
  readonly person: string;
  /** The newsletter's name in the language of the texts. */
  readonly newsletter: string;
}

/** The first texts of a hub in one language. */
export interface FirstTexts {
  /** By translation key, which both languages share. */
  readonly pages: Readonly<Record<'about' | 'privacy' | 'accessibility' | 'colophon', FirstText>>;
  /** Readers see `welcome`; `nextSteps` is a draft that only the preview shows. */
  readonly articles: Readonly<
    Record<'welcome' | 'nextSteps', FirstText & { readonly alt: string }>
  >;
  readonly role: string;
  readonly bio: string;
  readonly portrait: string;
  /** What a topic of this name is about. */
  readonly topicIntro: (topic: string) => string;
}

/** What a hub says in `language` before anybody wrote a word, all of it true of every hub. */
export function firstTexts(language: Language, subject: Subject): FirstTexts {
  return (language === 'nl' ? dutchTexts : englishTexts)(subject);
}
