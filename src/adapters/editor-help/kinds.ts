import { z } from 'zod';

import { articleSchema, imagePathSchema } from '#articles/article.ts';
import { ledgerSchema } from '#articles/ledger.ts';
import { pageSchema } from '#articles/page.ts';
import { paperSchema } from '#articles/paper.ts';
import { personSchema } from '#articles/person.ts';
import { policySchema } from '#articles/policy.ts';
import { seriesSchema } from '#articles/series.ts';
import { topicSchema } from '#articles/topic.ts';
import { hubSchema } from '#hub/hub.ts';
import { issueSchema } from '#newsletter/issue.ts';

/** Every kind of file that editors write, with where it stands. */
export const kinds = {
  hub: { schema: hubSchema, files: 'content/hub.yaml' },
  article: { schema: articleSchema(imagePathSchema), files: 'content/articles/*/*.mdx' },
  page: { schema: pageSchema, files: 'content/pages/*/*.mdx' },
  person: { schema: personSchema(imagePathSchema), files: 'content/people/*.yaml' },
  topic: { schema: topicSchema, files: 'content/topics/*.yaml' },
  series: { schema: seriesSchema, files: 'content/series/*.yaml' },
  paper: { schema: paperSchema, files: 'content/papers/*/*.mdx' },
  issue: { schema: issueSchema, files: 'content/issues/*/*.mdx' },
  policy: { schema: policySchema, files: 'content/policies/*.yaml' },
  ledger: { schema: ledgerSchema, files: 'content/syndication.yaml' },
} as const satisfies Record<string, { schema: z.ZodType; files: string }>;

export type Kind = keyof typeof kinds;

/** The part of JSON Schema that our schemas become. */
export interface JsonSchema {
  readonly type?: string | readonly string[];
  readonly description?: string;
  readonly properties?: Readonly<Record<string, JsonSchema>>;
  readonly required?: readonly string[];
  readonly items?: JsonSchema;
  readonly additionalProperties?: JsonSchema | boolean;
  readonly anyOf?: readonly JsonSchema[];
  readonly oneOf?: readonly JsonSchema[];
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly default?: unknown;
  readonly format?: string;
  readonly pattern?: string;
  readonly minLength?: number;
  readonly maxLength?: number;
  readonly minItems?: number;
  readonly maxItems?: number;
  readonly minimum?: number;
  readonly maximum?: number;
}

/** What an editor may write in files of `kind`, as JSON Schema. */
export function jsonSchemaOf(kind: Kind): JsonSchema {
  return z.toJSONSchema(kinds[kind].schema, {
    io: 'input',
    unrepresentable: 'any',
    reused: 'inline',
    target: 'draft-7',
  }) as JsonSchema;
}
