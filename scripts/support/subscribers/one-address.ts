import { domainToASCII } from 'node:url';

import { type Address, readAddress } from '#audience/address.ts';

import { WrongUsage } from '../questions.ts';

/** The one address that a command was given. Throws {@link WrongUsage}. */
export function oneAddress(positionals: readonly string[]): Address {
  const [text, ...others] = positionals;
  if (text === undefined || others.length > 0) {
    throw new WrongUsage('Name one mail address; --help says more.');
  }
  const read = readAddress(text, domainToASCII);
  if (read.kind === 'address') return read.address;
  throw new WrongUsage('That is no mail address that the hub could know.');
}
