import type { DeliveryStore } from '#newsletter/delivery-store.ts';
import { choicesFor, type SendableIssue } from '#server/sending/list-recipients.ts';

import type { Output } from '../command.ts';

/** Says of every confirmed subscriber what they would get, and why or why not. Changes nothing. */
export async function tellChoices(
  issue: SendableIssue,
  { deliveries, output, json }: { deliveries: DeliveryStore; output: Output; json: boolean },
): Promise<void> {
  const totals = new Map<string, number>();
  for await (const page of choicesFor(issue, { deliveries })) {
    for (const { candidate, choice } of page) {
      const { typed } = candidate.subscriber.address;
      const articles = choice.kind === 'gets' ? choice.articles : [];
      const why = choice.kind === 'gets' ? 'gets it' : (words[choice.reason] ?? choice.reason);
      totals.set(why, (totals.get(why) ?? 0) + 1);
      if (json) output.data(JSON.stringify({ address: typed, choice: choice.kind, why, articles }));
      else {
        const what = choice.kind === 'gets' ? `gets ${articles.join(', ') || issue.id}` : why;
        output.data(`${typed}: ${what}`);
      }
    }
  }
  const counted = [...totals].map(([why, count]) => `${count} × ${why}`).join(', ');
  output.remark(`${issue.id}: ${counted || 'nobody to send to'}. Nothing was changed.`);
}

const words: Readonly<Record<string, string>> = {
  'other-language': 'chose another language',
  'other-topics': 'chose other topics',
  'gets-digest': 'wants the news of a week or month at once, which a digest brings',
  paused: 'paused',
  suppressed: 'is never to be mailed',
  'not-reached': 'did not get what this corrects',
  'not-confirmed': 'is no subscriber',
  nothing: 'has nothing new',
};
