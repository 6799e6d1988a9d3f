/** One picture, however many sizes of it texts show. */
export interface WantedPicture {
  /** The address of the largest there can be; see {@link originalOf}. */
  readonly original: string;
  /** Asked in this order, until one of them is a picture. */
  readonly candidates: readonly string[];
}

/** A dead original mostly means that its sizes are gone too. */
const maxCandidates = 3;

/** The pictures behind `addresses`, each once, in the order of the texts. */
export function picturesBehind(addresses: Iterable<string>): WantedPicture[] {
  const groups = Map.groupBy(addresses, originalOf);
  return [...groups].map(([original, written]) => {
    const largestFirst = written.toSorted((a, b) => widthIn(b) - widthIn(a));
    const candidates = [...new Set([original, ...largestFirst])].slice(0, maxCandidates);
    return { original, candidates };
  });
}

/** How blogs spell the size they want; what else a query says may be what picture it is. */
const sizes = /^(?:w|h|width|height|resize|fit|crop|quality|q|dpr|zoom|strip|ssl)$/i;

/**
 * Where the picture at `address` stands in its full size, as far as the address tells: without the sizes of WordPress
 * (`-300x200.jpg`), of its image proxy, of Ghost and of queries (`?w=640`).
 */
export function originalOf(address: string): string {
  const url = URL.parse(address);
  if (!url) return address;
  // https://developer.wordpress.com/docs/photon/: i0.wp.com/<host>/<path>?<sizes>
  if (/^i\d\.wp\.com$/.test(url.hostname)) {
    return originalOf(`https:/${url.pathname}`);
  }
  for (const name of [...url.searchParams.keys()]) {
    if (sizes.test(name)) url.searchParams.delete(name);
  }
  if (isWordPress(url)) {
    url.search = '';
    url.pathname = url.pathname.replace(/-\d+x\d+(?=\.\w+$)/, '');
  }
  // https://ghost.org/docs/themes/assets/#responsive-images
  url.pathname = url.pathname.replace(
    /(?<=\/content\/images\/)size\/w\d+(?:h\d+)?\/(?:format\/\w+\/)?/,
    '',
  );
  return url.href;
}

/** Whether it is a file of WordPress: elsewhere a query may say which picture it is, and a name end in `-100x100`. */
function isWordPress({ hostname, pathname }: URL): boolean {
  return pathname.includes('/wp-content/uploads/') || hostname.endsWith('.files.wordpress.com');
}

function widthIn(address: string): number {
  const [, width = '0'] =
    /-(\d+)x\d+\.\w+(?:$|\?)/.exec(address) ??
    /[?&](?:w|width|resize|fit)=(\d+)/.exec(address) ??
    /\/size\/w(\d+)/.exec(address) ??
    [];
  return Number(width);
}
