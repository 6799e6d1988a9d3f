import type { PreviewView } from './preview-words.ts';

/** How a mail is looked at: on which screen, in which scheme, with or without its pictures. */
export interface PreviewViewOf {
  readonly id: PreviewView;
  readonly width: number;
  readonly scheme: 'light' | 'dark';
  readonly hasPictures: boolean;
}

const [phone, desktop] = [390, 640];

export const views: readonly PreviewViewOf[] = [
  { id: 'phone-light', width: phone, scheme: 'light', hasPictures: true },
  { id: 'phone-dark', width: phone, scheme: 'dark', hasPictures: true },
  { id: 'phone-plain', width: phone, scheme: 'light', hasPictures: false },
  { id: 'desktop-light', width: desktop, scheme: 'light', hasPictures: true },
  { id: 'desktop-dark', width: desktop, scheme: 'dark', hasPictures: true },
];

/** `html` as a mail program shows it in `view`, whatever the scheme of the browser. */
export function shownAs(
  html: string,
  { scheme, hasPictures }: Pick<PreviewViewOf, 'scheme' | 'hasPictures'>,
): string {
  const coloured = html
    .replaceAll(
      '@media (prefers-color-scheme:dark)',
      scheme === 'dark' ? '@media all' : '@media not all',
    )
    .replaceAll('color-scheme:light dark', `color-scheme:${scheme}`)
    .replaceAll('content="light dark"', `content="${scheme}"`);
  return hasPictures
    ? coloured
    : coloured.replaceAll(/(<img\b[^>]*?)\ssrc="[^"]*"/g, '$1 src="data:,"');
}
