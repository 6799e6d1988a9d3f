/** What the bundler tells of a file that it is about to name. */
interface Asset {
  readonly names: readonly string[];
}

const picture = /\.(?:avif|gif|jpe?g|png|svg|tiff?|webp)$/iu;
/** Astro puts a page's file name and its own mark before the names of what belongs to the page. */
const pageMark = '@_@';

/**
 * The pattern that names a file below `_astro/`. A picture is named after its bytes alone: of two files
 * with the same bytes the bundler keeps the one it happened to read first, so a name with the file's
 * own in it would change from build to build, and pages kept from an earlier one would miss it.
 */
export function assetName({ names: [name = ''] }: Asset): string {
  if (picture.test(name)) return '_astro/[hash][extname]';
  const own = name.includes(pageMark) ? name.slice(0, name.indexOf(pageMark)) : '[name]';
  return `_astro/${own}.[hash][extname]`;
}
