import DKIM from 'nodemailer/lib/dkim';

/** With which key mail is signed (RFC 6376), and where the world finds its public half. */
export interface DkimKey {
  /** The signing domain, `d=`. */
  readonly domain: string;
  /** The public key is the TXT record of `<selector>._domainkey.<domain>`. */
  readonly selector: string;
  /** An RSA key in PEM. */
  readonly privateKey: string;
}

// RFC 6376 §5.4.1 names what to sign at least; RFC 8058 §4 asks for both List-Unsubscribe headers, and nodemailer
// signs only the first one by itself. Auto-Submitted belongs to what the mail says about itself.
export const signedFields = [
  'From',
  'Reply-To',
  'Subject',
  'Date',
  'Message-ID',
  'To',
  'MIME-Version',
  'Content-Type',
  'Content-Transfer-Encoding',
  'Auto-Submitted',
  'List-Id',
  'List-Unsubscribe',
  'List-Unsubscribe-Post',
];

/** The bytes of a mail with its signature on top. Throws where the key cannot sign. */
export async function signed(
  bytes: Buffer,
  { domain, selector, privateKey }: DkimKey,
): Promise<Buffer> {
  const signer = new DKIM({
    domainName: domain,
    keySelector: selector,
    privateKey,
    headerFieldNames: signedFields.join(':'),
  });
  const chunks: Buffer[] = await Array.fromAsync(signer.sign(bytes));
  const result = Buffer.concat(chunks);
  // With a key that cannot sign, nodemailer lets the mail through as it is.
  if (!result.toString('latin1', 0, 15).startsWith('DKIM-Signature:')) {
    throw new TypeError(`the DKIM key of ${domain} cannot sign`);
  }
  return result;
}
