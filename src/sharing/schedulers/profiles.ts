import type { Slot } from '../planning/slot.ts';
import { type PlatformId, platformIds } from '../platforms.ts';
import { metricoolHeader } from './metricool-header.ts';
import { pictureOf } from './picture.ts';
import { profileOf, type SchedulerProfile } from './profile.ts';

const checkedOn = '2026-11-01';
/** When those were whose page could be read once more. */
const checkedAgainOn = '2026-11-22';

const everywhere = [
  'x',
  'linkedin',
  'linkedin-page',
  'bluesky',
  'mastodon',
  'threads',
  'facebook',
  'instagram',
] as const;

/** The column of each platform in Metricool's file. */
const metricoolColumns = {
  facebook: 'Facebook',
  x: 'Twitter/X',
  linkedin: 'LinkedIn',
  'linkedin-page': 'LinkedIn',
  instagram: 'Instagram',
  threads: 'Threads',
  bluesky: 'Bluesky',
} as const satisfies Partial<Record<PlatformId, string>>;

const metricoolPlatforms = [
  'GBP',
  'Pinterest',
  'TikTok',
  'Youtube',
  ...Object.values(metricoolColumns),
];

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
    source: 'https://publer.com/blog/ultimate-csv-bulk-scheduler-social-media/',
    checkedOn: checkedAgainOn,
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
    platforms: [...everywhere, 'telegram'],
    filePer: 'platform',
    maxRows: 500,
    byteOrderMark: false,
    // The link stands in the text. `Link(s)` would take the place of the picture.
    row: ({ post, slot }) => ({
      Date: withSpace(slot),
      Text: post.text,
      'Media URL(s)': pictureOf(post)?.url ?? '',
      'Alt text(s)': unsplit(pictureOf(post)?.alt ?? ''),
      'Comment(s)': unsplit(post.firstComment ?? ''),
    }),
  }),
  metricool: profileOf({
    label: 'Metricool',
    source: 'the template that Metricool offers beside the import of its planner',
    checkedOn,
    header: metricoolHeader,
    platforms: platformIds.filter(isMetricool),
    filePer: 'scheduler',
    byteOrderMark: false,
    row: ({ post, slot }) => ({
      ...Object.fromEntries(metricoolPlatforms.map((column) => [column, 'false'])),
      ...(isMetricool(post.platform) ? { [metricoolColumns[post.platform]]: 'true' } : {}),
      Text: post.text,
      Date: slot.local.slice(0, 10),
      Time: `${slot.local.slice(11)}:00`,
      Draft: 'false',
      'Picture Url 1': pictureOf(post)?.url ?? '',
      'Alt text picture 1': pictureOf(post)?.alt ?? '',
      Shortener: 'false',
      'First Comment Text': post.firstComment ?? '',
    }),
  }),
  sprout: profileOf({
    label: 'Sprout Social',
    source: 'https://support.sproutsocial.com/hc/en-us/articles/115005864203',
    checkedOn: checkedAgainOn,
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

function withSpace({ local }: Slot): string {
  return local.replace('T', ' ');
}

/** Two bars separate the texts of two pictures, and two comments. */
function unsplit(text: string): string {
  return text.replaceAll('||', '| |');
}

function isMetricool(id: PlatformId): id is keyof typeof metricoolColumns {
  return Object.hasOwn(metricoolColumns, id);
}
