import type { Address } from '#audience/address.ts';

import { bytesBelow } from './audience.ts';

/** Every way in which the files below `folder` hold `address`, each named; none means that it is nowhere. */
export async function tracesOf(address: Address, folder: string): Promise<string[]> {
  const bytes = await bytesBelow(folder);
  const unwrapped = Buffer.from(
    bytes
      .toString('latin1')
      .replaceAll(/=\r?\n/g, '')
      .toLowerCase(),
    'latin1',
  );
  const spellings = [...new Set([address.typed, address.mailbox, address.key])];
  return spellings.flatMap((spelling) =>
    formsOf(spelling)
      .filter(({ bytes: form, isCaseless }) =>
        (isCaseless ? unwrapped : bytes).includes(
          isCaseless ? Buffer.from(form.toString('latin1').toLowerCase(), 'latin1') : form,
        ),
      )
      .map(({ name }) => `${spelling} as ${name}`),
  );
}

interface Form {
  readonly name: string;
  readonly bytes: Buffer;
  /** Also found in capitals, and across the soft line breaks of quoted-printable. */
  readonly isCaseless?: boolean;
}

function formsOf(text: string): Form[] {
  const utf16 = Buffer.from(text, 'utf16le');
  const quoted = Buffer.from(text).toString('latin1');
  return [
    { name: 'text', bytes: Buffer.from(text), isCaseless: true },
    { name: 'UTF-16 LE', bytes: utf16 },
    { name: 'UTF-16 BE', bytes: Buffer.from(utf16).swap16() },
    { name: 'URL part', bytes: Buffer.from(encodeURIComponent(text)), isCaseless: true },
    {
      name: 'quoted-printable',
      bytes: Buffer.from(quoted.replaceAll(/[^ -~]/g, hexOf)),
      isCaseless: true,
    },
    {
      name: 'hexadecimal',
      bytes: Buffer.from(Buffer.from(text).toString('hex')),
      isCaseless: true,
    },
    ...base64Of(Buffer.from(text)),
  ];
}

function hexOf(character: string): string {
  return `=${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}

/** Base64 depends on where a text begins among the bytes: three forms, without what its neighbours share. */
function base64Of(bytes: Buffer): Form[] {
  return [0, 1, 2].map((shift) => {
    const encoded = Buffer.concat([Buffer.alloc(shift), bytes]).toString('base64');
    const inner = encoded.replace(/=+$/, '').slice(shift === 0 ? 0 : shift + 1, -1);
    return { name: `base64 at ${shift}`, bytes: Buffer.from(inner) };
  });
}
