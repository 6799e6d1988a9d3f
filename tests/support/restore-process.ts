import { inspectBackup, restoreBackup } from '#adapters/backup/restore-backup.ts';

/**
 * A program for tests: restores a backup over the store at a place, and dies as by kill -9 at the first rows, right
 * before the new store takes the place (`swap`), or so many milliseconds later.
 */
export const restoreProcess = import.meta.filename;

if (import.meta.main) {
  const [place = '', file = '', moment = ''] = process.argv.slice(2);
  const die = () => process.kill(process.pid, 'SIGKILL');
  await restoreBackup(place, {
    ...{ file, facts: await inspectBackup(file), now: new Date(), epoch: 'fresh' },
    ...{ mayReplace: true, keepMails: false },
    onRows: () => void (moment === 'rows' && die()),
    beforeSwap: () => {
      if (moment === 'swap') die();
      else if (moment !== 'rows') setTimeout(die, Number(moment));
      return Promise.resolve();
    },
  });
}
