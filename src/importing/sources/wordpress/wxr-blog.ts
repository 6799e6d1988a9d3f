import { escapeHtml } from '#hub/escape-html.ts';
import type { Finding } from '#importing/finding.ts';
import type { RawBlog, RawEntry } from '#importing/raw-entry.ts';

import { plainTextOf, titleFrom } from '../plain-text.ts';
import { tidyHtml } from '../tidy-html.ts';
import type { Uploads } from '../uploads.ts';
import { convertBlocks } from './blocks.ts';
import { customFields } from './custom-fields.ts';
import { paragraphsOf } from './paragraphs.ts';
import type { WxrExport, WxrItem } from './read-wxr.ts';
import { convertShortcodes } from './shortcodes.ts';

/** The posts of a WordPress export as texts to import, and what of it is not imported. */
export function wxrBlog(
  found: WxrExport,
  { name, uploads }: { readonly name: string; readonly uploads: Uploads },
): { blog: RawBlog; findings: readonly Finding[] } {
  const findings: Finding[] = [];
  const items = new Map(found.items.map((item) => [valueOf(item, 'wp:post_id'), item]));
  const links = new Map(
    found.items.map((item) => [valueOf(item, 'wp:post_id'), valueOf(item, 'link')]),
  );
  const entries = found.items.flatMap((item): RawEntry[] => {
    if (/^(?:attachment|wp_block)$/.test(valueOf(item, 'wp:post_type'))) return [];
    const source = `${name}, "${valueOf(item, 'title') || valueOf(item, 'wp:post_name') || valueOf(item, 'wp:post_id')}"`;
    const note = (outcome: Finding['outcome'], construct: string, what: string, advice?: string) =>
      findings.push({
        outcome,
        construct,
        source,
        line: item.contentLine,
        what,
        ...(advice && { advice }),
      });
    const reason = whyNot(item);
    if (reason) {
      note('lost', reason.construct, reason.what, reason.advice);
      return [];
    }
    if (item.commentCount > 0) {
      note(
        'lost',
        'reader comments',
        item.commentCount === 1
          ? 'a reaction of a reader'
          : `${item.commentCount} reactions of readers`,
        'quote in the text those worth keeping',
      );
    }
    for (const [field, value] of customFields(item)) {
      note('lost', 'field', `${field}: ${value}`, 'see whether the old page showed it');
    }
    const html = htmlOf(item, { items, note });
    const title = plainTextOf(valueOf(item, 'title')) || titleFrom(html);
    if (valueOf(item, 'title') === '' && title !== null)
      note('guessed', 'title', `none, so "${title}" after its first words`, 'write a title');
    return [
      {
        source,
        fields: { ...fieldsOf(item, { items, uploads }), title },
        body: tidyHtml(html, {
          base: valueOf(item, 'link') || found.site,
          fileFor: uploads.find,
          linkFor: (url) => links.get(/[?&](?:p|page_id)=(\d+)/.exec(url)?.[1] ?? '') ?? null,
        }),
        bodyLine: item.contentLine,
        format: 'html',
        base: valueOf(item, 'link') || found.site || '',
        oldUrls: oldUrlsOf(item, found.site),
      },
    ];
  });
  for (const [kind, count] of found.otherKinds) {
    if (kind === 'revision' || kind === 'nav_menu_item') continue;
    findings.push({
      ...{ outcome: 'lost', construct: 'other content', source: name, line: 1 },
      what: `${count} of the kind "${kind}"`,
      advice: 'neither posts nor pages; look whether readers need them',
    });
  }
  return {
    blog: {
      ...{ entries, files: uploads.files, authors: authorsOf(found), site: originOf(found.site) },
      settings: { language: found.language },
    },
    findings,
  };
}

function valueOf(item: WxrItem | undefined, field: string): string {
  return item?.values.get(field)?.trim() ?? '';
}

function whyNot(item: WxrItem): { construct: string; what: string; advice: string } | null {
  const status = valueOf(item, 'wp:status');
  const construct = valueOf(item, 'wp:post_type') === 'page' ? 'page' : 'article';
  const publish = 'publish it there and export again, if readers may see it';
  if (valueOf(item, 'wp:post_password') !== '')
    return { construct, what: 'is protected by a password', advice: publish };
  if (status === 'private') return { construct, what: 'is private', advice: publish };
  if (status === 'trash')
    return { construct, what: 'is in the trash', advice: 'nothing, if it may go' };
  if (status === 'auto-draft') return { construct, what: 'is an empty draft', advice: 'nothing' };
  if (construct === 'article') return null;
  return {
    construct,
    what: `is a page (${status})`,
    advice: 'write it in content/pages/ with npm run new -- page',
  };
}

function htmlOf(
  item: WxrItem,
  {
    items,
    note,
  }: {
    items: ReadonlyMap<string, WxrItem>;
    note: (outcome: Finding['outcome'], construct: string, what: string, advice?: string) => void;
  },
): string {
  const content = convertBlocks(item.values.get('content:encoded') ?? '', {
    pattern: (id) => items.get(id)?.values.get('content:encoded') ?? null,
    met: (block, outcome, advice) => note(outcome, 'block', block, advice),
  });
  const converted = convertShortcodes(content, {
    picture(id) {
      const attachment = items.get(id);
      const url = valueOf(attachment, 'wp:attachment_url');
      if (url === '') return null;
      const html = `<img src="${escapeHtml(url)}" alt="${escapeHtml(altOf(attachment))}">`;
      return { html, caption: valueOf(attachment, 'excerpt:encoded') };
    },
    ownPictures: () =>
      [...items].flatMap(([id, one]) =>
        valueOf(one, 'wp:post_parent') === valueOf(item, 'wp:post_id') &&
        /\.(?:jpe?g|png|gif|webp|avif|svg)$/i.test(valueOf(one, 'wp:attachment_url'))
          ? [id]
          : [],
      ),
    met(shortcode, outcome) {
      note(
        outcome,
        'shortcode',
        shortcode.length > 120 ? `${shortcode.slice(0, 120)}…` : shortcode,
        ...(outcome === 'kept' ? ['it stands in the text as code; write what it showed'] : []),
      );
    },
  });
  const html = content.includes('<!-- wp:') ? converted : paragraphsOf(converted);
  return html + footnotesOf(item);
}

/** The editor keeps footnotes apart from the text. */
function footnotesOf(item: WxrItem): string {
  const [json = ''] = item.meta.get('footnotes') ?? [];
  try {
    const notes = JSON.parse(json) as { content?: string; id?: string }[];
    const lines = notes.map(
      ({ id = '', content = '' }) => `<li id="${escapeHtml(id)}">${content}</li>`,
    );
    return lines.length > 0 ? `\n<ol>${lines.join('')}</ol>` : '';
  } catch {
    return '';
  }
}

function fieldsOf(
  item: WxrItem,
  { items, uploads }: { items: ReadonlyMap<string, WxrItem>; uploads: Uploads },
): Record<string, unknown> {
  const status = valueOf(item, 'wp:status');
  const cover = items.get(item.meta.get('_thumbnail_id')?.[0]?.trim() ?? '');
  const url = valueOf(cover, 'wp:attachment_url');
  const terms = (domain: string) => item.terms.filter((one) => one.domain === domain);
  const language = terms('language')[0]?.slug || item.meta.get('_wpml_import_language_code')?.[0];
  const group =
    terms('post_translations')[0]?.slug || item.meta.get('_wpml_import_translation_group')?.[0];
  const date = valueOf(item, 'wp:post_date');
  return {
    slug: slugOf(item) || valueOf(item, 'title'),
    // The day as the author's own clock told it; drafts have none of GMT.
    date: /^[1-9]/.test(date)
      ? date
      : valueOf(item, 'wp:post_date_gmt').replace(/^0000.*$/, '') || valueOf(item, 'pubDate'),
    ...(/^[1-9]/.test(valueOf(item, 'wp:post_modified')) && {
      modified: valueOf(item, 'wp:post_modified'),
    }),
    author: valueOf(item, 'dc:creator'),
    categories: terms('category').map((one) => plainTextOf(one.name)),
    tags: terms('post_tag').map((one) => plainTextOf(one.name)),
    excerpt: valueOf(item, 'excerpt:encoded') || descriptionOf(item),
    ...(status !== 'publish' && { draft: true }),
    ...(language && { lang: language }),
    ...(group && { translationKey: group.replace(/^pll_/, 't-') }),
    ...(url !== '' && {
      image: { src: uploads.find(url) ?? url, ...(altOf(cover) !== '' && { alt: altOf(cover) }) },
    }),
  };
}

/** What plugins for search engines keep: Yoast, Rank Math, All in One SEO, SEOPress. */
function descriptionOf({ meta }: WxrItem): string {
  const names = [
    '_yoast_wpseo_metadesc',
    'rank_math_description',
    '_aioseo_description',
    '_aioseop_description',
    '_seopress_titles_desc',
  ];
  const said = names.flatMap((name) => meta.get(name) ?? []).find((one) => one.trim() !== '');
  // A description of theirs may hold names of values, as `%%title%%`.
  return said === undefined || /%%?\w+%|#post_/.test(said) ? '' : plainTextOf(said);
}

function slugOf(item: WxrItem): string {
  const slug = valueOf(item, 'wp:post_name');
  try {
    return decodeURIComponent(slug);
  } catch {
    return slug;
  }
}

function altOf(attachment: WxrItem | undefined): string {
  return attachment?.meta.get('_wp_attachment_image_alt')?.[0]?.trim() ?? '';
}

/** Where readers found it: its address, its number, and addresses it had before. */
function oldUrlsOf(item: WxrItem, site: string | null): string[] {
  const link = valueOf(item, 'link');
  const isDraft = valueOf(item, 'wp:status') !== 'publish';
  if (isDraft || link === '') return [];
  const former = (item.meta.get('_wp_old_slug') ?? []).flatMap((slug) => {
    const current = valueOf(item, 'wp:post_name');
    return current !== '' && link.includes(current) ? [link.replace(current, slug.trim())] : [];
  });
  const plain = site ? [`${site.replace(/\/$/, '')}/?p=${valueOf(item, 'wp:post_id')}`] : [];
  return [link, ...former, ...plain];
}

function authorsOf({ authors }: WxrExport): RawBlog['authors'] {
  return new Map(
    [...authors].map(([login, author]) => {
      const whole = [author['wp:author_first_name'], author['wp:author_last_name']]
        .join(' ')
        .trim();
      return [login, { name: plainTextOf(author['wp:author_display_name'] || whole || login) }];
    }),
  );
}

function originOf(site: string | null): string | null {
  return URL.parse(site ?? '')?.origin ?? null;
}
