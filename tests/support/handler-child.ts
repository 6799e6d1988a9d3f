import { text } from 'node:stream/consumers';

import { loadHandler } from '#server/load-handler.ts';

// Loads the handler of a build, says so, and once standard input ends shows what the handler gives.
const handler = await loadHandler(process.argv[2] ?? '');
console.info('loaded');
await text(process.stdin);
console.info(await Reflect.apply(handler, null, []));
