import { lstat, readFile } from 'node:fs/promises';
import path from 'node:path';

import { parse as parseToml } from 'smol-toml';
import { parse as parseYaml } from 'yaml';

import { siteInSettings } from '#importing/elsewhere/hosts.ts';
import { isRecord } from '#importing/fields.ts';
import type { Finding } from '#importing/finding.ts';
import type { FolderData } from '#importing/folder-data.ts';
import { literalsOf } from '#importing/literals.ts';

/** What files say besides the texts. */
export interface BlogData {
  /** `_config.yml` and the like; `data` has the files of `_data/`. */
  readonly settings: Record<string, unknown>;
  readonly folders: FolderData;
  readonly findings: readonly Finding[];
}

/** Larger than anything that a text shows a value of. */
const maxBytes = 1024 * 1024;
const code = /\.[cm]?[jt]s$/;

/** Reads the data that a blog keeps beside its texts. Code is read, never run: what only running it would tell is named. */
export async function readData(folder: string, files: readonly string[]): Promise<BlogData> {
  const findings: Finding[] = [];
  const read = async (file: string): Promise<unknown> => {
    const { size } = await lstat(path.join(folder, file));
    const text = size > maxBytes ? '' : await readFile(path.join(folder, file), 'utf8');
    return code.test(file) ? valueInCode(text) : valueIn(file, text);
  };

  const folders = new Map<string, Record<string, unknown>>();
  const texts = new Map<string, Record<string, unknown>>();
  for (const file of files) {
    // 11ty.dev/docs/data-template-dir: `posts/posts.json`, `posts/posts.11tydata.js`, `posts/brood.11tydata.json`
    const [, stem = '', name = ''] =
      /^(.*?([^/]+))\.11tydata\.(?:json|ya?ml|[cm]?js|ts)$/.exec(file) ??
      /^(.*?([^/]+))\.json$/.exec(file) ??
      [];
    const above = path.posix.dirname(stem);
    const isOfFolder = name !== '' && path.posix.basename(above) === name;
    if (stem === '' || (!isOfFolder && !file.includes('.11tydata.'))) continue;
    const value = await read(file);
    if (code.test(file)) findings.push(...unread(file, value));
    if (!isRecord(value)) continue;
    const [map, key] = isOfFolder ? [folders, above] : [texts, stem];
    map.set(key, { ...map.get(key), ...value });
  }

  const data: Record<string, unknown> = {};
  for (const file of files) {
    const [, within = ''] = /(?:^|\/)_data\/(.+)\.(?:json|ya?ml|toml|[cm]?js|ts)$/.exec(file) ?? [];
    if (within === '') continue;
    const value = await read(file);
    if (code.test(file)) findings.push(...unread(file, value));
    put(data, within.split('/'), value);
  }
  const settings = await readSettings(folder, files);
  return {
    settings: { ...settings, ...(Object.keys(data).length > 0 && { data }) },
    folders: { folders, texts },
    findings,
  };
}

function valueIn(file: string, text: string): unknown {
  try {
    if (file.endsWith('.toml')) return parseToml(text);
    return file.endsWith('.json') ? (JSON.parse(text) as unknown) : (parseYaml(text) as unknown);
  } catch {
    return undefined;
  }
}

function valueInCode(text: string): unknown {
  return literalsOf(text.replace(/^module\.exports\s*=/m, 'export default'))['default'];
}

/** Names of what `value`, read from code, would only tell by running; all of it where nothing could be read. */
function unread(file: string, value: unknown): Finding[] {
  const names = isRecord(value) ? unknownIn(value) : value === undefined ? ['all of it'] : [];
  if (names.length === 0) return [];
  return [
    {
      ...{ outcome: 'lost', construct: 'data', source: file, line: 1 },
      what: `is code, which an import does not run: ${names.join(', ')}`,
      advice: 'look whether texts showed it or got their address from it',
    },
  ];
}

function unknownIn(value: Record<string, unknown>): string[] {
  return Object.entries(value).flatMap(([name, one]) =>
    isRecord(one)
      ? unknownIn(one).map((inner) => `${name}.${inner}`)
      : one === undefined
        ? [name]
        : [],
  );
}

function put(into: Record<string, unknown>, [name = '', ...rest]: string[], value: unknown): void {
  if (rest.length === 0) {
    if (value !== undefined) into[name] = value;
    return;
  }
  const inner = isRecord(into[name]) ? into[name] : {};
  into[name] = inner;
  put(inner, rest, value);
}

/** Where Jekyll, Hexo and Hugo keep the settings of a site; the first that is there counts. */
const settingsFiles = [
  /^_config\.ya?ml$/,
  /^hugo\.(?:toml|ya?ml|json)$/,
  /^config\/_default\/(?:hugo|config)\.(?:toml|ya?ml|json)$/,
  /^config\.(?:toml|ya?ml|json)$/,
];

/** Code in which sites of JavaScript say where they are, and in what language. */
const siteConfigs =
  /^(?:(?:docusaurus|astro|nuxt)\.config|gatsby-config|(?:docs\/)?\.vitepress\/config|(?:src\/)?(?:data\/)?(?:site-?metadata|site\.config|config))\.[cm]?[jt]s$/i;

async function readSettings(
  folder: string,
  files: readonly string[],
): Promise<Record<string, unknown>> {
  const eleventy = files.find((one) => /^(?:\.eleventy|eleventy\.config)\.[cm]?[jt]s$/.test(one));
  if (eleventy !== undefined) {
    const text = await readFile(path.join(folder, eleventy), 'utf8');
    const input = /\binput\s*:\s*["'`]([^"'`$]+)["'`]/.exec(text)?.[1];
    return input === undefined ? {} : { input };
  }
  for (const config of files.filter((one) => siteConfigs.test(one))) {
    const text = await readFile(path.join(folder, config), 'utf8');
    const url =
      /\b(?:site|url|siteUrl|website|hostname)\s*:\s*["'`](https?:\/\/[^"'`$\s]+)["'`]/.exec(
        text,
      )?.[1];
    const lang =
      /\b(?:defaultLocale|locale|language|lang)\s*:\s*["'`]([a-z]{2})(?:[-_]\w+)?["'`]/i.exec(
        text,
      )?.[1];
    if (url !== undefined && URL.canParse(url)) return { url, ...(lang && { lang }) };
  }
  const file = settingsFiles.flatMap((name) => files.filter((one) => name.test(one)))[0];
  if (!file) return {};
  const value = valueIn(file, await readFile(path.join(folder, file), 'utf8'));
  const settings = isRecord(value) ? value : {};
  // GitHub Pages reads the name of the site from a file of its own.
  const cname = files.find((one) => /^(?:static\/)?CNAME$/.test(one));
  if (cname === undefined || siteInSettings(settings) !== null) return settings;
  const host = (await readFile(path.join(folder, cname), 'utf8')).trim();
  return URL.canParse(`https://${host}/`) ? { ...settings, url: `https://${host}` } : settings;
}
