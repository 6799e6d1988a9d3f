import type { Slot } from '../planning/slot.ts';
import { metricoolHeader } from './metricool-header.ts';
import { pictureOf } from './picture.ts';
import { profileOf, type SchedulerProfile } from './profile.ts';

const checkedOn = '2026-11-01';

const everywhere = [
  'x',
  'linkedin',
  'bluesky',
  'mastodon',
  'threads',
  'facebook',
  'instagram',
] as const;

const metricoolColumns = {
  facebook: 'Facebook',
  x: 'Twitter/X',
  linkedin: 'LinkedIn',
  instagram: 'Instagram',
  threads: 'Threads',
  bluesky: 'Bluesky',
} as const;

/** Adding a scheduler is adding an entry: files, findings and tests go through this table. */
export const schedulers = {
  buffer: profileOf({
    label: 'Buffer',
    source: 'https://support.buffer.com/article/926',
    checkedOn,
    header: ['Text', 'Image URL', 'Tags', 'Posting Time'],
    platforms: everywhere,
    filePer: 'platform',
    // 10 on the free plan.
    maxRows: 100,
    byteOrderMark: true,
    // Tags are labels inside Buffer, not hashtags.
    row: ({ post, slot }) => ({
      Text: post.text,
      'Image URL': pictureOf(post)?.url ?? '',
      'Posting Time': withSpace(slot),
    }),
  }),
  publer: profileOf({
    label: 'Publer',
    source: 'https://publer.com/help',
    checkedOn,
    unconfirmed: 'the 500 rows',
    header: [
      'Date',
      'Text',
      'Link(s)',
      'Media URL(s)',
      'Title',
      'Label(s)',
      'Alt text(s)',
      'Comment(s)',
      'Board/Album',
      'Post subtype',
      'CTA',
      'Reminder',
    ],
    platforms: everywhere,
    filePer: 'platform',
    maxRows: 500,
    byteOrderMark: false,
    // The link stands in the text. `Link(s)` would take the place of the picture.
    row: ({ post, slot }) => ({
      Date: withSpace(slot),
      Text: post.text,
      'Media URL(s)': pictureOf(post)?.url ?? '',
      'Alt text(s)': unsplit(pictureOf(post)?.alt ?? ''),
    }),
  }),
  metricool: profileOf({
    label: 'Metricool',
    source: 'the template that Metricool offers beside the import of its planner',
    checkedOn,
    header: metricoolHeader,
    platforms: ['facebook', 'x', 'linkedin', 'instagram', 'threads', 'bluesky'],
    filePer: 'scheduler',
    byteOrderMark: false,
    row: ({ post, slot }) => ({
      ...Object.fromEntries(
        Object.entries(metricoolColumns).map(([id, column]) => [
          column,
          String(id === post.platform),
        ]),
      ),
      ...{ GBP: 'false', Pinterest: 'false', TikTok: 'false', Youtube: 'false' },
      Text: post.text,
      Date: slot.local.slice(0, 10),
      Time: `${slot.local.slice(11)}:00`,
      Draft: 'false',
      'Picture Url 1': pictureOf(post)?.url ?? '',
      'Alt text picture 1': pictureOf(post)?.alt ?? '',
      Shortener: 'false',
    }),
  }),
  sprout: profileOf({
    label: 'Sprout Social',
    source: 'https://support.sproutsocial.com/hc/en-us/articles/115005864203',
    checkedOn,
    unconfirmed: 'the column for a picture',
    header: ['date', 'time_24hr', 'message_text', 'public_image_url'],
    platforms: everywhere,
    filePer: 'platform',
    // 50 on a trial.
    maxRows: 350,
    byteOrderMark: false,
    // Whoever imports the file chooses DD/MM/YYYY there.
    row: ({ post, slot }) => ({
      date: slot.local.slice(0, 10).split('-').reverse().join('/'),
      time_24hr: slot.local.slice(11),
      message_text: post.text,
      public_image_url: pictureOf(post)?.url ?? '',
    }),
  }),
  socialbee: profileOf({
    label: 'SocialBee',
    source: 'https://help.socialbee.com/article/80',
    checkedOn,
    unconfirmed: 'how the time is written',
    header: ['text', 'link', 'imageUrls', 'gifUrls', 'videoUrls', 'postAtSpecificTime'],
    platforms: everywhere,
    filePer: 'platform',
    byteOrderMark: false,
    // The link stands in the text. `link` would take the place of the picture.
    row: ({ post, slot }) => ({
      text: post.text,
      imageUrls: pictureOf(post)?.url ?? '',
      postAtSpecificTime: `${withSpace(slot)}:00`,
    }),
  }),
} as const satisfies Record<string, SchedulerProfile>;

export type SchedulerId = keyof typeof schedulers;

function withSpace({ local }: Slot): string {
  return local.replace('T', ' ');
}

/** Two bars separate the texts of two pictures. */
function unsplit(alt: string): string {
  return alt.replaceAll('||', '| |');
}
