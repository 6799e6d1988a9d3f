import { components } from '#articles/components.ts';

import { fieldDocs, type FieldDocs } from './field-docs.ts';
import { type Field, fieldsOf, isLocalised, variantsOf } from './fields.ts';
import { jsonSchemaOf, type JsonSchema, type Kind, kinds } from './kinds.ts';

/** The kinds that editors write as YAML files, which VS Code can complete. */
const yamlKinds = Object.entries(kinds)
  .filter(([, { files }]) => files.endsWith('.yaml'))
  .map(([kind]) => kind as Kind);

/** What VS Code is told of the hub's files, by path relative to the project. */
export function editorFiles(): Record<string, string> {
  const schemas = yamlKinds.map((kind) => [
    `.vscode/schemas/${kind}.json`,
    json(described(jsonSchemaOf(kind), fieldDocs[kind])),
  ]);
  const mapping = yamlKinds.map((kind) => [`./.vscode/schemas/${kind}.json`, kinds[kind].files]);
  return {
    ...Object.fromEntries(schemas),
    '.vscode/settings.json': json({
      'yaml.schemas': Object.fromEntries(mapping),
      'files.eol': '\n',
      'files.encoding': 'utf8',
    }),
    '.vscode/extensions.json': json({
      recommendations: ['redhat.vscode-yaml', 'unifiedjs.vscode-mdx', 'astro-build.astro-vscode'],
    }),
    '.vscode/freehold.code-snippets': json(snippets()),
  };
}

/** Tables of every field of every kind of file, as Markdown. */
export function fieldTables(): string {
  return Object.entries(kinds)
    .map(([kind, { files }]) => tableOf(kind as Kind, files))
    .join('\n');
}

function tableOf(kind: Kind, files: string): string {
  const rows = fieldsOf(jsonSchemaOf(kind)).map((field) => {
    const about = fieldDocs[kind][field.path] ?? '';
    return `| \`${field.path}\` | ${field.isRequired ? 'yes' : ''} | ${holdsOf(field)} | ${about} |`;
  });
  const head = ['| Field | Required | Holds | What it is for |', '| --- | --- | --- | --- |'];
  return [`### \`${files}\``, '', ...head, ...rows, ''].join('\n');
}

function holdsOf({ schemas }: Field): string {
  return [...new Set(schemas.flatMap(variantsOf).map(holds))].filter(Boolean).join(', or ');
}

function holds(schema: JsonSchema): string {
  if (isLocalised(schema)) return 'a text in each language';
  if (schema.const !== undefined) return `\`${String(schema.const)}\``;
  const listed = schema.enum?.map((value) => `\`${String(value)}\``).join(', ');
  const words = listed ?? `${kindOf(schema)}${sizeOf(schema)}`;
  const { default: standard } = schema;
  const isShown = ['string', 'number', 'boolean'].includes(typeof standard);
  return isShown ? `${words}; \`${String(standard)}\` when left out` : words;
}

function kindOf({ type, format, pattern, items, properties }: JsonSchema): string {
  if (pattern === idPattern) return 'an id';
  if (items) return `a list of ${[...new Set(variantsOf(items).map(plural))].join(' or ')}`;
  if (format === 'date') return 'a day';
  if (format === 'date-time') return 'a moment';
  if (format === 'uri') return 'an address';
  if (format === 'email') return 'a mail address';
  if (type === 'boolean') return '`true` or `false`';
  if (type === 'integer' || type === 'number') return 'a number';
  if (type === 'null') return '`null`';
  if (type === 'object') return properties ? 'the fields below' : 'values by name';
  return type === 'string' ? 'a text' : '';
}

const idPattern = jsonSchemaOf('article').properties?.['topic']?.pattern;

function plural(schema: JsonSchema): string {
  if (schema.enum) return schema.enum.map((value) => `\`${String(value)}\``).join(', ');
  if (schema.type === 'object') return 'groups with the fields below';
  if (schema.type === 'integer' || schema.type === 'number') return 'numbers';
  if (schema.pattern === idPattern) return 'ids';
  return schema.format === 'uri' ? 'addresses' : 'texts';
}

/** A text of 2000 and an id of 200 are bounds for machines. */
function sizeOf({
  minLength = 0,
  maxLength = 2000,
  minItems,
  maxItems,
  minimum,
  maximum,
  pattern,
}: JsonSchema) {
  if (maxLength === 200 && pattern === idPattern) return '';
  if (maxLength < 2000 && minLength > 1) return `, ${minLength} to ${maxLength} characters`;
  if (maxLength < 2000) return `, at most ${maxLength} characters`;
  if (minItems !== undefined && maxItems !== undefined) {
    return minItems === maxItems ? `, ${minItems} of them` : `, ${minItems} to ${maxItems} of them`;
  }
  const isBounded = minimum !== undefined && maximum !== undefined && maximum < 1e9;
  return isBounded ? `, ${minimum} to ${maximum}` : '';
}

/** `schema` with what each field is for. */
function described(schema: JsonSchema, docs: FieldDocs, path = ''): JsonSchema {
  const inner = (one: JsonSchema, at: string): JsonSchema => {
    const about = docs[at];
    return { ...described(one, docs, at), ...(about !== undefined && { description: about }) };
  };
  const { properties, items, additionalProperties: rest, anyOf, oneOf } = schema;
  return {
    ...schema,
    ...(properties && {
      properties: Object.fromEntries(
        Object.entries(properties).map(([name, one]) => [
          name,
          inner(one, path ? `${path}.${name}` : name),
        ]),
      ),
    }),
    ...(items && { items: described(items, docs, `${path}[]`) }),
    ...(typeof rest === 'object' && { additionalProperties: described(rest, docs, `${path}.*`) }),
    ...(anyOf && { anyOf: anyOf.map((one) => described(one, docs, path)) }),
    ...(oneOf && { oneOf: oneOf.map((one) => described(one, docs, path)) }),
  };
}

/** A new article, and every component with the properties that it takes. */
function snippets() {
  const scope = 'mdx,markdown';
  return {
    'New article': {
      prefix: 'article',
      scope,
      description: 'The front matter of an article',
      body: articleLines,
    },
    ...Object.fromEntries(
      Object.keys(components).map((name) => [
        name,
        { prefix: name, scope, description: `<${name}>`, body: componentLines(name) },
      ]),
    ),
  };
}

const articleLines = [
  '---',
  'title: ${1:8 to 90 characters, without a final period}',
  'description: ${2:What a reader gains, in 50 to 160 characters}',
  'lang: ${3|nl,en|}',
  'publishedAt: ${CURRENT_YEAR}-${CURRENT_MONTH}-${CURRENT_DATE}',
  'status: draft',
  'authors: [${4:id-of-a-person}]',
  'topic: ${5:id-of-a-topic}',
  'cover:',
  '  src: ../../media/${6:picture.jpg}',
  '  alt: { ${3}: "${7:What the picture shows}" }',
  'origin: { type: own }',
  '---',
  '',
  '$0',
];

const between = {
  image: '![${9:What it shows}](../../media/${10:picture.jpg})',
  list: '- $0',
  'ordered-list': '1. $0',
  text: '$0',
} as const;

function componentLines(name: string): string[] {
  const { properties = {}, needs } = components[name] ?? {};
  const wanted = Object.entries(properties).filter(([, { holds: kind }]) => kind !== 'flag');
  const given = wanted.map(([property, { values }], index) => {
    const at = index + 1;
    return ` ${property}="${values ? `\${${at}|${values.join(',')}|}` : `\${${at}:${property}}`}"`;
  });
  const open = `<${name}${given.join('')}`;
  if (!needs) return [`${open} />$0`];
  return [`${open}>`, '', between[needs], '', `</${name}>`];
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}
