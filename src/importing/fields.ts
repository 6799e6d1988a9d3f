/** Front matter of any blog, read by the names that blogs use; what nobody asked for is left over. */
export interface Fields {
  /** The first of `names` that holds something; names are compared without case, `-` and `_`. */
  take(...names: string[]): unknown;
  /** The same where it holds text or a number; trimmed, never empty. */
  text(...names: string[]): string | null;
  /** The same as a list of texts, whether written as list, words between commas or one word. */
  list(...names: string[]): string[];
  /** Fields that nobody took, as their author wrote them. */
  left(): [name: string, value: unknown][];
}

export function fieldsOf(source: Readonly<Record<string, unknown>>): Fields {
  const entries = Object.entries(source).filter(
    ([, value]) => value !== null && value !== undefined && value !== '',
  );
  const taken = new Set<string>();
  const take = (...names: string[]): unknown => {
    let found: unknown;
    for (const name of names) {
      const [field, ...inner] = name.split('.');
      const entry = entries.find(([key]) => plain(key) === plain(field ?? ''));
      if (!entry) continue;
      const value = inner.reduce(
        (at: unknown, key) => (isRecord(at) ? at[key] : undefined),
        entry[1],
      );
      if (value === undefined || value === null || value === '') continue;
      taken.add(entry[0]);
      found ??= value;
    }
    return found;
  };
  return {
    take,
    text(...names) {
      for (const name of names) {
        const value = take(name);
        const text =
          typeof value === 'string' || typeof value === 'number'
            ? String(value).replaceAll(/\s+/g, ' ').trim()
            : '';
        if (text !== '') return text;
      }
      return null;
    },
    list(...names) {
      return names.flatMap((name) => listOf(take(name)));
    },
    left: () => entries.filter(([name]) => !taken.has(name)),
  };
}

function listOf(value: unknown): string[] {
  if (typeof value === 'string') return value.split(',').flatMap(word);
  if (typeof value === 'number') return [String(value)];
  if (Array.isArray(value)) {
    return value.flatMap((one: unknown) => {
      if (typeof one === 'string') return word(one);
      if (isRecord(one)) return listOf(one['name'] ?? one['title'] ?? one['label'] ?? one['slug']);
      return listOf(one);
    });
  }
  return [];
}

function word(text: string): string[] {
  const trimmed = text.trim();
  return trimmed === '' ? [] : [trimmed];
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return (
    typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date)
  );
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '');
}
