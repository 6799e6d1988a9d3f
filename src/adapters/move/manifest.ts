import { z } from 'zod';

/**
 * An export is a folder: `subscribers.csv`, a file of NDJSON in `ledger/` for each further table, the server key
 * sealed with a passphrase in `server-key.json`, and this manifest. It names no moment, so that a store that did not
 * change gives the same bytes, on whatever engine.
 */
export const exportFormat = 1;

export const manifestFile = 'manifest.json';
export const listFile = 'subscribers.csv';
export const keyFile = 'server-key.json';

/** The file of a table in the ledger. */
export function ledgerFile(table: string): string {
  return `ledger/${table}.ndjson`;
}

const figuresSchema = z.strictObject({
  confirmed: z.number(),
  /** How many events there are of each type. */
  events: z.record(z.string(), z.number()),
});

export type Figures = z.infer<typeof figuresSchema>;

export const manifestSchema = z.strictObject({
  freehold: z.literal('audience'),
  format: z.number(),
  /** The migrations that made the tables. */
  migrations: z.array(z.string()).min(1),
  /** Names the server key that the hashes were made with. */
  keyFingerprint: z.string(),
  hasKey: z.boolean(),
  figures: figuresSchema,
  files: z.record(z.string(), z.strictObject({ rows: z.number(), sha256: z.string() })),
});

export type Manifest = z.infer<typeof manifestSchema>;
