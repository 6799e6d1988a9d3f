import { z } from 'zod';

const idPattern = /^[a-z0-9]+(-[a-z0-9]+)*$/;

/** Longest id: file names and URLs stay well under every file system's and platform's limit. */
const maxIdLength = 200;

/** An id: lower-case letters, digits and single hyphens. Also what a file or URL segment may be called. */
export const idSchema = z
  .string()
  .max(maxIdLength)
  .regex(idPattern, 'is no id; use lower-case letters, digits and single hyphens');

/** Whether `text` may serve as an id and so as a file name and URL segment. */
export function isId(text: string): boolean {
  return idSchema.safeParse(text).success;
}
