import type { NewFile } from '#articles/drafts/draft.ts';
import { placeholderCover } from '#articles/drafts/placeholder.ts';
import type { Content } from '#articles/content.ts';
import type { Language } from '#hub/languages.ts';

import { addressBook } from './addresses.ts';
import { articleFile } from './article-file.ts';
import { openAuthors } from './authors.ts';
import { type Anchors, anchorsOf } from './body/anchors.ts';
import { finishBody, type ReadMdx } from './body/finish-body.ts';
import { headingTexts } from './body/heading-texts.ts';
import { resolveTargets } from './body/write-body.ts';
import type { Finding, Ledger } from './finding.ts';
import type { ImportedArticle } from './imported-article.ts';
import type { Mapping } from './mapping.ts';
import { type Copy, mediaOf, renamedPictures } from './media.ts';
import { type Notes, openLedger } from './noting.ts';
import { ownHosts, siteInSettings } from './elsewhere/hosts.ts';
import { type Elsewhere, picturesElsewhere } from './elsewhere/pictures-elsewhere.ts';
import { coverFor, pictureFor } from './pictures.ts';
import type { RawBlog } from './raw-entry.ts';
import { readArticle, type ReadArticle } from './read-article.ts';
import { introsOf, isWordless, type SectionPage, sectionPageOf } from './section-pages.ts';
import { oldSiteOf } from './old-addresses/old-site.ts';
import { fitRedirects } from './fit-redirects.ts';
import { inOwnPlaces, paired, redirectsOf, withOwnDescriptions } from './settled-addresses.ts';
import { siteAuthorIn } from './site-author.ts';
import { topicsOf } from './topics.ts';
import { asDraftWhereUnfit } from './unfit.ts';
import { missingWords } from './words.ts';

export interface ImportWishes {
  readonly content: Content;
  readonly mapping: Mapping;
  /** The language of texts that do not say theirs. */
  readonly language: Language;
  readonly today: string;
  /** Origin of the old site, where known. */
  readonly site: string | null;
  /** Who signs texts without an author. */
  readonly author: string | null;
  readonly readMdx: ReadMdx;
  /** Articles of the hub that an earlier import wrote: they may be written again. */
  readonly imported: ReadonlySet<string>;
  /** What is known of pictures that texts show from the web; else nothing is. */
  readonly pictureAt?: (address: string) => Elsewhere;
  /** Told how many steps of how many are done; each text takes two. */
  readonly onProgress?: (done: number, total: number) => void;
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

/** Decides what `blog` becomes in the hub. The same blog and wishes always give the same plan. */
export function planImport(blog: RawBlog, wishes: ImportWishes): ImportPlan {
  const { content, language, today } = wishes;
  const { hub } = content;
  const ledgers: Ledger[] = [];
  const ledgerOf = new Map<Notes, Ledger>();
  const oldSite = oldSiteOf(
    [...blog.files, ...blog.entries.map(({ source }) => source)],
    blog.settings ?? {},
  );
  const read: ReadArticle[] = [];
  const sections: SectionPage[] = [];
  const steps = blog.entries.length * 2;
  for (const [index, entry] of blog.entries.entries()) {
    const { ledger, notes } = openLedger(entry.source);
    ledgers.push(ledger);
    ledgerOf.set(notes, ledger);
    wishes.onProgress?.(index + 1, steps);
    const section = sectionPageOf(entry, notes);
    if (section) {
      sections.push(section);
      continue;
    }
    if (isWordless(entry)) {
      notes.met('lost', 'page without words', {
        line: 1,
        what: JSON.stringify(entry.fields),
        advice: 'the old program filled it; the hub has lists, an archive and a search of its own',
      });
      continue;
    }
    const article = readArticle(entry, notes, {
      ...{ hubName: hub.name, hubLanguages: hub.languages },
      ...{ language, today, oldSite },
    });
    if (article) read.push(article);
  }

  const media = mediaOf(blog.files, blog.pictureEndings);
  const authors = openAuthors(blog, {
    ...{ known: content.people, defaultAuthor: wishes.author, mapping: wishes.mapping, media },
    siteAuthor: siteAuthorIn(oldSite.settings),
  });
  const topics = topicsOf(read, {
    known: content.topics,
    mapping: wishes.mapping,
    fallback: 'algemeen',
  });
  const intros = introsOf(sections, { topics: topics.made, language });
  const settled = withOwnDescriptions(
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
    elsewhere: picturesElsewhere({ site, pictureAt: wishes.pictureAt ?? unknownPicture }),
    isOwnHost: ownHosts([wishes.site, blog.site, siteInSettings(blog.settings)]),
  };
  const anchors = new Map(
    settled.map((article): [ImportedArticle, Anchors] => [
      article,
      anchorsOf(article.body, headingTexts(article.body.root, wishes.readMdx)),
    ]),
  );
  const book = addressBook(settled, {
    site: wishes.site ?? blog.site,
    today: wishes.today,
    anchors,
    fileFor: (url, from) =>
      places.media.download(url, from.entry.base)?.to.replace(/^public/, '') ?? null,
  });

  const files = settled.map((article, index) => {
    const { root } = article.body;
    resolveTargets(root, {
      notes: article.body.notes,
      resolvers: {
        link: (url) => book.link(url, article),
        picture: (url) => pictureFor(url, { article, ...places }),
        pictureHere: places.elsewhere.findHere,
      },
    });
    const cover = coverFor(article, { hub, ...places });
    const body = finishBody(root, { readMdx: wishes.readMdx, notes: article.body.notes });
    noteMissing(article, { body, findings: ledgerOf.get(article.notes)?.findings ?? [] });
    wishes.onProgress?.(steps - settled.length + index + 1, steps);
    return articleFile(article, { body, cover });
  });

  const { redirects, findings: refused } = fitRedirects(redirectsOf(settled), {
    content,
    files: files.map(({ file }) => file),
  });
  const isPlain = files.some(({ text }) => text.includes('imported/cover.svg'));
  return {
    articles: settled,
    files: [
      ...files,
      ...authors.files(hub),
      ...topics.files(hub, intros),
      ...(isPlain
        ? [
            {
              file: 'content/media/imported/cover.svg',
              text: placeholderCover(hub),
              mayExist: true as const,
            },
          ]
        : []),
    ],
    copies: places.media.copies(),
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
}

function unknownPicture(): Elsewhere {
  return { kind: 'there', advice: 'put a copy that you may use in content/media/ and show that' };
}

/** Nothing goes without a word: what no rule knew of is named word by word. */
function noteMissing(
  { entry, notes, title }: ImportedArticle,
  { body, findings }: { body: string; findings: readonly Finding[] },
): void {
  const missing = missingWords(entry.body, { result: `${body} ${title}`, findings });
  const [first] = missing;
  if (!first) return;
  notes.met('lost', 'text', {
    line: first.line + entry.bodyLine - 1,
    what: missing.map(({ word }) => word).join(' '),
    advice: 'these words are not in the article; compare it with the old page',
  });
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
