import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { parseArgs } from 'node:util';

import { readContent } from '#adapters/content-files.ts';
import { type LifecycleMail, runLifecycle } from '#audience/lifecycle/run.ts';
import { runTriggers, type TriggeredMail } from '#audience/lifecycle/run-triggers.ts';
import { problemLine } from '#hub/problem.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';
import { openAudience } from '#server/open-audience.ts';

import { type Output, runCommand, terminal } from './support/command.ts';

const usage = `Owes the mails that follow on what subscribers did, or on their silence: those of "triggers" in content/hub.yaml, and
to who has been quiet for long the question whether to pause, get less or stop. Only who agreed to measurement can be
quiet; of the others the hub does not know it. The running hub looks every hour and sends what is owed; run this to
see who would get what and why.

  npm run lifecycle -- [--dry-run] [--json]

  --dry-run   says who would get what and why, and changes nothing
  --json      prints the result for a program

Repeating it is harmless: nobody is mailed twice about the same act or silence.

Example: npm run lifecycle -- --dry-run`;

const deaf =
  'Nobody followed a link that the hub heard of in all that time, so silence says nothing and nobody is asked.';

/** Looks for silence and returns the exit status: 0 done, 1 the hub cannot be read, 2 wrong usage. */
export async function main(
  argv: string[],
  output: Output = terminal,
  {
    now = new Date(),
    environment,
  }: {
    now?: Date;
    environment?: Pick<Environment, 'hubRoot' | 'dataDir' | 'databaseUrl' | 'secret'>;
  } = {},
): Promise<number> {
  const { values: options } = parseArgs({
    args: argv,
    options: {
      'dry-run': { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (options.help) {
    output.data(usage);
    return 0;
  }

  const found = environment ?? readEnvironment();
  const { content, problems } = await readContent(found.hubRoot);
  if (!content) {
    for (const problem of problems) output.remark(problemLine(problem));
    output.remark('The hub cannot be read, so nobody was mailed. Mend the errors above.');
    return 1;
  }
  if (found.databaseUrl === undefined && !existsSync(found.dataDir)) {
    output.remark(`There is no ${found.dataDir}: the hub knows no subscriber yet.`);
    return 0;
  }

  const isRehearsal = options['dry-run'];
  const { store, serverKey } = await openAudience(found, { now });
  try {
    const context = { store, serverKey, hub: content.hub, random: randomBytes, now };
    const triggered = await runTriggers(context, { isRehearsal });
    const run = await runLifecycle(context, { isRehearsal });
    if (options.json) {
      output.data(JSON.stringify({ asOf: now, dryRun: isRehearsal, triggered, ...run }, null, 2));
      return 0;
    }
    for (const line of linesOf([...triggered, ...run.mails], isRehearsal)) output.data(line);
    if (!run.hears) output.remark(deaf);
  } finally {
    await store.close();
  }
  return 0;
}

function linesOf(
  mails: readonly (LifecycleMail | TriggeredMail)[],
  isRehearsal: boolean,
): string[] {
  if (mails.length === 0) return ['Nobody is to be mailed.'];
  const verb = {
    queued: isRehearsal ? 'would get' : 'gets',
    waits: 'waits, enough mail came this week:',
  } as const satisfies Record<LifecycleMail['outcome'], string>;
  const what = (mail: LifecycleMail | TriggeredMail) =>
    mail.kind === 'trigger'
      ? `${mail.trigger}; acted on ${dayText(mail.actAt)}`
      : `${mail.kind}; quiet since ${dayText(mail.quietSince)}`;
  return mails.flatMap((mail) => [
    `${mail.address} ${verb[mail.outcome]} ${what(mail)}`,
    `  ${mail.because}`,
  ]);
}

function dayText(instant: Date): string {
  return instant.toISOString().slice(0, 10);
}

await runCommand(import.meta, main);
