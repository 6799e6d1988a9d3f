import { execFile, spawn } from 'node:child_process';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { promisify } from 'node:util';

import type { SentMails } from './mail-work.ts';
import { measureRecovery } from './sender-recovery.ts';
import { median } from './summary.ts';
import { table } from '../support/text-table.ts';

/** One spell of sending. */
export interface SendingRun extends SentMails {
  readonly sender: Sender;
  readonly connections: number;
  readonly round: number;
  /** What the server took meanwhile, warm-up included. */
  readonly taken: number;
}

type Sender = 'Freehold' | 'nodemailer sendMail';

export interface SendingReport {
  readonly runs: readonly SendingRun[];
  /** From the death of a sender until another has sent or judged everything that it held. */
  readonly recoverySeconds: number;
}

const programs: Readonly<Record<Sender, string>> = {
  'nodemailer sendMail': 'send-plainly.ts',
  Freehold: 'send-issue.ts',
};

const warmUp = 100;

/**
 * Sends an issue of 30 kB to a mail server in a process of its own, by Freehold and by nodemailer's own sendMail in turn,
 * A B A B, `rounds` times over 5 and 20 connections; each in a fresh process.
 */
export async function measureSending(
  { rounds, mails, onRun }: { rounds: number; mails: number; onRun: (run: SendingRun) => void },
  { workFolder }: { workFolder: string },
): Promise<SendingReport> {
  await mkdir(workFolder, { recursive: true });
  await using sink = await startSink();
  const runs: SendingRun[] = [];
  for (let round = 1; round <= rounds; round += 1) {
    for (const connections of [5, 20]) {
      for (const sender of Object.keys(programs) as Sender[]) {
        await sink.taken();
        const program = path.join(import.meta.dirname, programs[sender]);
        const args = [program, sink.url, String(connections), String(mails), workFolder];
        const { stdout } = await promisify(execFile)(process.execPath, args);
        const account = JSON.parse(stdout) as SentMails;
        const taken = await sink.taken();
        if (taken !== mails + warmUp) throw new Error(`${sender}: ${taken} mails arrived`);
        const run: SendingRun = { ...account, sender, connections, round, taken };
        runs.push(run);
        onRun(run);
      }
    }
  }
  return { runs, recoverySeconds: await measureRecovery() };
}

async function startSink() {
  const program = path.join(import.meta.dirname, 'mail-sink.ts');
  const child = spawn(process.execPath, [program], { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const nextNumber = async () => Number((await lines.next()).value);
  const port = await nextNumber();
  return {
    url: `smtp://127.0.0.1:${port}`,
    /** Mails since the last time. */
    taken(): Promise<number> {
      child.stdin.write('\n');
      return nextNumber();
    },
    async [Symbol.asyncDispose]() {
      const closed = new Promise((resolve) => child.once('close', resolve));
      child.stdin.end();
      await closed;
    },
  };
}

/** What is aimed at: audience reference §17. */
const sendingAims = { ratio: 2.5, recoverySeconds: 60 };

export function sendingLine({ sender, connections, round, mails, wallMs, cpuMs }: SendingRun) {
  return `  ${sender}, ${connections} connections, round ${round}: ${perSecond({ mails, wallMs }).toFixed(0)} a second, CPU ${(cpuMs / mails).toFixed(2)} ms a mail`;
}

/** Medians of the rounds; a ratio is the median of each round's own. */
export function sendingTables({ runs, recoverySeconds }: SendingReport): string {
  const groups = [...Map.groupBy(runs, (run) => `${run.connections} ${run.sender}`).values()];
  const rows = groups.map((group) => {
    const rates = group.map(perSecond);
    const others = group.map((run) =>
      runs.find(
        (other) =>
          other.sender === 'nodemailer sendMail' &&
          other.round === run.round &&
          other.connections === run.connections,
      ),
    );
    const ratio = (of: (run: SendingRun) => number) =>
      median(group.map((run, index) => of(run) / of(others[index] ?? run))).toFixed(2);
    return [
      group[0]?.sender ?? '',
      group[0]?.connections ?? 0,
      median(rates).toFixed(0),
      `${Math.min(...rates).toFixed(0)}–${Math.max(...rates).toFixed(0)}`,
      ratio(perSecond),
      median(group.map(({ cpuMs, mails }) => cpuMs / mails)).toFixed(2),
      ratio(({ cpuMs, mails }) => mails / cpuMs),
    ];
  });
  const sent = table(
    [
      `issue of 30 kB (aim ${sendingAims.ratio} ×)`,
      'connections',
      'mails a second',
      'range',
      '× sendMail',
      'CPU ms a mail',
      '× by CPU',
    ],
    rows,
  );
  return `${sent}\n\nA killed sender: everything it held was sent or judged after ${recoverySeconds.toFixed(1)} s (aim ≤ ${sendingAims.recoverySeconds})`;
}

function perSecond({ mails, wallMs }: Pick<SendingRun, 'mails' | 'wallMs'>): number {
  return mails / (wallMs / 1000);
}
