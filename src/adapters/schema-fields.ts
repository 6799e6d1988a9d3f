import { z } from 'zod';

import { imagePathSchema } from '#articles/article.ts';
import { daySchema } from '#hub/calendar.ts';
import { idSchema } from '#hub/ids.ts';

/** The field names that `schema` knows at `path`. */
export function fieldsAt(path: readonly PropertyKey[], schema: z.ZodType): string[] {
  return schemasAt(path, schema).flatMap((one) =>
    one instanceof z.ZodObject ? Object.keys(one.shape) : [],
  );
}

/**
 * How the group, list or id at `path` is written, with whatever it requires: `cover: { src: …, alt: … }`.
 * `null` for plain values, which need no example.
 */
export function exampleAt(path: readonly PropertyKey[], schema: z.ZodType): string | null {
  const [found] = schemasAt(path, schema);
  const name = path.at(-1);
  if (!found || name === undefined) return null;
  const isPlain = !(
    found === idSchema ||
    found instanceof z.ZodObject ||
    found instanceof z.ZodArray ||
    found instanceof z.ZodRecord
  );
  if (isPlain) return null;
  const written = example(found, path);
  return typeof name === 'number' ? written : `${String(name)}: ${written}`;
}

/** What `schema` may hold at `path`, the most usual first; a union is never among them. */
function schemasAt(path: readonly PropertyKey[], schema: z.ZodType): z.ZodType[] {
  if (schema instanceof z.ZodUnion) {
    return schema.options.flatMap((option) => schemasAt(path, option as z.ZodType));
  }
  const inner = unwrapped(schema);
  if (inner) return schemasAt(path, inner);
  const [first, ...rest] = path;
  if (first === undefined) return [schema];
  if (schema instanceof z.ZodObject) {
    const field = (schema.shape as Record<string, z.ZodType>)[String(first)];
    return field ? schemasAt(rest, field) : [];
  }
  if (schema instanceof z.ZodArray) return schemasAt(rest, schema.element as z.ZodType);
  return schema instanceof z.ZodRecord ? schemasAt(rest, schema.valueType as z.ZodType) : [];
}

function example(schema: z.ZodType, path: readonly PropertyKey[]): string {
  if (schema === daySchema) return '2026-10-07';
  const inner = unwrapped(schema);
  if (inner) return example(inner, path);
  if (schema instanceof z.ZodUnion) return example(schema.options[0] as z.ZodType, path);
  if (schema instanceof z.ZodObject) {
    const shape = schema.shape as Record<string, z.ZodType>;
    const fields = exampleFields(shape).map(([name, field]) => {
      return `${name}: ${example(field, [...path, name])}`;
    });
    return `{ ${fields.join(', ')} }`;
  }
  if (schema instanceof z.ZodArray) return `[${example(schema.element as z.ZodType, path)}]`;
  if (schema instanceof z.ZodRecord) {
    return `{ name: ${example(schema.valueType as z.ZodType, path)} }`;
  }
  if (schema instanceof z.ZodEnum) return String(schema.options[0]);
  if (schema instanceof z.ZodLiteral) return String(schema.value);
  return plainExample(schema, path);
}

/** What an example shows: the required fields, both languages of a text, or else the first there is. */
function exampleFields(shape: Record<string, z.ZodType>): [string, z.ZodType][] {
  const all = Object.entries(shape);
  if ('nl' in shape) return all;
  const required = all.filter(([, field]) => !unwrapped(field));
  return required.length > 0 ? required : all.slice(0, 1);
}

function plainExample(schema: z.ZodType, path: readonly PropertyKey[]): string {
  const names = path.filter((part) => typeof part === 'string');
  if (schema === imagePathSchema) {
    return names.includes('photo') ? '../media/picture.jpg' : '../../media/picture.jpg';
  }
  if (schema === idSchema) return ids[names.at(-1) ?? ''] ?? 'its-id';
  if (schema instanceof z.ZodURL) return '"https://hub.example/page/"';
  if (schema instanceof z.ZodEmail) return 'name@hub.example';
  if (schema instanceof z.ZodNumber) return '1';
  if (schema instanceof z.ZodBoolean) return 'true';
  return names.at(-1) === 'language' ? 'nl' : '"…"';
}

/** An id is the name of a file, which its field's name alone does not tell. */
const ids: Readonly<Record<string, string>> = {
  authors: 'ada-wezel',
  guest: 'ada-wezel',
  person: 'ada-wezel',
  translator: 'ada-wezel',
  topic: 'bike-care',
  answersOn: 'bike-care',
};

/** What is left of `schema` without "optional" and "default"; `null` when it is neither. */
function unwrapped(schema: z.ZodType): z.ZodType | null {
  if (!('unwrap' in schema) || typeof schema.unwrap !== 'function') return null;
  if (schema instanceof z.ZodArray) return null;
  return schema.unwrap() as z.ZodType;
}
