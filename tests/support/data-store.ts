/** An entry of a content collection as Astro keeps it between the steps of a build. */
export interface StoredEntry {
  readonly id: string;
  readonly data: unknown;
  readonly body?: string;
  readonly filePath?: string;
}

/**
 * Astro's data store by collection and entry. It is one list of values that name each other by their
 * place in it (https://github.com/sveltejs/devalue); only text, numbers, lists, records and maps occur.
 */
export function parseDataStore(text: string): Map<string, Map<string, StoredEntry>> {
  const values = JSON.parse(text) as readonly unknown[];
  const valueAt = (place: unknown): unknown => {
    // A negative place stands for a value that JSON has not, such as undefined.
    if (typeof place !== 'number' || place < 0) return undefined;
    const value = values[place];
    if (Array.isArray(value)) return value[0] === 'Map' ? mapOf(value) : value.map(valueAt);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, at]) => [name, valueAt(at)]));
  };
  const mapOf = (list: readonly unknown[]) =>
    new Map(
      list
        .slice(1)
        .flatMap((at, index, all) =>
          index % 2 === 0 ? [[valueAt(at), valueAt(all[index + 1])]] : [],
        ) as [unknown, unknown][],
    );
  return valueAt(0) as Map<string, Map<string, StoredEntry>>;
}
