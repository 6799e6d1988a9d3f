import type { Body, Tag, TagProperty } from '#articles/body.ts';
import {
  type ComponentRules,
  components,
  inlineHtml,
  type Need,
  type Property,
} from '#articles/components.ts';
import { adviceOn } from '#articles/html-advice.ts';
import { suggestion } from '#hub/nearest.ts';
import type { Problem } from '#hub/problem.ts';

import { problem } from './catalogue.ts';
import type { Evidence } from './evidence.ts';

/** The components, tags, code and headings of every body. */
export function markup({
  bodies,
  publicFiles,
}: Pick<Evidence, 'bodies' | 'publicFiles'>): Problem[] {
  return [...bodies].flatMap(([file, body]) => [
    ...body.tags.flatMap((tag) => tagProblems(file, tag, publicFiles)),
    ...codeProblems(file, body),
    ...headingProblems(file, body),
    ...depthProblems(file, body),
  ]);
}

const embeds = new Set(['iframe', 'script', 'embed', 'object', 'frame', 'portal', 'link', 'style']);

function tagProblems(file: string, tag: Tag, publicFiles: ReadonlySet<string>): Problem[] {
  const { line, name } = tag;
  if (Object.hasOwn(components, name)) {
    return componentProblems(tag, components[name] ?? { properties: {} }, publicFiles).map(
      ({ rule, message }) => problem(rule, { file, line, message: `<${name}> ${message}` }),
    );
  }
  if (embeds.has(name.toLowerCase())) {
    const message = `<${name}> would load what others serve; show a picture of your own in <Figure> and link to the rest`;
    return [problem('content/platform-embed', { file, line, message })];
  }
  if (/^[a-z]/.test(name)) return htmlProblems(file, tag);
  const known = Object.keys(components);
  const message = `<${name}> is no component; known components: ${known.join(', ')}. Correct the name, or write Markdown.${suggestion(name, known)}`;
  return [problem('component/unknown', { file, line, message })];
}

function htmlProblems(file: string, { line, name, properties }: Tag): Problem[] {
  const allowed = Object.hasOwn(inlineHtml, name) ? inlineHtml[name] : undefined;
  if (!allowed) {
    const message = `<${name}> is HTML; ${adviceOn(name) ?? `write Markdown or a component (allowed tags: ${Object.keys(inlineHtml).join(', ')})`}`;
    return [problem('content/html', { file, line, message })];
  }
  return properties
    .filter((property) => !allowed.includes(property.name))
    .map((property) => {
      const message = `<${name}> has "${property.name}", which is not allowed; ${allowed.length > 0 ? `it may have ${allowed.join(', ')}` : 'write it without properties'}`;
      return problem('content/html', { file, line, message });
    });
}

interface Fault {
  readonly rule: 'component/property' | 'component/content';
  readonly message: string;
}

function componentProblems(
  tag: Tag,
  { properties, needs }: ComponentRules,
  publicFiles: ReadonlySet<string>,
): Fault[] {
  const names = Object.keys(properties);
  const fault = (message: string): Fault => ({ rule: 'component/property', message });
  const seen = new Set<string>();
  const given = tag.properties.flatMap((one) => {
    const isRepeated = seen.has(one.name);
    seen.add(one.name);
    if (isRepeated) return [fault(`has "${one.name}" twice; keep one`)];
    const property = Object.hasOwn(properties, one.name) ? properties[one.name] : undefined;
    if (!property) {
      const may = names.length > 0 ? `it takes ${names.join(', ')}` : 'it takes none';
      return [fault(`has no property "${one.name}"; ${may}.${suggestion(one.name, names)}`)];
    }
    const wrong = valueFault(one, property, publicFiles);
    return wrong ? [fault(wrong)] : [];
  });
  const missing = names
    .filter((name) => properties[name]?.required && !seen.has(name))
    .map((name) =>
      fault(`has no "${name}"; add ${name}="${properties[name]?.values?.[0] ?? '…'}"`),
    );
  const lacking = needs && !isHeld(needs, tag);
  return [
    ...given,
    ...missing,
    ...(lacking
      ? [
          {
            rule: 'component/content' as const,
            message: `${lacks[needs]}, with blank lines around`,
          },
        ]
      : []),
  ];
}

const lacks = {
  image: 'holds no picture; put ![what it shows](../../media/name.svg) between its tags',
  list: 'holds no list; put a Markdown list between its tags',
  'ordered-list': 'holds no numbered list; put lines that begin with 1. between its tags',
  text: 'is empty; put its text between its tags',
} as const satisfies Record<Need, string>;

function isHeld(need: Need, { holds, text }: Tag): boolean {
  switch (need) {
    case 'image':
      return holds.image;
    case 'list':
      return holds.list !== 'none';
    case 'ordered-list':
      return holds.list === 'ordered';
    case 'text':
      return text !== '' || holds.image || holds.code;
  }
}

/** What is wrong with the value of a property; ids are judged with the other references. */
function valueFault(
  { name, value }: TagProperty,
  { values, holds }: Property,
  publicFiles: ReadonlySet<string>,
): string | null {
  if (value === null) return null;
  if (holds === 'flag') {
    return value === true ? null : `has ${name}="${String(value)}"; write ${name} alone`;
  }
  if (value === true || value.trim() === '') return `has an empty "${name}"; write ${name}="…"`;
  if (values && !values.includes(value)) {
    return `has ${name}="${value}"; write one of ${values.join(', ')}.${suggestion(value, values)}`;
  }
  if (holds === 'language' && !isLanguageTag(value)) {
    return `has ${name}="${value}"; write a language tag such as en or nl-BE`;
  }
  if (holds === 'public-file' && !publicFiles.has(value)) {
    return `has ${name}="${value}", which does not exist; put the file at public${value.startsWith('/') ? '' : '/'}${value} or correct the path.${suggestion(value, publicFiles)}`;
  }
  return null;
}

function isLanguageTag(text: string): boolean {
  return /^[a-z]{2,3}(?:-[A-Za-z0-9]{1,8})*$/.test(text);
}

function codeProblems(file: string, { code }: Body): Problem[] {
  return code.map(({ line, kind, text }) => {
    const message = {
      module: `"${text}" would run as code; components need no import, so remove it (a text line that begins with import or export must begin otherwise)`,
      expression: `{${text}} would run as code; write \\{ for the sign itself, and notes in the front matter as lines that begin with #`,
      property: `${text} would run as code; write properties as name="value"`,
    }[kind];
    return problem('content/expression', { file, line, message });
  });
}

function headingProblems(file: string, { headings }: Body): Problem[] {
  let above = 1;
  return headings.flatMap(({ line, depth, text }) => {
    const before = above;
    above = depth;
    const write = (level: number) => `write ${'#'.repeat(level)} ${text}`;
    if (depth === 1) {
      const message = `"${text}" is a heading of the first level, which is the title's; ${write(2)}`;
      return [problem('content/heading-level', { file, line, message })];
    }
    if (depth <= before + 1) return [];
    const message = `"${text}" skips a level: ${'#'.repeat(depth)} follows ${before === 1 ? 'the title' : '#'.repeat(before)}; ${write(before + 1)}`;
    return [problem('content/heading-level', { file, line, message })];
  });
}

function depthProblems(file: string, { tooDeepAt }: Body): Problem[] {
  if (tooDeepAt === null) return [];
  const message = 'lists, quotes or tags are nested too deep; simplify the text';
  return [problem('content/nesting', { file, line: tooDeepAt, message })];
}
