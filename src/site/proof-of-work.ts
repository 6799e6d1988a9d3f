import type { Challenge, Solution } from 'altcha-lib';

/**
 * What a form sends as its proof: `challenge` with its solution, as JSON. A worker does the work, so that typing is
 * never held up. Rejects when it is not done in time or the browser cannot do it, as over plain http.
 */
export function proofOf(
  challenge: Challenge,
  { patienceMs }: { patienceMs: number },
): Promise<string> {
  const worker = new Worker(new URL('proof-worker.ts', import.meta.url), { type: 'module' });
  const solution = new Promise<Solution>((resolve, reject) => {
    worker.addEventListener('message', ({ data }: MessageEvent<Solution | null>) =>
      data ? resolve(data) : reject(new Error('not solved')),
    );
    worker.addEventListener('error', () => reject(new Error('the worker failed')));
    setTimeout(() => reject(new Error('not solved in time')), patienceMs);
  });
  worker.postMessage(challenge);
  return solution
    .then((solution) => JSON.stringify({ challenge, solution }))
    .finally(() => worker.terminate());
}
