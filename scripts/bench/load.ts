import { randomUUID } from 'node:crypto';
import { parseArgs } from 'node:util';

import autocannon from 'autocannon';

/** What one spell of load found. */
export interface Load {
  /** Answers as expected, and how many of them in a second. */
  readonly answers: number;
  readonly perSecond: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Other answers, errors and timeouts. */
  readonly failed: number;
}

const connections = 64;

// A program: puts a server under load and writes what it found as one line of JSON.

const { values: options } = parseArgs({
  options: {
    url: { type: 'string', default: '' },
    task: { type: 'string', default: 'page' },
    seconds: { type: 'string', default: '5' },
  },
});
const { url, task, seconds } = options;
const isSignUp = task === 'sign-up';

const run = randomUUID().slice(0, 8);
let readers = 0;

/** A sign-up by ever another reader, from a network and at a mail server of their own. */
function signUp(request: autocannon.Request): autocannon.Request {
  readers += 1;
  const network = `10.${readers % 250}.${Math.floor(readers / 250) % 250}.1`;
  return {
    ...request,
    method: 'POST',
    path: '/api/subscribe/',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'sec-fetch-site': 'same-origin',
      'x-forwarded-for': network,
    },
    body: `email=${run}-${readers}%40p${readers % 1000}.example&language=nl`,
  };
}

const result = await autocannon({
  url,
  connections,
  duration: Number(seconds),
  // A browser asks for br; what both servers can give is the file as it is.
  headers: { 'accept-encoding': task === 'page' ? 'identity' : 'br' },
  ...(isSignUp && { requests: [{ setupRequest: signUp }] }),
});
const answers = Object.entries(result.statusCodeStats ?? {});
const expected = isSignUp ? '303' : '200';
const countOf = (wanted: (status: string) => boolean) =>
  answers.reduce((sum, [status, { count = 0 }]) => (wanted(status) ? sum + count : sum), 0);
const done = countOf((status) => status === expected);
const load: Load = {
  answers: done,
  perSecond: done / result.duration,
  p50Ms: result.latency.p50,
  p99Ms: result.latency.p99,
  failed: countOf((status) => status !== expected) + result.errors + result.timeouts,
};
console.info(JSON.stringify(load));
