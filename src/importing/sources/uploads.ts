/** The pictures and files of the old blog that the person importing has in a folder. */
export interface Uploads {
  /** By path below the folder. */
  readonly files: ReadonlySet<string>;
  /** The file behind an address of the old site, from the root as `/2019/05/x.jpg`; `null` where there is none. */
  readonly find: (url: string) => string | null;
}

/** Finds files by the end of their address: nobody knows which part of it the folder stands for. */
export function uploadsOf(files: ReadonlySet<string>): Uploads {
  const byPath = new Map([...files].map((file) => [file.toLowerCase(), file]));
  const named = (path: string): string | null => {
    const segments = path.split('/').filter((one) => one !== '' && one !== '.' && one !== '..');
    for (let first = 0; first < segments.length; first += 1) {
      const found = byPath.get(segments.slice(first).join('/').toLowerCase());
      if (found !== undefined) return `/${found}`;
    }
    return null;
  };
  return {
    files,
    find(url) {
      if (files.size === 0) return null;
      const path = decoded(url.replace(/[?#].*$/s, '').replace(/^(?:https?:)?\/\/[^/]*/i, ''));
      // WordPress and Ghost keep smaller copies beside the picture itself.
      const original = path
        .replace(/-\d+x\d+(?=\.\w+$)|-scaled(?=\.\w+$)/, '')
        .replace(/\/size\/w\d+(?:h\d+)?(?:\/format\/\w+)?\//, '/');
      return named(original) ?? named(path);
    },
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}
