import { isStoreError, type StoreErrorKind } from '#audience/store.ts';

/** What to do about a system call that failed; the codes are those of errno(3). */
const remedies: Readonly<Record<string, string>> = {
  ENOSPC: 'The disk is full: free some space and try again.',
  EDQUOT: 'The quota of this user is full: free some space and try again.',
  EROFS: 'The disk is read-only here: give the hub a folder that it can write to.',
  EACCES: 'This user may not do that: give it the folder, or run as the user who owns it.',
  EPERM: 'This user may not do that: give it the folder, or run as the user who owns it.',
  ENOTDIR: 'There is a file where a folder should be: move it away.',
  EMFILE: 'Too many files are open: raise the limit (ulimit -n).',
  ENFILE: 'Too many files are open on this machine: close other programs.',
};

const storeRemedies: Readonly<Record<StoreErrorKind, string>> = {
  full: 'The disk that holds the store is full: free some space and try again.',
  busy: 'Another process holds the store: stop the other hub or the copying, and try again.',
  'read-only': 'The store cannot be written: give this user the folder.',
  corrupt: 'Put a backup in its place: npm run restore -- <file> --replace',
  conflict:
    'The store is at odds with itself: put a backup in its place, npm run restore -- <file> --replace',
  unavailable:
    'The store cannot be reached: see that its disk is there and that this user may read it.',
};

/**
 * One or two lines for whoever runs the machine when `error` is the machine's doing; `null` when it is
 * a fault of ours, which keeps its stack.
 */
export function machineTrouble(error: unknown): string | null {
  if (isStoreError(error)) return `${sentence(error.message)}\n${storeRemedies[error.kind]}`;
  if (!(error instanceof Error) || !('code' in error) || !('syscall' in error)) return null;
  const remedy = remedies[String(error.code)];
  return remedy === undefined ? null : `${sentence(error.message)}\n${remedy}`;
}

function sentence(text: string): string {
  return /[.!?]$/.test(text) ? text : `${text}.`;
}
