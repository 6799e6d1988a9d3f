import { parseArgs } from 'node:util';

import { type DeliveryCounts, isConserved, remainingOf } from '#newsletter/delivery.ts';
import type { DeliveryOutcome, DeliveryStore, IssueSending } from '#newsletter/delivery-store.ts';
import { outcomeLabels, plainOutcome } from '#newsletter/send-report.ts';
import type { Environment } from '#server/environment.ts';
import { senderDomain } from '#server/sending/issue-headers.ts';

import type { Output } from '../command.ts';
import { atIssuePlace } from './issue-place.ts';

const usage = `Says how far the sending of an issue is, and of each recipient what became of the mail and why: delivered, refused by them,
refused because of us, unknown, left out, or still to come.

  npm run issue -- status [<issue>] [--all] [--json]

  <issue>   without it, all issues, newest first
  --all     also those who were delivered
  --json    a line for the issue and one for each recipient, for a program: with the Message-ID by which the log of
            the mail server knows the mail, the codes of its last reply and when that came

Example: npm run issue -- status nl/2026-11-18`;

export async function statusCommand(
  argv: string[],
  output: Output,
  environment?: Environment,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      all: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    output.data(usage);
    return 0;
  }
  const [id] = positionals;
  return atIssuePlace({ output, environment }, async ({ deliveries, store, hub }) => {
    const issues = await deliveries.listIssues();
    const shown = id === undefined ? issues : issues.filter((issue) => issue.id === id);
    if (shown.length === 0) {
      output.remark(id === undefined ? 'No issue was sent yet.' : `${id} was never sent.`);
      return id === undefined ? 0 : 1;
    }
    for (const issue of shown) {
      const counts = await deliveries.counts(issue.id);
      const afterwards = await store.read((rows) => rows.countOutcomes(issue.id));
      if (values.json) output.data(JSON.stringify({ ...issue, counts, afterwards }));
      else {
        const { bounced, complained } = afterwards;
        output.data(summaryOf(issue, counts));
        output.data(`  afterwards: ${bounced} came back or were refused, ${complained} complained`);
      }
    }
    if (id !== undefined) {
      await tellEach(id, { deliveries, output, domain: senderDomain(hub), ...values });
    }
    return 0;
  });
}

/** One paragraph about an issue. */
export function summaryOf(issue: IssueSending, counts: DeliveryCounts): string {
  const { id, state, note, snapshot, resumeAt } = issue;
  const left = remainingOf(counts);
  const lines = [
    `${id}: ${state}${note === null ? '' : ` (${note})`}${resumeAt === null || state !== 'sending' ? '' : `, goes on at ${resumeAt.toISOString()}`}`,
    `  ${snapshot ?? 'not yet all'} recipients: ${counts.sent} delivered, ${counts.failed} refused, ${counts.unknown} unknown, ${counts.excluded} left out, ${left} still to come (${counts.deferred} of them asked to come back later)`,
  ];
  if (snapshot !== null && !isConserved(snapshot, counts)) {
    lines.push(`  THE NUMBERS DO NOT ADD UP to ${snapshot}: do not go on before you know why.`);
  }
  return lines.join('\n');
}

interface Telling {
  readonly deliveries: DeliveryStore;
  readonly output: Output;
  /** Behind the @ of each Message-ID. */
  readonly domain: string;
  readonly all: boolean;
  readonly json: boolean;
}

const pageSize = 500;

async function tellEach(
  id: string,
  { deliveries, output, domain, all, json }: Telling,
): Promise<void> {
  for (let after: string | null = null; ;) {
    const page: Awaited<ReturnType<DeliveryStore['listOutcomes']>> = await deliveries.listOutcomes(
      id,
      { after, max: pageSize },
    );
    for (const outcome of page) {
      const { address, state, reason, dueAt } = outcome;
      if (!all && !json && ['sent', 'queued', 'leased'].includes(state)) continue;
      const plain = plainOutcome(state, reason);
      if (json) {
        output.data(JSON.stringify(recordOf(outcome, domain)));
        continue;
      }
      const who = address ?? 'somebody who was erased';
      const next = state === 'deferred' && dueAt ? `; next try at ${dueAt.toISOString()}` : '';
      output.data(`  ${who}: ${outcomeLabels[plain.outcome]}, ${plain.why}${next}`);
      if (plain.fix !== null) output.data(`    ${plain.fix}`);
    }
    if (page.length < pageSize) return;
    after = page.at(-1)?.subscriberId ?? null;
  }
}

function recordOf(outcome: DeliveryOutcome, domain: string) {
  const { subscriberId, mailId, address, state, reason, attempts, dueAt, endedAt } = outcome;
  const messageId = `<${mailId}@${domain}>`;
  const plain = plainOutcome(state, reason);
  return {
    subscriberId,
    address,
    state,
    ...plain,
    messageId,
    reason,
    attempts,
    next: dueAt,
    endedAt,
  };
}
