import type { NewFile } from '#articles/drafts/draft.ts';
import { placeholderCover } from '#articles/drafts/placeholder.ts';
import type { Content } from '#articles/content.ts';
import type { Language } from '#hub/languages.ts';

import { addressBook } from './addresses.ts';
import { articleFile } from './article-file.ts';
import { openAuthors } from './authors.ts';
import { aimKey, type Target } from './body/write-body.ts';
import type { Finding, Ledger } from './finding.ts';
import type { ImportedArticle } from './imported-article.ts';
import type { Mapping } from './mapping.ts';
import { type Copy, mediaOf, renamedPictures } from './media.ts';
import { addLedger, type Notes, openLedger } from './noting.ts';
import { ownHosts, siteInSettings } from './elsewhere/hosts.ts';
import {
  type Elsewhere,
  picturesElsewhere,
  type PicturesElsewhere,
} from './elsewhere/pictures-elsewhere.ts';
import { coverFor, pictureFor, ownFolderOf } from './pictures.ts';
import type { RawBlog, RawEntry } from './raw-entry.ts';
import type { ReadArticle, ReadingWishes } from './read-article.ts';
import type { ReadText, TextRead } from './read-text.ts';
import { introsOf, isWordless, type SectionPage, sectionPageOf } from './section-pages.ts';
import { oldSiteOf } from './old-addresses/old-site.ts';
import type { FinishedText, FinishTask } from './finish-text.ts';
import { fitRedirects } from './fit-redirects.ts';
import { inOwnPlaces, paired, redirectsOf, withOwnDescriptions } from './settled-addresses.ts';
import { siteAuthorIn } from './site-author.ts';
import { siteLanguageIn } from './site-language.ts';
import { topicsOf } from './topics.ts';
import { asDraftWhereUnfit } from './unfit.ts';

export interface ImportWishes {
  readonly content: Content;
  readonly mapping: Mapping;
  /** The language of texts that do not say theirs, where a person knows it. */
  readonly language: Language | null;
  readonly today: string;
  /** Origin of the old site, where known. */
  readonly site: string | null;
  /** Who signs texts without an author. */
  readonly author: string | null;
  /** Articles of the hub that an earlier import wrote: they may be written again. */
  readonly imported: ReadonlySet<string>;
}

/** Everything that an import would write, and what it says about it. */
export interface ImportPlan {
  readonly articles: readonly ImportedArticle[];
  readonly files: readonly NewFile[];
  readonly copies: readonly Copy[];
  /** Addresses of the pictures on the web that texts show. */
  readonly picturesElsewhere: readonly string[];
  /** Old path to new path. */
  readonly redirects: ReadonlyMap<string, string>;
  readonly mapping: Mapping;
  readonly ledgers: readonly Ledger[];
  readonly findings: readonly Finding[];
}

/** An import whose texts are still to be read, each by itself with {@link import('./read-text.ts').readText}. */
export interface BegunImport {
  readonly toRead: readonly RawEntry[];
  readonly reading: ReadingWishes;
  /**
   * Decides over all texts; `read` has one for each of `toRead`, in their order, and can be settled again.
   * `pictureAt` knows the pictures that texts show from the web; without it nothing is known of them.
   */
  readonly settle: (
    read: readonly TextRead[],
    pictureAt?: (address: string) => Elsewhere,
  ) => SettledImport;
}

/** An import whose texts are still to be written, each by itself with {@link import('./finish-text.ts').finishText}. */
export interface SettledImport {
  readonly toFinish: readonly FinishTask[];
  /** `finished` has one for each of `toFinish`, in their order. */
  readonly complete: (finished: readonly FinishedText[]) => ImportPlan;
}

/**
 * Decides what `blog` becomes in the hub, in three parts: between them texts are read and written, by whomever.
 * The same blog and wishes always give the same plan.
 */
export function beginImport(blog: RawBlog, wishes: ImportWishes): BegunImport {
  const { hub } = wishes.content;
  const toRead = blog.entries.filter(
    (entry) => !isWordless(entry) && !sectionPageOf(entry, openLedger(entry.source).notes),
  );
  return {
    toRead,
    reading: {
      ...{ hubName: hub.name, hubLanguages: hub.languages },
      ...{ language: wishes.language, usualLanguage: usualLanguage(blog, wishes) },
      today: wishes.today,
      oldSite: oldSiteOf(
        [...blog.files, ...blog.entries.map(({ source }) => source)],
        blog.settings ?? {},
      ),
    },
    settle(texts, pictureAt = unknownPicture) {
      const textOf = new Map(toRead.map((entry, index) => [entry, texts[index]]));
      const read: ReadArticle[] = [];
      const sections: SectionPage[] = [];
      const ledgerOf = new Map<Notes, Ledger>();
      for (const entry of blog.entries) {
        const text = textOf.get(entry);
        const { ledger, notes } = openLedger(entry.source, text?.ledger);
        ledgerOf.set(notes, ledger);
        if (text?.article) read.push({ ...text.article, entry, notes });
        if (text) continue;
        const section = sectionPageOf(entry, notes);
        if (section) sections.push(section);
        else {
          notes.met('lost', 'page without words', {
            line: 1,
            what: JSON.stringify(entry.fields),
            advice:
              'the old program filled it; the hub has lists, an archive and a search of its own',
          });
        }
      }
      return settled(blog, { ...wishes, pictureAt, read, sections, ledgerOf });
    },
  };
}

/** What texts are taken for that do not say their language, and whose words do not either. */
function usualLanguage(blog: RawBlog, { language, content: { hub } }: ImportWishes): Language {
  const ofSite = siteLanguageIn(blog.settings ?? {});
  return language ?? hub.languages.find((one) => one === ofSite) ?? hub.languages[0] ?? 'nl';
}

function settled(
  blog: RawBlog,
  {
    read,
    sections,
    ledgerOf,
    pictureAt,
    ...wishes
  }: ImportWishes & {
    readonly read: readonly ReadArticle[];
    readonly sections: readonly SectionPage[];
    readonly ledgerOf: ReadonlyMap<Notes, Ledger>;
    readonly pictureAt: (address: string) => Elsewhere;
  },
): SettledImport {
  const { content } = wishes;
  const { hub } = content;
  const media = mediaOf(blog.files, blog.pictureEndings);
  const authors = openAuthors(blog, {
    ...{ known: content.people, defaultAuthor: wishes.author, mapping: wishes.mapping, media },
    siteAuthor: siteAuthorIn(blog.settings ?? {}),
  });
  const topics = topicsOf(read, {
    known: content.topics,
    mapping: wishes.mapping,
    fallback: 'algemeen',
  });
  const intros = introsOf(sections, {
    topics: topics.made,
    language: usualLanguage(blog, wishes),
  });
  const articles = withOwnDescriptions(
    inOwnPlaces(
      paired(read).map((one): ImportedArticle => {
        const topic = topics.topicOf(one);
        noteTopic(one, topic);
        return { ...one, topic: topic.id, authors: authors.of(one) };
      }),
      { content, imported: wishes.imported },
    ),
  ).map(asDraftWhereUnfit);

  const site = wishes.site ?? blog.site ?? siteInSettings(blog.settings);
  const places = {
    media,
    elsewhere: picturesElsewhere({ site, pictureAt }),
    isOwnHost: ownHosts([wishes.site, blog.site, siteInSettings(blog.settings)]),
  };
  const book = addressBook(articles, {
    site: wishes.site ?? blog.site,
    ownSite: siteInSettings(blog.settings),
    today: wishes.today,
    fileFor: (url, { entry }) => {
      // Hexo keeps what belongs to a text in the folder of its name.
      const copy =
        media.download(url, entry.base) ?? media.download(url, ownFolderOf(entry.source));
      return copy?.to.replace(/^public/, '') ?? null;
    },
  });
  const covers: Readonly<Record<string, unknown>>[] = [];
  const toFinish = articles.map((article): FinishTask => {
    const { entry, title, text } = article;
    const targets = text.aims.map((aim): [string, Target] => [
      aimKey(aim),
      aim.kind === 'link'
        ? book.link(aim.url, article)
        : pictureFor(aim.url, { article, ...places }),
    ]);
    const aside = openLedger(entry.source);
    covers.push(coverFor({ ...article, notes: aside.notes }, { hub, ...places }));
    return {
      ...{ source: entry.source, title, original: entry.body, firstLine: entry.bodyLine },
      ...{ tree: text.tree, lines: text.lines, targets: new Map(targets) },
      picturesHere: picturesHere(text, places.elsewhere),
      cover: aside.ledger.findings,
      told: (ledgerOf.get(article.notes)?.findings ?? []).map(({ what }) => what),
    };
  });

  return {
    toFinish,
    complete(finished) {
      const files = articles.map((article, index) => {
        const text = finished[index];
        if (text) addLedger(article.notes, text.ledger);
        return articleFile(article, { body: text?.body ?? '', cover: covers[index] ?? {} });
      });
      const { redirects, findings: refused } = fitRedirects(redirectsOf(articles), {
        content,
        files: files.map(({ file }) => file),
      });
      const isPlain = files.some(({ text }) => text.includes('imported/cover.svg'));
      const ledgers = [...ledgerOf.values()];
      return {
        articles,
        files: [
          ...files,
          ...authors.files(hub),
          ...topics.files(hub, intros),
          ...(isPlain ? [plainCover(hub)] : []),
        ],
        copies: media.copies(),
        picturesElsewhere: places.elsewhere.asked(),
        redirects,
        mapping: topics.mapping,
        ledgers,
        findings: [
          ...ledgers.flatMap(({ findings }) => findings),
          ...refused,
          ...authors.unnamed(),
          ...renamedPictures(media.copies(), blog.pictureEndings),
        ],
      };
    },
  };
}

/** Of what links of a text lead to, the pictures of the web that came along. */
function picturesHere({ aims }: ReadText, { findHere }: PicturesElsewhere): Map<string, string> {
  const here = new Map<string, string>();
  for (const { kind, url } of aims) {
    const file = kind === 'link' ? findHere(url) : null;
    if (file !== null) here.set(url, file);
  }
  return here;
}

function plainCover(hub: Content['hub']): NewFile {
  return { file: 'content/media/imported/cover.svg', text: placeholderCover(hub), mayExist: true };
}

function unknownPicture(): Elsewhere {
  return { kind: 'there', advice: 'put a copy that you may use in content/media/ and show that' };
}

function noteTopic(
  { notes, categories, tags }: ReadArticle,
  { id, because }: { id: string; because: string | null },
): void {
  const labels = [...categories, ...tags].join(', ');
  if (because === null) {
    notes.met('guessed', 'topic', {
      line: 1,
      what: `${labels || 'no category or tag'}, so the topic ${id}`,
      advice: 'choose a topic',
    });
  } else
    notes.met(labels === because ? 'mapped' : 'guessed', 'topic', {
      line: 1,
      what: `${labels}: the topic ${id}`,
    });
}
