import { expect, test } from 'vitest';

import { postFollowed } from '#server/endpoints/followed.ts';

import { jsonPost, startServices } from '../support/services.ts';

const url = '/api/followed/';
const told = { token: 'A'.repeat(43), page: '/artikelen/band/' };

test.each([
  ['204 for a token that this hub never wrote', told, {}, 204],
  ['400 when something else is told', { ...told, email: 'ada@example.org' }, {}, 400],
  ['400 when the page is of another site', { ...told, page: '//elders.example/' }, {}, 400],
  ['403 when another site tells it', told, { 'Sec-Fetch-Site': 'cross-site' }, 403],
])('%s', async (_name, fields, headers, status) => {
  await using hub = await startServices();
  const { services } = hub;
  const from = { 'Sec-Fetch-Site': 'same-origin', ...headers };
  const answer = await postFollowed(jsonPost(url, fields, from), { services });
  expect(answer.status).toBe(status);
  expect(answer.headers.get('location')).toBeNull();
  expect(hub.rows()).not.toContain('link.followed');
});
