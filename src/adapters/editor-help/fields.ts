import type { JsonSchema } from './kinds.ts';

/** A field of a kind of file, however deep. */
export interface Field {
  /** `cover.src`, `quotes[].text`, `share.platforms.*.use`. */
  readonly path: string;
  readonly schemas: readonly JsonSchema[];
  readonly isRequired: boolean;
}

/** Every field below `schema`, groups before what is in them. A text per language is one field. */
export function fieldsOf(schema: JsonSchema, path = ''): Field[] {
  const fields = new Map<string, Field>();
  const add = (field: Field) => {
    const known = fields.get(field.path);
    const schemas = [...(known?.schemas ?? []), ...field.schemas];
    fields.set(field.path, {
      ...field,
      schemas,
      isRequired: field.isRequired && (known?.isRequired ?? true),
    });
  };
  for (const one of variantsOf(schema)) {
    for (const [name, inner] of Object.entries(one.properties ?? {})) {
      const at = path ? `${path}.${name}` : name;
      add({ path: at, schemas: [inner], isRequired: one.required?.includes(name) ?? false });
      for (const field of below(inner, at)) add(field);
    }
  }
  return [...fields.values()];
}

/** Whether `schema` is a text in each language. */
export function isLocalised(schema: JsonSchema): boolean {
  const names = Object.keys(schema.properties ?? {});
  return names.length === 2 && names.includes('nl') && names.includes('en');
}

/** `schema` itself, or all that it may be. */
export function variantsOf(schema: JsonSchema): readonly JsonSchema[] {
  const variants = schema.anyOf ?? schema.oneOf;
  return variants ? variants.flatMap(variantsOf) : [schema];
}

function below(schema: JsonSchema, path: string): Field[] {
  return variantsOf(schema).flatMap((one) => {
    if (isLocalised(one)) return [];
    if (one.items) return below(one.items, `${path}[]`);
    const { additionalProperties: rest } = one;
    if (typeof rest === 'object') return below(rest, `${path}.*`);
    return one.properties ? fieldsOf(one, path) : [];
  });
}
