/** Content codings the host can answer with, the smallest first. */
export const encodings = ['br', 'gzip', 'identity'] as const;

export type Encoding = (typeof encodings)[number];

/**
 * The coding to answer with, of those that exist for a resource: the one the client weighs most,
 * the smallest among equals. `identity` always exists and remains when the client takes nothing else.
 */
export function encodingFor(
  acceptEncoding: string | undefined,
  exists: (encoding: Encoding) => boolean,
): Encoding {
  if (acceptEncoding === undefined) return 'identity';
  const weights = weightsIn(acceptEncoding);
  const weightOf = (encoding: Encoding) =>
    weights.get(encoding) ?? weights.get('*') ?? unnamed(encoding);

  let best: Encoding = 'identity';
  let bestWeight = -1;
  for (const encoding of encodings) {
    const weight = weightOf(encoding);
    if (weight > 0 && weight > bestWeight && exists(encoding)) {
      best = encoding;
      bestWeight = weight;
    }
  }
  return best;
}

/** RFC 9110 §12.5.3: `identity` is acceptable unless it is excluded; any listed coding goes before it. */
function unnamed(encoding: Encoding): number {
  return encoding === 'identity' ? Number.MIN_VALUE : 0;
}

function weightsIn(acceptEncoding: string): ReadonlyMap<string, number> {
  return new Map(
    acceptEncoding.split(',').map((element) => {
      const [name = '', ...parameters] = element
        .split(';')
        .map((part) => part.trim().toLowerCase());
      const q = parameters.find((parameter) => parameter.startsWith('q='));
      return [name === 'x-gzip' ? 'gzip' : name, q === undefined ? 1 : weightOf(q.slice(2))];
    }),
  );
}

function weightOf(text: string): number {
  return /^[01](\.\d{0,3})?$/.test(text) ? Math.min(Number(text), 1) : 0;
}
