import type { WxrItem } from './read-wxr.ts';

/** Kept by WordPress and its plugins for themselves. */
const ofPlugins =
  /^(?:_|rank_math_|wpseo|aioseo|seopress|amp_|jetpack_|wp-smush|ao_post|footnotes$|enclosure$|dsq_|slide_template|rs_|sbg_|fusion_|pyre_|et_|onesignal|views$|post_views_count$|ratings?_|classic-editor|ocean_|astra|site-|ast-|theme-|nf_dc_|switch_like|geo_|spay_|eg_|om_|tdc_|td_)/;
/** Kinds of labels that have a place, or say only how a theme shows a post. */
const known = new Set(['category', 'post_tag', 'language', 'post_translations', 'post_format']);

/** What an author or a plugin added to `item` that readers may have seen: fields by their names, and labels of other kinds. */
export function customFields({ meta, terms }: WxrItem): [name: string, value: string][] {
  const fields = [...meta].flatMap(([name, values]): [string, string][] => {
    const said = values.map((value) => value.trim()).filter(isReadable);
    return ofPlugins.test(name) || said.length === 0 ? [] : [[name, said.join(', ')]];
  });
  const others = Map.groupBy(
    terms.filter(({ domain }) => !known.has(domain)),
    ({ domain }) => domain,
  );
  return [
    ...fields,
    ...[...others].map(([domain, found]): [string, string] => [
      domain,
      found.map(({ name }) => name).join(', '),
    ]),
  ];
}

/** Neither a number nor a value that PHP wrote for itself. */
function isReadable(value: string): boolean {
  return (
    /\p{L}/u.test(value) &&
    !/^(?:[aOsbi]:\d|field_[\da-f]+$|default$|yes$|no$|on$|off$|true$|false$|publish$)/.test(value)
  );
}
