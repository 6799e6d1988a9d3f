import { z } from 'zod';

import { readBody } from '../request-body.ts';
import { isFromHub } from '../request-guards.ts';
import { methodNotAllowed, plainText, foreignForm } from '../responses.ts';

/** The path of a page of the hub, as a form states where it stood. */
export const hubPathSchema = z
  .string()
  .max(300)
  .regex(/^\/(?!\/)[\w.~%/-]*$/);

/** What a form's script adds, and JSON may: when filling in began, and a solved challenge. */
export const traceFields = {
  started: z.string().max(100).optional(),
  proof: z.string().max(2000).optional(),
} as const;

/** The fields of a form or JSON object that a page of the hub sent, not yet judged. */
export interface Submission {
  readonly kind: 'form' | 'json';
  readonly fields: unknown;
}

/**
 * What a reader sent to `POST`, as one object whatever it was encoded in, or the answer that refuses it. In a form
 * only the fields of `lists` may stand more than once; they always are arrays.
 */
export async function readSubmission(
  request: Request,
  { origins, lists = [] }: { origins: readonly string[]; lists?: readonly string[] },
): Promise<Submission | { readonly kind: 'refused'; readonly refusal: Response }> {
  if (request.method !== 'POST') return refused(methodNotAllowed('POST'));
  if (!isFromHub(request, origins)) {
    return refused(foreignForm());
  }
  const body = await readBody(request);
  switch (body.kind) {
    case 'too-large':
      return refused(plainText(413, 'The body is larger than 64 KB.'));
    case 'unsupported-type':
      return refused(plainText(415, 'Send a form (application/x-www-form-urlencoded) or JSON.'));
    case 'malformed':
      return refused(plainText(400, 'The body cannot be read.'));
    case 'json':
      return { kind: 'json', fields: body.value };
    case 'form': {
      const single = [...body.fields].filter(([name]) => !lists.includes(name));
      if (single.some(([, texts]) => texts.length > 1)) {
        return refused(plainText(400, 'A field stands more than once.'));
      }
      const listed = lists.map((name) => [
        name,
        body.fields.get(name)?.filter((text) => text !== '') ?? [],
      ]);
      const fields = Object.fromEntries([
        ...single.map(([name, [text]]) => [name, text]),
        ...listed,
      ]);
      return { kind: 'form', fields };
    }
  }
}

function refused(refusal: Response) {
  return { kind: 'refused', refusal } as const;
}
