import { type PictureRules, pictureRules } from '#adapters/importing/picture-rules.ts';
import { parseWantedHosts, type WantedHosts } from '#importing/elsewhere/hosts.ts';

/** What the options of an import want of pictures on the web, or what is wrong with them. */
export function wantedPictures(options: {
  readonly 'fetch-pictures'?: string | undefined;
  readonly 'allow-host': readonly string[];
}): { wanted: WantedHosts | null; rules: PictureRules } | string {
  const value = options['fetch-pictures'];
  const wanted = value === undefined ? null : parseWantedHosts(value);
  if (value !== undefined && wanted === null) {
    return `--fetch-pictures=${value} is neither "all" nor a list of hosts; write for example --fetch-pictures=photos.example,cdn.example`;
  }
  const allowed = options['allow-host'].map((one) => one.trim().toLowerCase());
  const odd = allowed.find((one) => URL.parse(`http://${one}/`)?.host !== one);
  if (odd !== undefined) {
    return `--allow-host ${odd} is no host; write for example --allow-host localhost:8080`;
  }
  return { wanted, rules: { ...pictureRules, allowed: new Set(allowed) } };
}
