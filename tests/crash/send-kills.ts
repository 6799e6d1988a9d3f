import type { MakePlace } from './place.ts';
import { type Kill, type SendingVerdict, trySending } from './sending.ts';

/** What killing senders has shown. */
export interface SendingReport {
  readonly kills: number;
  /** Recipients of whom nobody knows whether they got the issue. */
  readonly unknown: number;
  readonly faults: readonly string[];
}

type OnProgress = (done: number, total: number) => void;

/** Sends to ten and kills the sender at each of its store calls, and at each moment of the mail server. */
export async function killAtMoments({
  makePlace,
  onProgress,
}: {
  makePlace: MakePlace;
  onProgress: OnProgress;
}): Promise<SendingReport> {
  const trial = { makePlace, recipients: 10, senders: 1 } as const;
  const { storeCalls, smtpMoments } = await trySending({ ...trial, kill: null });
  const upTo = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
  const kills: Kill[] = [
    ...upTo(storeCalls).map((n) => ({ at: 'store-call', n }) as const),
    ...upTo(smtpMoments).map((n) => ({ at: 'smtp-moment', n }) as const),
  ];
  const verdicts: SendingVerdict[] = [];
  for (const kill of kills) {
    verdicts.push(await trySending({ ...trial, kill }));
    onProgress(verdicts.length, kills.length);
  }
  return reportOf(verdicts);
}

/** Sends to lists of three sizes by some senders at once and kills them at random. */
export async function killSendersAtRandom({
  makePlace,
  senders,
  rounds,
  onProgress,
}: {
  makePlace: MakePlace;
  senders: number;
  rounds: number;
  onProgress: OnProgress;
}): Promise<SendingReport> {
  const verdicts: SendingVerdict[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const recipients = [50, 200, 500][round % 3] ?? 50;
    const afterMs = Array.from({ length: senders }, () => Math.random() * 200);
    const kill = { at: 'random', afterMs } as const;
    verdicts.push(await trySending({ makePlace, recipients, senders, kill }));
    onProgress(round + 1, rounds);
  }
  return reportOf(verdicts);
}

function reportOf(verdicts: readonly SendingVerdict[]): SendingReport {
  return {
    kills: verdicts.reduce((sum, { kills }) => sum + kills, 0),
    unknown: verdicts.reduce((sum, { unknown }) => sum + unknown, 0),
    faults: verdicts.flatMap(({ faults }) => faults),
  };
}
