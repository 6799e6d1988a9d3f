import { readContent } from '#adapters/content-files.ts';
import { makeShareKits, type MadeKits } from '#adapters/share-kits.ts';
import type { Content } from '#articles/content.ts';
import { type Day, dayOf } from '#hub/calendar.ts';
import { problemLine } from '#hub/problem.ts';
import { readEnvironment } from '#server/environment.ts';

import type { Output } from '../command.ts';
import { isError } from './export-report.ts';
import type { HubPlace } from './place.ts';

/** A hub whose content is right, with its kits. */
export interface OpenHub {
  readonly root: string;
  readonly content: Content;
  readonly made: MadeKits;
  readonly asOf: Day;
}

/** Reads the hub; says what is wrong with it and gives `null` where there is an error. */
export async function openHub(output: Output, environment?: HubPlace): Promise<OpenHub | null> {
  const { hubRoot: root, asOf: chosenDay } = environment ?? readEnvironment();
  const { content, sources, problems } = await readContent(root);
  const faults = problems.filter(isError);
  if (content && faults.length === 0) {
    const asOf = chosenDay ?? dayOf(new Date(), content.hub.timeZone);
    const made = makeShareKits({ content, sources }, { asOf });
    faults.push(...made.problems.filter(isError));
    if (faults.length === 0) return { root, content, made, asOf };
  }
  for (const problem of faults) output.remark(problemLine(problem));
  output.remark('Nothing was written: mend these first.');
  return null;
}
