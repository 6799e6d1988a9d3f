import { hub } from './shell.ts';

/**
 * Where a reader can pass an article on, for the platforms that the brand is active on and that
 * take a link by address (reference: each vendor's share page, checked November 2026).
 */
const intents: Readonly<
  Record<string, { label: string; href: (title: string, url: string) => string }>
> = {
  mastodon: {
    label: 'Mastodon',
    href: (title, url) => `https://share.joinmastodon.org/#text=${title}%20${url}`,
  },
  bluesky: {
    label: 'Bluesky',
    href: (title, url) => `https://bsky.app/intent/compose?text=${title}%20${url}`,
  },
  linkedin: {
    label: 'LinkedIn',
    href: (_, url) => `https://www.linkedin.com/sharing/share-offsite/?url=${url}`,
  },
  whatsapp: { label: 'WhatsApp', href: (title, url) => `https://wa.me/?text=${title}%20${url}` },
};

export function intentLinks({ title, url }: { title: string; url: string }) {
  return Object.entries(intents)
    .filter(([id]) => id in hub.share.platforms)
    .map(([, { label, href }]) => ({
      label,
      href: href(encodeURIComponent(title), encodeURIComponent(url)),
    }));
}
