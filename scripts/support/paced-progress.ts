import type { Progress } from './progress.ts';

export interface Pace {
  readonly label: string;
  /** What is counted, for example `rows`. */
  readonly unit: string;
  readonly stream?: Pick<NodeJS.WriteStream, 'isTTY' | 'write'>;
  readonly clock?: () => number;
}

const barWidth = 24;
const redrawMs = 200;

/** Shorter jobs are done before a bar says anything. */
const longJob = 5000;

/**
 * A progress bar on stderr that says how fast it goes and how long it takes yet; redrawn at most five times a
 * second on a terminal. Elsewhere it writes one line at the end, so that logs stay short. Silent for fewer than
 * {@link longJob}.
 */
export function pacedProgress({
  label,
  unit,
  stream = process.stderr,
  clock = Date.now,
}: Pace): Progress {
  const startedAt = clock();
  let drawnAt = Number.NEGATIVE_INFINITY;
  return (done, total) => {
    if (total < longJob) return;
    const now = clock();
    const isEnd = done >= total;
    if (!isEnd && (!stream.isTTY || now - drawnAt < redrawMs)) return;
    drawnAt = now;
    const seconds = Math.max((now - startedAt) / 1000, 0.001);
    const pace = done / seconds;
    const counted = `${label} ${grouped(done)} of ${grouped(total)} ${unit}`;
    if (!stream.isTTY) {
      stream.write(`${counted} in ${duration(seconds)}\n`);
      return;
    }
    const filled = Math.min(barWidth, Math.round((barWidth * done) / total));
    const bar = `${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)}`;
    const rest = isEnd ? `in ${duration(seconds)}` : `${duration((total - done) / pace)} left`;
    stream.write(`\r\u001B[K${bar} ${counted} · ${grouped(pace)} a second · ${rest}`);
    if (isEnd) stream.write('\n');
  };
}

function grouped(number: number): string {
  return Math.round(number).toLocaleString('en');
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}
