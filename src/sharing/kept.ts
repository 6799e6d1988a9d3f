/** What `source` gives, one by one when it is first looked at; later looks find the same. */
export function kept<T>(source: Iterator<T>): Iterable<T> {
  const made: T[] = [];
  return {
    *[Symbol.iterator]() {
      for (let index = 0; ; index += 1) {
        if (index === made.length) {
          const next = source.next();
          if (next.done) return;
          made.push(next.value);
        }
        yield made[index] as T;
      }
    },
  };
}
