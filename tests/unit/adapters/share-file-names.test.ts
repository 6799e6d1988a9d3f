import { describe, expect, test } from 'vitest';

import { isShareFile } from '#adapters/share-file-names.ts';

describe('isShareFile', () => {
  test.each([
    'eerste-lekke-band/x.txt',
    'eerste-lekke-band/kit.json',
    'eerste-lekke-band/index.html',
    'eerste-lekke-band/square.jpg',
    'index.html',
    'queue.csv',
    'queue.json',
    'calendar.ics',
    'schedulers/buffer-linkedin-1of3.csv',
    'standard-site/3m2lbq4c2ks2b.json',
  ])('%s is ours to write', (file) => {
    expect(isShareFile(file)).toBe(true);
  });

  test.each([
    '../kit.json',
    '../../content/hub.yaml',
    'eerste-lekke-band/../kit.json',
    'eerste-lekke-band/dieper/x.txt',
    'eerste-lekke-band/notitie.md',
    'eerste-lekke-band/.jpg',
    'eerste-lekke-band/queue.csv',
    'schedulers/x.txt',
    'schedulers/../../x.csv',
    'manifest.json',
    'x.txt',
    '/etc/index.html',
    '',
    null,
    3,
  ])('%s is not', (file) => {
    expect(isShareFile(file)).toBe(false);
  });
});
