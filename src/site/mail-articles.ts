import { formatDay } from '#hub/calendar.ts';
import { localeOf, bestTextIn, textIn } from '#hub/languages.ts';
import { messagesIn } from '#hub/messages.ts';
import type { MailArticle } from '#newsletter/mail-parts.ts';

import { type ArticleCopy, listCopies } from './article-copy.ts';
import { allArticles } from './entries.ts';
import { mailPictureOf } from './mail-picture.ts';
import { hub } from './shell.ts';

/** Every article as a mail would name it. */
export async function listMailArticles(): Promise<MailArticle[]> {
  const inAll = await Promise.all(hub.languages.map((language) => listCopies(language)));
  const all = await allArticles();
  return inAll.flat().map(({ copy, entry }) => {
    const key = copy.data.translationKey;
    const alsoAs = all
      .filter(({ id, data }) => key !== undefined && data.translationKey === key && id !== entry.id)
      .map(({ id }) => id);
    return mailArticleOf(copy, { id: entry.id, alsoAs });
  });
}

function mailArticleOf(
  copy: ArticleCopy,
  { id, alsoAs }: { id: string; alsoAs: readonly string[] },
): MailArticle {
  const { language, data, path, topic, authors } = copy;
  const t = messagesIn(language);
  const alt = textIn(language, data.cover.alt);
  const made = data.cover.generated ? ` (${t.generatedImage})` : '';
  return {
    ...{ id, language, path, alsoAs },
    title: data.title,
    description: data.description,
    publishedAt: data.publishedAt,
    topic: { id: data.topic, name: topic.name },
    authors: authors.map(({ name }) => name),
    disclosures: data.disclosures.map(
      ({ kind, party, text }) =>
        `${t.disclosureKinds[kind]} (${party}). ${bestTextIn(language, text)}`,
    ),
    origin: originOf(copy),
    picture: alt === null ? null : { ...mailPictureOf(data.cover.src), alt: `${alt}${made}` },
  };
}

/** Whose work it is and by what right it is here, in a few sentences; `null` for the brand's own. */
function originOf({ data: { origin }, language, authors, translator }: ArticleCopy): string | null {
  const t = messagesIn(language);
  if (origin.type === 'own') return null;
  const permission = `${t.permission[origin.permission.status](origin.permission.by)}${origin.permission.licence ? ` (${origin.permission.licence})` : ''}.`;
  const title = `${t.originTitles[origin.type]}.`;
  if (origin.type === 'guest') {
    const guest = authors.find((author) => author.id === origin.guest);
    const from = guest?.organisation ? `${t.guestFrom(guest.organisation)}.` : '';
    return [title, from, permission].filter((one) => one !== '').join(' ');
  }
  const { source } = origin;
  const day = source.publishedAt ? formatDay(source.publishedAt, localeOf[language]) : null;
  const original = [source.title, source.author, source.organisation, day].filter(Boolean);
  return [
    title,
    `${t.originalIn}: ${original.join(', ')}.`,
    ...(translator ? [`${t.translatedBy} ${translator.name}.`] : []),
    permission,
  ].join(' ');
}
