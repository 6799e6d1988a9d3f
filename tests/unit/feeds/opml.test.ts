import { parseOpml } from 'feedsmith';
import { describe, expect, test } from 'vitest';

import { opmlOf } from '#feeds/opml.ts';

import { childrenOf, parseXml } from '../../support/xml.ts';

const feed = {
  title: 'Proefhub: R & D <1>',
  language: 'nl-NL',
  feedUrl: 'https://hub.example/onderwerpen/r-en-d/rss.xml',
  pageUrl: 'https://hub.example/onderwerpen/r-en-d/',
};

describe('opmlOf', () => {
  test('lists each feed under the name of its group, as readers import it', () => {
    const opml = opmlOf({
      title: 'Proefhub: feeds',
      owner: 'Proefhub',
      groups: [{ title: 'Per onderwerp', feeds: [feed] }],
    });
    expect(() => parseXml(opml)).not.toThrow();
    expect(parseOpml(opml)).toMatchObject({
      head: { title: 'Proefhub: feeds', ownerName: 'Proefhub' },
      body: {
        outlines: [
          {
            text: 'Per onderwerp',
            outlines: [
              { text: feed.title, type: 'rss', xmlUrl: feed.feedUrl, htmlUrl: feed.pageUrl },
            ],
          },
        ],
      },
    });
  });

  test('the name of the list has no line breaks around it, whatever signs it holds', () => {
    const groups = [{ title: 'Alles', feeds: [feed] }];
    const list = parseXml(opmlOf({ title: 'R & D', owner: 'A <b>', groups }));
    const [head] = childrenOf(list, 'head');
    expect(head?.children.map(({ text }) => text).slice(0, 2)).toEqual(['R & D', 'A <b>']);
  });

  test('a group without feeds is left out', () => {
    const groups = [
      { title: 'Alles', feeds: [feed] },
      { title: 'Per reeks', feeds: [] },
    ];
    const opml = opmlOf({ title: 'x', owner: 'y', groups });
    expect(opml).not.toContain('Per reeks');
  });
});
