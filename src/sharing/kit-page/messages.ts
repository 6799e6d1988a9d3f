import type { Language } from '#hub/languages.ts';

import type { Unit } from '../platform.ts';
import type { VariantKind } from '../variants.ts';

interface KitMessages {
  readonly title: (article: string) => string;
  readonly allKits: string;
  readonly intro: string;
  readonly readArticle: string;
  readonly published: (day: string) => string;
  readonly platforms: string;
  readonly colleagues: string;
  readonly colleaguesIntro: string;
  readonly noPersonal: Readonly<Record<'dead-link' | 'titled', (platforms: string) => string>>;
  readonly kinds: Readonly<Record<VariantKind | 'override', string>>;
  readonly chooseText: string;
  readonly otherTexts: string;
  readonly bestTextIn: (platform: string) => string;
  /** The same within a sentence. */
  readonly textForLabel: (platform: string) => string;
  readonly units: Readonly<Record<Unit, string>>;
  readonly count: (value: string, max: string, unit: string) => string;
  readonly over: (by: string) => string;
  readonly copy: string;
  readonly copyNamed: (what: string) => string;
  readonly copied: (what: string) => string;
  readonly notCopied: string;
  readonly openIn: (platform: string) => string;
  readonly newWindow: string;
  readonly linkOnly: (platform: string) => string;
  readonly noIntent: (platform: string) => string;
  readonly changed: string;
  readonly asOverride: string;
  readonly restore: string;
  readonly overrideWhat: string;
  readonly preview: (platform: string) => string;
  readonly fold: (label: string) => string;
  readonly noRoom: string;
  readonly titleLabel: string;
  readonly thread: (parts: number) => string;
  readonly part: (number: number) => string;
  readonly firstComment: string;
  readonly pictures: string;
  readonly pictureNames: Readonly<Record<string, string>>;
  readonly download: (name: string) => string;
  readonly altText: string;
  readonly noPicture: string;
  readonly posted: string;
  readonly postedHint: string;
  readonly address: string;
  readonly command: string;
  readonly skipped: (reason: string) => string;
  readonly postedOn: (day: string) => string;
  readonly planned: string;
  readonly seePost: string;
  readonly stale: string;
  readonly staleHint: string;
  readonly ownText: string;
  readonly link: string;
  readonly personalTitle: (name: string, platform: string) => string;
  readonly personalIntro: string;
  readonly firstLine: (least: number) => string;
  readonly lacking: (count: number) => string;
  readonly enough: string;
  readonly below: string;
  readonly locked: (name: string, version: number) => string;
  readonly lockedHint: (person: string) => string;
  readonly noArticle: string;
  readonly index: string;
  readonly indexIntro: (count: number) => string;
  readonly search: string;
  readonly noneFound: string;
  readonly postCount: (count: number) => string;
  readonly staleCount: (count: number) => string;
}

/** What kit pages say, per language. */
export const kitMessages: Readonly<Record<Language, KitMessages>> = {
  nl: {
    title: (article) => `Deelpakket: ${article}`,
    allKits: 'Alle deelpakketten',
    intro:
      'Kies per platform een tekst, kopieer die en plaats hem zelf. De tellers tellen zoals het platform telt.',
    readArticle: 'Lees het artikel',
    published: (day) => `Gepubliceerd op ${day}`,
    platforms: 'Platforms',
    colleagues: 'Collega’s',
    colleaguesIntro: 'Wie zich aanmeldde, deelt onder eigen naam op de platforms van eigen keuze.',
    noPersonal: {
      'dead-link': (platforms) =>
        `Niet op ${platforms}: een link is daar niet aan te klikken, dus niemand komt via een collega binnen.`,
      titled: (platforms) =>
        `Niet op ${platforms}: een bericht begint daar met een titel, en die zou van iedereen dezelfde zijn.`,
    },
    kinds: {
      question: 'Vraag',
      insight: 'Inzicht',
      quote: 'Citaat',
      hook: 'Opening',
      summary: 'Samenvatting',
      override: 'Eigen tekst',
    },
    chooseText: 'Kies een tekst',
    otherTexts: 'Andere teksten',
    bestTextIn: (platform) => `Tekst voor ${platform}`,
    textForLabel: (platform) => `tekst voor ${platform}`,
    units: {
      weighted: 'tekens',
      grapheme: 'tekens',
      utf8: 'bytes',
      utf16: 'tekens',
      char: 'tekens',
      link: 'links',
      hashtag: 'hashtags',
    },
    count: (value, max, unit) => `${value} van ${max} ${unit}`,
    over: (by) => `${by} te veel`,
    copy: 'Kopieer',
    copyNamed: (what) => `Kopieer ${what}`,
    copied: (what) => `Gekopieerd: ${what}.`,
    notCopied: 'Kopiëren lukte niet. De tekst is geselecteerd: druk op Ctrl+C of ⌘C.',
    openIn: (platform) => `Open in ${platform}`,
    newWindow: '(opent een nieuw venster)',
    linkOnly: (platform) =>
      `${platform} neemt alleen de link over: kopieer eerst de tekst en plak die erboven.`,
    noIntent: (platform) =>
      `${platform} heeft geen pagina waarop een tekst klaarstaat: kopieer de tekst en plak die in de app.`,
    changed: 'Je hebt de tekst hier aangepast. Deze pagina onthoudt dat niet.',
    asOverride: 'Kopieer als eigen tekst voor het artikel',
    restore: 'Zet terug',
    overrideWhat: 'regel voor share.overrides',
    preview: (platform) => `Voorbeeld op ${platform}`,
    fold: (label) => `${label} toont de rest pas na een klik`,
    noRoom: 'Deze tekst is te lang; het platform weigert of kapt hem af.',
    titleLabel: 'Titel',
    thread: (parts) => `Als draadje van ${parts}`,
    part: (number) => `deel ${number}`,
    firstComment: 'Eerste reactie',
    pictures: 'Afbeelding',
    pictureNames: {
      og: 'Liggend',
      square: 'Vierkant',
      portrait: 'Staand',
      pin: 'Pin',
      story: 'Story',
    },
    download: (name) => `Download ${name}`,
    altText: 'Alt-tekst',
    noPicture: 'De afbeelding is nog niet getekend: npm run share.',
    posted: 'Geplaatst? Leg het vast',
    postedHint:
      'Plak het adres van je bericht en voer het commando uit. Het artikel verwijst er daarna naar en het wordt niet nog eens ingepland.',
    address: 'Adres van het bericht',
    command: 'commando',
    skipped: (reason) => `Niet op dit platform: ${reason}`,
    postedOn: (day) => `Geplaatst op ${day}`,
    planned: 'Ingepland',
    seePost: 'Bekijk het bericht',
    stale: 'Verouderd',
    staleHint: 'Het artikel is veranderd sinds deze tekst werd geschreven. Lees hem na.',
    ownText: 'Eigen tekst',
    link: 'Link',
    personalTitle: (name, platform) => `${name} op ${platform}`,
    personalIntro:
      'Begin met een zin die alleen jij kunt schrijven. Daarna kun je het bericht kopiëren; voor wie je werkt staat erbij.',
    firstLine: (least) => `Jouw eerste regel (minstens ${least} tekens, verplicht)`,
    lacking: (count) => (count === 1 ? 'Nog 1 teken.' : `Nog ${count} tekens.`),
    enough: 'Klaar om te kopiëren.',
    below: 'Daaronder komt',
    locked: (name, version) =>
      `${name} kan nog niet delen: versie ${version} van het socialmediabeleid is nog niet gelezen.`,
    lockedHint: (person) => `Gelezen? Zet het onder training in content/people/${person}.yaml.`,
    noArticle: 'Open een artikel om te zien hoe het gedeeld wordt.',
    index: 'Deelpakketten',
    indexIntro: (count) =>
      count === 1 ? 'Eén artikel om te delen.' : `${count} artikelen om te delen, nieuwste eerst.`,
    search: 'Zoek een artikel',
    noneFound: 'Geen artikel gevonden.',
    postCount: (count) => (count === 1 ? '1 bericht' : `${count} berichten`),
    staleCount: (count) => `${count} verouderd`,
  },
  en: {
    title: (article) => `Share kit: ${article}`,
    allKits: 'All share kits',
    intro:
      'Choose a text for each platform, copy it and post it yourself. The counters count as the platform does.',
    readArticle: 'Read the article',
    published: (day) => `Published on ${day}`,
    platforms: 'Platforms',
    colleagues: 'Colleagues',
    colleaguesIntro:
      'Whoever opted in shares under his or her own name, on platforms of his or her own choice.',
    noPersonal: {
      'dead-link': (platforms) =>
        `Not on ${platforms}: a link cannot be followed there, so nobody arrives by way of a colleague.`,
      titled: (platforms) =>
        `Not on ${platforms}: a post begins with a title there, and everybody’s would be the same.`,
    },
    kinds: {
      question: 'Question',
      insight: 'Insight',
      quote: 'Quote',
      hook: 'Hook',
      summary: 'Summary',
      override: 'Own text',
    },
    chooseText: 'Choose a text',
    otherTexts: 'Other texts',
    bestTextIn: (platform) => `Text for ${platform}`,
    textForLabel: (platform) => `text for ${platform}`,
    units: {
      weighted: 'characters',
      grapheme: 'characters',
      utf8: 'bytes',
      utf16: 'characters',
      char: 'characters',
      link: 'links',
      hashtag: 'hashtags',
    },
    count: (value, max, unit) => `${value} of ${max} ${unit}`,
    over: (by) => `${by} too many`,
    copy: 'Copy',
    copyNamed: (what) => `Copy ${what}`,
    copied: (what) => `Copied: ${what}.`,
    notCopied: 'Copying failed. The text is selected: press Ctrl+C or ⌘C.',
    openIn: (platform) => `Open in ${platform}`,
    newWindow: '(opens a new window)',
    linkOnly: (platform) =>
      `${platform} takes over the link only: copy the text first and paste it above.`,
    noIntent: (platform) =>
      `${platform} has no page on which a text stands ready: copy the text and paste it in the app.`,
    changed: 'You changed the text here. This page does not keep that.',
    asOverride: 'Copy as own text for the article',
    restore: 'Restore',
    overrideWhat: 'line for share.overrides',
    preview: (platform) => `Preview on ${platform}`,
    fold: (label) => `${label} shows the rest after a click only`,
    noRoom: 'This text is too long; the platform refuses it or cuts it.',
    titleLabel: 'Title',
    thread: (parts) => `As a thread of ${parts}`,
    part: (number) => `part ${number}`,
    firstComment: 'First comment',
    pictures: 'Picture',
    pictureNames: {
      og: 'Landscape',
      square: 'Square',
      portrait: 'Portrait',
      pin: 'Pin',
      story: 'Story',
    },
    download: (name) => `Download ${name}`,
    altText: 'Alt text',
    noPicture: 'The picture has not been drawn yet: npm run share.',
    posted: 'Posted? Write it down',
    postedHint:
      'Paste the address of your post and run the command. The article will lead to it, and it is not planned again.',
    address: 'Address of the post',
    command: 'command',
    skipped: (reason) => `Not on this platform: ${reason}`,
    postedOn: (day) => `Posted on ${day}`,
    planned: 'Planned',
    seePost: 'See the post',
    stale: 'Out of date',
    staleHint: 'The article has changed since this text was written. Read it again.',
    ownText: 'Own text',
    link: 'Link',
    personalTitle: (name, platform) => `${name} on ${platform}`,
    personalIntro:
      'Begin with a sentence that only you can write. Then you can copy the post; it says for whom you work.',
    firstLine: (least) => `Your first line (at least ${least} characters, required)`,
    lacking: (count) => (count === 1 ? '1 character to go.' : `${count} characters to go.`),
    enough: 'Ready to copy.',
    below: 'Below it comes',
    locked: (name, version) =>
      `${name} cannot share yet: version ${version} of the social media policy has not been read.`,
    lockedHint: (person) => `Read it? Note it under training in content/people/${person}.yaml.`,
    noArticle: 'Open an article to see how it will be shared.',
    index: 'Share kits',
    indexIntro: (count) =>
      count === 1 ? 'One article to share.' : `${count} articles to share, newest first.`,
    search: 'Search for an article',
    noneFound: 'No article found.',
    postCount: (count) => (count === 1 ? '1 post' : `${count} posts`),
    staleCount: (count) => `${count} out of date`,
  },
};

/** What a variant is called: its kind, numbered where there are several. */
export function variantName(id: string, language: Language): string {
  const names = kitMessages[language].kinds;
  return id
    .split('+')
    .map((one) => {
      const [kind = '', number] = one.split('-');
      const name = names[kind as VariantKind] ?? one;
      return number === undefined ? name : `${name} ${number}`;
    })
    .join(' + ');
}
