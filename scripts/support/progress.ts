/** Reports how far a long job is. */
export interface Progress {
  (done: number, total: number): void;
}

const barWidth = 24;

/**
 * A progress bar on stderr; on a terminal it redraws one line, elsewhere it writes a line
 * at the end only, so that logs stay short.
 */
export function progressBar(label: string, stream: NodeJS.WriteStream = process.stderr): Progress {
  return (done, total) => {
    if (total === 0) return;
    if (stream.isTTY) {
      const filled = Math.round((barWidth * done) / total);
      stream.write(
        `\r${label} ${'█'.repeat(filled)}${'░'.repeat(barWidth - filled)} ${done}/${total}`,
      );
      if (done === total) stream.write('\n');
    } else if (done === total) {
      stream.write(`${label} ${done}/${total}\n`);
    }
  };
}
