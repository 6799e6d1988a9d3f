import { toMarkdown, toSlackText } from '../escaped-text.ts';
import { countCharacters, countUtf16Units, countUtf8Bytes } from '../length.ts';
import type { Platform } from '../platform.ts';
import { telegramEntities } from '../telegram-entities.ts';
import {
  checkedAgainOn,
  checkedOn,
  hearsay,
  linkPicture,
  stated,
  storyPicture,
} from './checked.ts';

const asOf = checkedOn;

const whatsappLengths = 'https://faq.whatsapp.com/';
const whatsappPreview = 'https://www.techcompare.app/open-graph-viewer/whatsapp-link-previews';
const telegramMessages = 'https://core.telegram.org/bots/api#sendmessage';
const telegramPhotos = 'https://core.telegram.org/bots/api#sendphoto';
const discordMessages = 'https://docs.discord.com/developers/resources/message#create-message';
const slackMessages = 'https://api.slack.com/changelog/2018-04-truncating-really-long-messages';
const slackUnfurl = 'https://docs.slack.dev/messaging/unfurling-links-in-messages/';
const teamsMessages = 'https://learn.microsoft.com/en-us/connectors/teams/';
const teamsUnfurl =
  'https://learn.microsoft.com/en-us/microsoftteams/platform/messaging-extensions/how-to/link-unfurling';

/** Conversations in which a link shows its preview. */
export const messengers = {
  whatsapp: {
    label: 'WhatsApp',
    asOf,
    limits: [{ ...hearsay(65_536, whatsappLengths), unit: 'char', count: countCharacters }],
    hashtags: { written: 0, link: 'none' },
    links: 'in-post',
    images: [
      linkPicture(whatsappPreview, { bytes: hearsay(300_000, whatsappPreview) }),
      // A status, as it is called there.
      storyPicture(whatsappLengths, hearsay(16_000_000, whatsappLengths)),
    ],
    intent: ({ text }) => `https://wa.me/?text=${encodeURIComponent(text)}`,
  },
  telegram: {
    label: 'Telegram',
    asOf,
    // After its markup is taken out; plain text with entities has none.
    limits: [{ ...stated(4096, telegramMessages), unit: 'utf16', count: countUtf16Units }],
    hashtags: { written: 3, link: 'all' },
    links: 'in-post',
    images: [
      linkPicture(telegramPhotos, { bytes: stated(10_000_000, telegramPhotos) }),
      {
        place: 'attachment',
        width: 1080,
        height: 1080,
        images: stated(10, 'https://core.telegram.org/bots/api#sendmediagroup'),
        bytes: stated(10_000_000, telegramPhotos),
      },
    ],
    api: (text) => ({ entities: telegramEntities(text) }),
    intent: ({ text, url }) =>
      `https://t.me/share/url?url=${encodeURIComponent(url)}&text=${encodeURIComponent(text.replace(url, '').trim())}`,
  },
  discord: {
    label: 'Discord',
    asOf,
    limits: [{ ...stated(2000, discordMessages), unit: 'utf16', count: countUtf16Units }],
    hashtags: { written: 0, link: 'none' },
    links: 'in-post',
    images: [linkPicture(discordMessages, { bytes: hearsay(8_000_000, discordMessages) })],
    api: (text) => ({ content: toMarkdown(text) }),
  },
  slack: {
    label: 'Slack',
    asOf,
    limits: [{ ...stated(40_000, slackMessages), unit: 'utf16', count: countUtf16Units }],
    hashtags: { written: 0, link: 'none' },
    links: 'in-post',
    images: [linkPicture(slackUnfurl, { bytes: hearsay(5_000_000, slackUnfurl) })],
    api: (text) => ({ content: toSlackText(text) }),
  },
  teams: {
    label: 'Microsoft Teams',
    asOf,
    // With its markup; a text that is pasted has hardly any.
    limits: [
      { ...stated(28_000, teamsMessages, checkedAgainOn), unit: 'utf8', count: countUtf8Bytes },
    ],
    hashtags: { written: 0, link: 'none' },
    links: 'in-post',
    images: [linkPicture(teamsUnfurl, { bytes: hearsay(5_000_000, teamsUnfurl) })],
  },
} as const satisfies Record<string, Platform>;
