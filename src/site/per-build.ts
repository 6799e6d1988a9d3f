import { preview } from './shell.ts';

/**
 * Remembers what `make` gave for each key: a build's content stays as it is, and many pages ask for
 * the same. A preview's content changes under its editor's hands, so there nothing is remembered.
 */
export function perBuild<Value, Key = void>(make: (key: Key) => Value): (key: Key) => Value {
  const made = new Map<Key, Value>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    if (!preview) made.set(key, value);
    return value;
  };
}
