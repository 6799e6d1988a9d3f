import { createCipheriv, createDecipheriv, createHmac, scrypt } from 'node:crypto';

import { z } from 'zod';

/**
 * The server key, sealed with a passphrase: scrypt (RFC 7914) makes 44 bytes of passphrase and salt, 32 as key and 12
 * as nonce of AES-256-GCM. The salt follows from both secrets, so that the same ones give the same bytes, and no
 * pair of key and nonce ever seals two texts.
 */
const sealedKeySchema = z.strictObject({
  kdf: z.literal('scrypt'),
  n: z.literal(131_072),
  r: z.literal(8),
  p: z.literal(1),
  salt: z.hex(),
  cipher: z.literal('aes-256-gcm'),
  key: z.hex(),
  tag: z.hex(),
});

export type SealedKey = z.infer<typeof sealedKeySchema>;

// OWASP Password Storage Cheat Sheet: N=2^17, r=8, p=1; it takes 128 · N · r bytes.
const costs = { n: 131_072, r: 8, p: 1 } as const;

export async function sealKey(serverKey: Uint8Array, passphrase: string): Promise<SealedKey> {
  const salt = createHmac('sha256', serverKey)
    .update(`export-salt\n${passphrase.normalize('NFC')}`)
    .digest()
    .subarray(0, 16);
  const { key, nonce } = await derive(passphrase, salt);
  const cipher = createCipheriv('aes-256-gcm', key, nonce);
  const sealed = Buffer.concat([cipher.update(serverKey), cipher.final()]);
  return {
    kdf: 'scrypt',
    ...costs,
    salt: salt.toString('hex'),
    cipher: 'aes-256-gcm',
    key: sealed.toString('hex'),
    tag: cipher.getAuthTag().toString('hex'),
  };
}

/** The key in `text`; `null` when it is none, was altered, or `passphrase` is another. */
export async function openSealedKey(text: string, passphrase: string): Promise<Uint8Array | null> {
  const parsed = parseSealed(text);
  if (parsed === null) return null;
  const { key, nonce } = await derive(passphrase, Buffer.from(parsed.salt, 'hex'));
  const decipher = createDecipheriv('aes-256-gcm', key, nonce, { authTagLength: 16 });
  try {
    decipher.setAuthTag(Buffer.from(parsed.tag, 'hex'));
    return Buffer.concat([decipher.update(Buffer.from(parsed.key, 'hex')), decipher.final()]);
  } catch {
    return null;
  }
}

function parseSealed(text: string): SealedKey | null {
  try {
    return sealedKeySchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function derive(passphrase: string, salt: Uint8Array): Promise<{ key: Buffer; nonce: Buffer }> {
  const { n, r, p } = costs;
  const options = { N: n, r, p, maxmem: 2 * 128 * n * r };
  return new Promise((resolve, reject) => {
    scrypt(passphrase.normalize('NFC'), salt, 44, options, (error, bytes) => {
      if (error) reject(error);
      else resolve({ key: bytes.subarray(0, 32), nonce: bytes.subarray(32) });
    });
  });
}
