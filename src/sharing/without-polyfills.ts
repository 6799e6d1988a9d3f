import { createRequire } from 'node:module';

/**
 * twitter-text brings what JavaScript lacked in 2019 (core-js 2). To see whether it is needed, `es6.regexp.split` makes a
 * regular expression of another kind, upon which V8 gives up its fast path for all others: from then on `split` by
 * a regular expression takes 300 times as long in the whole process. Whoever imports this file before twitter-text has
 * nothing in the place of those parts; the language has them by itself.
 */
const names = ['constructor', 'exec', 'flags', 'match', 'replace', 'search', 'split', 'to-string'];

const require = createRequire(import.meta.url);
const ofTwitterText = createRequire(require.resolve('twitter-text/dist/parseTweet.js'));
for (const name of names) {
  const id = ofTwitterText.resolve(`core-js/modules/es6.regexp.${name}`);
  require.cache[id] ??= Object.assign(Object.create(null), { id, exports: {}, loaded: true });
}
