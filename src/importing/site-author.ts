import { fieldsOf, isRecord } from './fields.ts';

/** Whose blog it is, as `_config.yml` or `hugo.toml` name an author; `null` where they name nobody. */
export function siteAuthorIn(settings: Readonly<Record<string, unknown>>): unknown {
  const said = fieldsOf(settings).take('author', 'params.author', 'social.name');
  const name = isRecord(said) ? fieldsOf(said).text('name', 'display_name') : said;
  return typeof name === 'string' && name.trim() !== '' ? said : null;
}
