import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';

import { openResolver } from '#adapters/dns.ts';
import { problemLine } from '#hub/problem.ts';
import { remainingOf, totalOf } from '#newsletter/delivery.ts';
import { refusalsOf } from '#newsletter/send-guards.ts';
import { checkContent } from '#adapters/check-content.ts';
import { runSending } from '#server/sending/run-sending.ts';
import { sendFactsOf } from '#server/sending/send-facts.ts';
import type { SendableIssue } from '#server/sending/list-recipients.ts';
import type { Environment } from '#server/environment.ts';

import type { Output } from '../command.ts';
import { pacedProgress } from '../paced-progress.ts';
import { tellChoices } from './dry-run.ts';
import { atIssuePlace, type IssuePlace } from './issue-place.ts';
import { findSendable, reasonsOf } from './sendable.ts';
import { summaryOf } from './status-command.ts';

const usage = `Sends an issue that the last build made ready to everybody it is for. Every recipient is written down before the first
mail; begun again, also after a crash, it goes on where it was. Any number of senders may share a PostgreSQL store.
Ctrl-C finishes the mails under way and stops this sender; npm run issue -- stop stops them all. Without SMTP_URL mails
are written to data/outbox/.

  npm run issue -- send <issue> [options]

  --dry-run        lists who would get what and why, and what speaks against sending; changes nothing
  --late-ok        sends it though it was due more than an hour ago
  --after-restore  the store came out of a backup, and you know what was sent since
  --retry-unknown  sends again to those of whom nobody knows whether they got it; they may get it twice
  --connections    how many mails go at once; 5 when left out
  --per-minute     the most mails a minute that your mail server allows
  --no-wait        ends when nothing is due now, instead of waiting for those who asked to come back later
  --json           prints the result for a program

Exit status: 0 nothing is left to send, 1 something is or it was refused, 2 wrong usage.

Example: npm run issue -- send nl/2026-11-18 --dry-run`;

export async function sendCommand(
  argv: string[],
  output: Output,
  environment?: Environment,
): Promise<number> {
  const { values, positionals } = parseArgs({
    args: argv,
    allowPositionals: true,
    options: {
      'dry-run': { type: 'boolean', default: false },
      'late-ok': { type: 'boolean', default: false },
      'after-restore': { type: 'boolean', default: false },
      'retry-unknown': { type: 'boolean', default: false },
      connections: { type: 'string', default: '5' },
      'per-minute': { type: 'string' },
      'no-wait': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) {
    output.data(usage);
    return 0;
  }
  const [id, ...others] = positionals;
  const lanes = Number(values.connections);
  const perMinute = values['per-minute'];
  const maxPerMinute = perMinute === undefined ? undefined : Number(perMinute);
  if (id === undefined || others.length > 0) {
    output.remark('Name one issue, for example nl/2026-11-18.');
    return 2;
  }
  if (
    ![lanes, maxPerMinute ?? 1].every((one) => Number.isInteger(one) && one > 0 && one <= 100_000)
  ) {
    output.remark('--connections and --per-minute take whole numbers above 0.');
    return 2;
  }
  return atIssuePlace({ output, environment }, async (place) => {
    const found = await findSendable(id, place);
    if (found.kind === 'missing') {
      output.remark(found.message);
      return 1;
    }
    const { issue } = found;
    const refusals = await refusalsFor(issue, {
      ...place,
      lateOk: values['late-ok'],
      afterRestore: values['after-restore'],
    });
    if (values['dry-run']) await tellChoices(issue, { ...place, output, json: values.json });
    for (const { message } of refusals) output.remark(`Not sent: ${message}`);
    if (values['dry-run'] || refusals.length > 0) return refusals.length > 0 ? 1 : 0;

    const options = { lanes, maxPerMinute, waits: !values['no-wait'] };
    const flags = { retryUnknown: values['retry-unknown'], afterRestore: values['after-restore'] };
    await withSignals((signal) =>
      runWithProgress(issue, { ...place, ...options, ...flags, signal, output }),
    );
    return tellEnd(issue.id, { ...place, output, json: values.json });
  });
}

async function refusalsFor(
  issue: SendableIssue,
  {
    environment,
    hub,
    deliveries,
    clock,
    lateOk,
    afterRestore,
  }: IssuePlace & { lateOk: boolean; afterRestore: boolean },
) {
  const { problems } = await checkContent(environment.hubRoot, { asOf: environment.asOf });
  const contentErrors = problems
    .filter(({ severity }) => severity === 'error')
    .map((problem) => problemLine(problem));
  const facts = await sendFactsOf(issue, {
    ...{ environment, hub, deliveries, contentErrors, lateOk, afterRestore },
    postalAddress: hub.organisation.postalAddress,
    dns: openResolver(),
    now: clock(),
  });
  return refusalsOf(facts);
}

interface Running extends IssuePlace {
  readonly lanes: number;
  readonly maxPerMinute: number | undefined;
  readonly waits: boolean;
  readonly retryUnknown: boolean;
  readonly afterRestore: boolean;
  readonly signal: AbortSignal;
  readonly output: Output;
}

const countEveryMs = 1000;
/** Counting takes at most one part in so many of the time. */
const countingShare = 50;

async function runWithProgress(issue: SendableIssue, running: Running): Promise<void> {
  const { deliveries, hub, clock, output } = running;
  const progress = pacedProgress({
    label: issue.id,
    unit: 'mails',
    clock: () => clock().getTime(),
  });
  const stop = new AbortController();
  const counting = tellProgress(issue.id, { deliveries, progress, signal: stop.signal });
  try {
    await runSending(issue, {
      ...running,
      reasonOf: reasonsOf(running),
      hub,
      log: output.remark,
    });
  } finally {
    stop.abort();
    await counting;
  }
}

/** Counts in the store, since other senders may be at work on the same issue; of a million rows less often. */
async function tellProgress(
  id: string,
  {
    deliveries,
    progress,
    signal,
  }: {
    deliveries: IssuePlace['deliveries'];
    progress: (done: number, total: number) => void;
    signal: AbortSignal;
  },
): Promise<void> {
  for (let waitMs = countEveryMs; !signal.aborted;) {
    await sleep(waitMs, undefined, { signal }).catch(() => undefined);
    if (signal.aborted) return;
    const started = performance.now();
    const counts = await deliveries.counts(id).catch(() => null);
    waitMs = Math.max(countEveryMs, (performance.now() - started) * countingShare);
    if (counts) progress(totalOf(counts) - remainingOf(counts), totalOf(counts));
  }
}

/** Lets Ctrl-C and a stop of the system end the sender when the mails under way are finished. */
async function withSignals(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const onSignal = () => stop.abort();
  process.on('SIGINT', onSignal).on('SIGTERM', onSignal);
  try {
    await work(stop.signal);
  } finally {
    process.off('SIGINT', onSignal).off('SIGTERM', onSignal);
  }
}

async function tellEnd(
  id: string,
  { deliveries, output, json }: IssuePlace & { output: Output; json: boolean },
): Promise<number> {
  const issue = await deliveries.findIssue(id);
  if (!issue) return 1;
  const counts = await deliveries.counts(id);
  output.data(json ? JSON.stringify({ ...issue, counts }) : summaryOf(issue, counts));
  if (!json && counts.failed + counts.unknown > 0) {
    output.remark(`npm run issue -- status ${id} says of each why.`);
  }
  return issue.state === 'finished' ? 0 : 1;
}
