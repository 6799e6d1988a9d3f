/** A mailbox that reports come to, wherever it is kept. */
export interface BounceMailbox {
  /** The names of mails that nobody has read yet, oldest first. Throws when the mailbox cannot be reached. */
  listNew(): Promise<readonly string[]>;
  /** The names of mails that were read and came before an instant. */
  listSeen(before: Date): Promise<readonly string[]>;
  /** The first bytes of a mail, as many as a report needs; `null` when it is gone. */
  read(name: string): Promise<Uint8Array | null>;
  markSeen(name: string): Promise<void>;
  /** Deletes a mail for good. */
  remove(name: string): Promise<void>;
  close(): Promise<void>;
}
