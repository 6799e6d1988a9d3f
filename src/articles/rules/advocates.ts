import type { Problem } from '#hub/problem.ts';

import { problem } from './catalogue.ts';
import type { Evidence } from './evidence.ts';

/** The shape of the codes that subscribers get: `newRefCode` in src/audience/referral.ts. */
const subscriberCode = /^[2-9b-df-hj-np-tv-z]{11}$/;

/** Codes of people who share articles in their own name: each belongs to one person, and to no subscriber. */
export function advocates({ content, lineOf }: Evidence): Problem[] {
  const holders = new Map<string, string>();
  return content.people.flatMap(({ file, data: { advocate } }) => {
    if (!advocate) return [];
    const { refCode: code } = advocate;
    const holder = holders.get(code);
    if (holder === undefined) holders.set(code, file);
    const line = lineOf(file, ['advocate', 'refCode']);
    const report = (message: string) => problem('people/ref-code', { file, line, message });
    const shared = `"refCode" is "${code}", as in ${holder}; give each person a code of their own, or one is thanked for the readers of the other`;
    const taken = `"refCode" is "${code}", which could be the code of a subscriber; take a name, such as the person's own`;
    return [
      ...(holder === undefined ? [] : [report(shared)]),
      ...(subscriberCode.test(code) ? [report(taken)] : []),
    ];
  });
}
