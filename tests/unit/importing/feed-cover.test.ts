import { describe, expect, test } from 'vitest';

import { feedBlog } from '#importing/sources/feed/feed-blog.ts';
import { uploadsOf } from '#importing/sources/uploads.ts';

const words = '<p>Een heel stuk.</p>';

function rss(beside: string): string {
  return `<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Oud</title><link>https://oud.example/</link>
    <item><title>Zadel</title><link>https://oud.example/zadel/</link>${beside}<content:encoded><![CDATA[${words}]]></content:encoded></item></channel></rss>`;
}

function atom(beside: string): string {
  return `<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/"><title>Oud</title><link href="https://oud.example/"/>
    <entry><id>urn:1</id><title>Zadel</title><link href="https://oud.example/zadel/"/><updated>2019-05-06T10:00:00Z</updated>${beside}<content type="html"><![CDATA[${words}]]></content></entry></feed>`;
}

function json(beside: Record<string, unknown>): string {
  const item = { id: '1', url: 'https://oud.example/zadel/', content_html: words, ...beside };
  return JSON.stringify({ version: 'https://jsonfeed.org/version/1.1', items: [item] });
}

function read(text: string, files: readonly string[] = []) {
  const uploads = uploadsOf(new Set(files));
  const { blog, findings } = feedBlog(text, {
    ...{ name: 'feed', url: null, uploads },
    timeZone: 'Europe/Amsterdam',
  });
  return {
    cover: blog.entries[0]?.fields['image'],
    left: findings.filter(({ construct }) => construct === 'enclosure').map(({ what }) => what),
  };
}

const at = (name: string) => `https://oud.example/${name}`;

describe('the cover of an item of a feed', () => {
  test.each([
    [
      'the widest of its media, with its words',
      rss(
        `<media:content url="${at('s.jpg')}" medium="image" width="300"/><media:content url="${at('l.jpg')}" medium="image" width="900"><media:description>De band</media:description></media:content>`,
      ),
      { src: at('l.jpg'), alt: 'De band' },
    ],
    [
      'one of a group, not the portrait of its author, not a film',
      rss(
        `<media:content url="https://1.gravatar.com/avatar/x" medium="image"/><media:content url="${at('f.mp4')}" type="video/mp4"/><media:group><media:content url="/g.jpg" type="image/jpeg"/></media:group>`,
      ),
      { src: at('g.jpg') },
    ],
    [
      'an enclosure',
      rss(`<enclosure url="${at('e.jpg')}" length="1" type="image/jpeg"/>`),
      { src: at('e.jpg') },
    ],
    ['a thumbnail', atom(`<media:thumbnail url="${at('t.jpg')}"/>`), { src: at('t.jpg') }],
    [
      'an enclosure of Atom',
      atom(`<link rel="enclosure" type="image/png" href="e.png"/>`),
      { src: at('zadel/e.png') },
    ],
    ['the image of JSON Feed', json({ image: at('i.jpg') }), { src: at('i.jpg') }],
    ['its banner', json({ banner_image: at('b.jpg') }), { src: at('b.jpg') }],
    [
      'an attachment',
      json({ attachments: [{ url: at('a.webp'), mime_type: 'image/webp' }] }),
      { src: at('a.webp') },
    ],
  ])('is %s', (_, text, cover) => {
    expect(read(text)).toEqual({ cover, left: [] });
  });

  test('is the file of the person importing where there is one', () => {
    const text = rss(`<enclosure url="${at('up/2019/e.jpg')}" type="image/jpeg"/>`);
    expect(read(text, ['2019/e.jpg']).cover).toEqual({ src: '/2019/e.jpg' });
  });

  test('is no sound, which is named as left out', () => {
    const text = rss(`<enclosure url="${at('a.mp3')}" length="1" type="audio/mpeg"/>`);
    expect(read(text)).toEqual({ cover: undefined, left: [at('a.mp3')] });
  });
});
