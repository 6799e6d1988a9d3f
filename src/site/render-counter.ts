const key = Symbol.for('freehold.rendered-pages');

type Counters = Record<string, number>;

/**
 * Pages rendered by this process, by kind. It hangs on the global object because the build command
 * and the bundled pages hold different copies of this module.
 */
export function renderCounters(): Counters {
  const holder = globalThis as { [key]?: Counters };
  holder[key] ??= {};
  return holder[key];
}

/** Called once by every page that a rebuild may reuse. */
export function countRender(kind: string): void {
  const counters = renderCounters();
  counters[kind] = (counters[kind] ?? 0) + 1;
}
