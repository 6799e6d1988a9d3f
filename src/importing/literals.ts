import { parseMdxSource } from './body/parse.ts';
import { isRecord } from './fields.ts';

/** The values that `source`, JavaScript, gives names to or exports, as far as they can be read without running it. */
export function literalsOf(source: string): Record<string, unknown> {
  // Within MDX a blank line would end the code, and only imports and exports are code.
  const lines = source
    .trim()
    .replaceAll(/^[ \t]*$/gm, '//')
    .replaceAll(/^(?=(?:const|let|var)\s)/gm, 'export ');
  const parsed = parseMdxSource(`export {};\n${lines}\n`);
  return parsed.kind === 'tree' ? exportsOf(parsed.root.children) : {};
}

/** The same of the exports in the body of an MDX file. */
export function exportsIn(body: string): Record<string, unknown> {
  if (!/^export\s/m.test(body)) return {};
  const parsed = parseMdxSource(body);
  return parsed.kind === 'tree' ? exportsOf(parsed.root.children) : {};
}

function exportsOf(nodes: readonly unknown[]): Record<string, unknown> {
  const found: Record<string, unknown> = {};
  for (const node of nodes) {
    if (!isRecord(node) || node['type'] !== 'mdxjsEsm') continue;
    for (const statement of list(at(node, 'data', 'estree', 'body'))) {
      const kind = at(statement, 'type');
      const meant = kind === 'ExportNamedDeclaration' ? at(statement, 'declaration') : statement;
      if (kind === 'ExportDefaultDeclaration') {
        found['default'] = valueOf(at(statement, 'declaration'), found);
      }
      for (const one of list(at(meant, 'declarations'))) {
        const name = at(one, 'id', 'name');
        if (typeof name === 'string') found[name] = valueOf(at(one, 'init'), found);
      }
    }
  }
  return found;
}

/** What an expression is without running it; `undefined` where only running it would tell. */
function valueOf(node: unknown, known: Readonly<Record<string, unknown>>): unknown {
  const of = (child: unknown) => valueOf(child, known);
  switch (at(node, 'type')) {
    case 'Literal': {
      const value = at(node, 'value');
      return typeof value === 'bigint' ? String(value) : value;
    }
    case 'TemplateLiteral':
      return list(at(node, 'expressions')).length === 0
        ? at(list(at(node, 'quasis'))[0], 'value', 'cooked')
        : undefined;
    case 'ArrowFunctionExpression':
      return templateOf(at(node, 'body'), at(list(at(node, 'params'))[0], 'name'));
    case 'ArrayExpression':
      return list(at(node, 'elements')).map(of);
    case 'ObjectExpression':
      return Object.fromEntries(
        list(at(node, 'properties')).flatMap((one) => {
          const key = at(one, 'key', 'name') ?? at(one, 'key', 'value');
          return typeof key === 'string' ? [[key, of(at(one, 'value'))]] : [];
        }),
      );
    case 'Identifier': {
      const name = at(node, 'name');
      return typeof name === 'string' && Object.hasOwn(known, name) ? known[name] : undefined;
    }
    case 'MemberExpression': {
      const name = at(node, 'property', 'name');
      return typeof name === 'string' ? at(of(at(node, 'object')), name) : undefined;
    }
    case 'NewExpression':
      return at(node, 'callee', 'name') === 'Date'
        ? dateOf(list(at(node, 'arguments')).map(of))
        : undefined;
    default:
      return undefined;
  }
}

/** `(data) => `/blog/${data.page.fileSlug}/`` as the template `/blog/{{ page.fileSlug }}/`. */
function templateOf(body: unknown, parameter: unknown): string | undefined {
  if (at(body, 'type') !== 'TemplateLiteral' || typeof parameter !== 'string') return undefined;
  const texts = list(at(body, 'quasis')).map((one) => String(at(one, 'value', 'cooked')));
  const paths = list(at(body, 'expressions')).map(pathOf);
  if (!paths.every((path) => path?.startsWith(`${parameter}.`))) return undefined;
  const names = paths.map((path) => `{{ ${path?.slice(parameter.length + 1)} }}`);
  return texts.map((text, index) => `${text}${names[index] ?? ''}`).join('');
}

/** `data.page.fileSlug`. */
function pathOf(node: unknown): string | null {
  const name = at(node, 'name');
  if (typeof name === 'string') return name;
  const property = at(node, 'property', 'name');
  const object = at(node, 'type') === 'MemberExpression' ? pathOf(at(node, 'object')) : null;
  return object !== null && typeof property === 'string' && at(node, 'computed') === false
    ? `${object}.${property}`
    : null;
}

/** A day, so that no time zone moves it: months of JavaScript begin at 0. */
function dateOf(given: readonly unknown[]): unknown {
  const [year, month, day = 1] = given;
  if (typeof year !== 'number' || typeof month !== 'number') return year;
  const date = new Date(Date.UTC(year, month, Number(day)));
  return Number.isNaN(date.getTime()) ? undefined : date.toISOString().slice(0, 10);
}

function at(node: unknown, ...names: readonly string[]): unknown {
  return names.reduce((one: unknown, name) => (isRecord(one) ? one[name] : undefined), node);
}

function list(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}
