import type { Consent } from '../consent.ts';
import type { AudienceEvent } from '../events.ts';
import type { Subscriber } from '../store.ts';
import type { Suppression } from '../subscription.ts';
import type { Token } from '../tokens.ts';
import type { FormatId } from './formats.ts';
import type { OutcomeCounts } from './outcomes.ts';

/** One import of one file, by which it can be taken back as a whole. */
export interface ImportBatch {
  readonly id: string;
  readonly format: FormatId;
  /** SHA-256 of the file. */
  readonly fileHash: string;
  /** Where consent was given, in the operator's words. */
  readonly proof: string | null;
  /** `running` also stands for one that was broken off: importing the same file again finishes it. */
  readonly state: 'running' | 'done' | 'undone';
  readonly startedAt: Date;
  /** What the last run counted; `null` while it runs. */
  readonly counts: OutcomeCounts | null;
}

/** All that decides what becomes of a line. */
export interface Standing {
  readonly subscriber: Subscriber | null;
  /** Whether the subscription rests on what another service recorded. */
  readonly isImported: boolean;
  readonly suppression: Suppression | null;
}

export interface AddressKeys {
  readonly addressKey: string;
  readonly addressHash: string;
}

/** A person as an import adds them. */
export interface Arrival {
  readonly subscriber: Subscriber;
  readonly consent: Consent;
  readonly token: Token;
  /** `null` for who had left already: nobody arrives. */
  readonly event: AudienceEvent | null;
}

export interface ImportReads {
  /** What is known of each address, in the order asked. */
  listStandings(of: readonly AddressKeys[]): Promise<readonly Standing[]>;
  findImport(id: string): Promise<ImportBatch | null>;
  /** The import of this file that was begun and not finished. */
  findUnfinishedImport(fileHash: string): Promise<ImportBatch | null>;
  /** Newest first. */
  listImports(): Promise<readonly ImportBatch[]>;
  /** How many people of `batch` are there. */
  countArrivals(batch: string): Promise<number>;
}

export interface ImportRows extends ImportReads {
  saveImport(batch: ImportBatch): Promise<void>;
  addArrivals(arrivals: readonly Arrival[]): Promise<void>;
  /**
   * Deletes up to `max` people whom `batch` added and who did nothing since, with all that it wrote of them.
   * Returns how many went.
   */
  removeArrivals(batch: string, max: number): Promise<number>;
  /** Lifts the suppressions that came from `source`; returns how many. */
  liftSuppressionsFrom(source: string): Promise<number>;
}
