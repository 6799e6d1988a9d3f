/** What stands behind the name of a tag of a template. */
export interface TagArguments {
  /** All of it, as it stands there. */
  readonly text: string;
  readonly named: Readonly<Record<string, string>>;
  readonly positional: readonly string[];
  /** At that place or under one of those names. */
  readonly get: (position: number, ...names: string[]) => string | undefined;
}

/** Reads `"a b" c key="d" key=e`. */
export function argumentsOf(text: string): TagArguments {
  const named: Record<string, string> = {};
  const positional: string[] = [];
  const pattern =
    /(?:([\w-]+)\s*[=:](?!\/\/)\s*)?(?:"((?:[^"\\]|\\.)*)"|'((?:[^'\\]|\\.)*)'|`([^`]*)`|([^\s"',]+))/g;
  for (const [, name, double, single, raw, bare] of text.matchAll(pattern)) {
    const value =
      double?.replaceAll('\\"', '"') ?? single?.replaceAll("\\'", "'") ?? raw ?? bare ?? '';
    if (name) named[name.toLowerCase()] = value;
    else positional.push(value);
  }
  return {
    text,
    named,
    positional,
    get: (position, ...names) =>
      names
        .map((name) => (Object.hasOwn(named, name) ? named[name] : undefined))
        .find((one) => one !== undefined) ?? positional[position],
  };
}
