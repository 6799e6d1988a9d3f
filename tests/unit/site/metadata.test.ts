import { describe, expect, test } from 'vitest';

import { headTitle, jsonForScript } from '#site/metadata.ts';

describe('headTitle', () => {
  test('a page has its own title and the name of the hub', () => {
    expect(headTitle('Proefhub', { title: 'Zoeken' })).toBe('Zoeken – Proefhub');
  });

  test.each([
    ['Elke rit telt', 'Proefhub – Elke rit telt'],
    [null, 'Proefhub'],
  ])('the front page with the tagline %j is called %j', (tagline, title) => {
    expect(headTitle('Proefhub', { tagline })).toBe(title);
  });
});

describe('jsonForScript', () => {
  test('no text can end the script element', () => {
    const title = '</script><!-- & ]]>';
    const json = jsonForScript({ title });
    expect(json).not.toContain('<');
    expect(JSON.parse(json)).toEqual({ title });
  });

  test('leaves out what has not been written in the language', () => {
    const person = { name: 'Ada', jobTitle: '', sameAs: ['https://ada.example/'] };
    expect(JSON.parse(jsonForScript({ person }))).toEqual({
      person: { name: 'Ada', sameAs: ['https://ada.example/'] },
    });
  });
});
