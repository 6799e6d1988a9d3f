/** A mail address as a person gave it and as the hub uses it. */
export interface Address {
  /** As typed, in Unicode NFC and without surrounding spaces: what the person sees again. */
  readonly typed: string;
  /** Where mail goes: the local part as typed, the host as lower-case A-labels. */
  readonly mailbox: string;
  /** Equal for every spelling of one mailbox: also the local part in lower case. Never mailed to. */
  readonly key: string;
}

export type AddressOutcome =
  | { readonly kind: 'address'; readonly address: Address }
  | { readonly kind: 'invalid' }
  /** Well formed, but its local part needs SMTPUTF8 (RFC 6531), which not every transport offers. */
  | { readonly kind: 'unsupported' };

/** Turns a host name into A-labels, or an empty text where it has none (`domainToASCII` of node:url). */
export type ToAscii = (host: string) => string;

// RFC 5321 §4.5.3.1.1 and §4.5.3.1.3 (a path of 256 octets includes its angle brackets)
const maxLocalLength = 64;
const maxAddressLength = 254;
/** Longer input is refused unread; the room above an address's own maximum is for spaces. */
const maxInputLength = 512;

// RFC 5322 §3.2.3 dot-atom: no quoted local part, no comment, no group
const localPattern = /^[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const unicodeLocalPattern = /^[\w!#$%&'*+/=?^`{|}~.\-\p{L}\p{M}\p{N}\p{S}]+$/u;

/**
 * Reads exactly one address, strictly; never throws, takes linear time.
 * What mail servers might read in two ways is refused: quotes, comments, groups, lists, line breaks.
 */
export function readAddress(text: string, toAscii: ToAscii): AddressOutcome {
  if (text.length > maxInputLength) return { kind: 'invalid' };
  const typed = text.replace(/^ +/, '').replace(/ +$/, '').normalize('NFC');
  const at = typed.lastIndexOf('@');
  const local = typed.slice(0, Math.max(at, 0));
  const host = asciiHost(typed.slice(at + 1), toAscii);
  if (host === null || local === '' || typed.length > maxAddressLength) return { kind: 'invalid' };

  if (!localPattern.test(local)) {
    return { kind: unicodeLocalPattern.test(local) && !isAscii(local) ? 'unsupported' : 'invalid' };
  }
  const mailbox = `${local}@${host}`;
  if (local.length > maxLocalLength || mailbox.length > maxAddressLength)
    return { kind: 'invalid' };
  return { kind: 'address', address: { typed, mailbox, key: mailbox.toLowerCase() } };
}

// Characters that disappear or change when a host is mapped to A-labels (UTS 46) let two names look alike.
const hostPattern = /^[[\p{L}\p{M}\p{N}.\-]--\p{Default_Ignorable_Code_Point}]+$/v;
// RFC 3696 §2: a top-level domain is letters or an A-label, so that no IPv4 address passes in any spelling.
const topLevelPattern = /^([a-z]{2,63}|xn--[a-z0-9-]+)$/;
const labelPattern = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;

function asciiHost(host: string, toAscii: ToAscii): string | null {
  if (!hostPattern.test(host) || host.normalize('NFKC') !== host) return null;
  if (host.split('.').some(mixesScripts)) return null;

  const ascii = isAscii(host) ? host.toLowerCase() : toAscii(host);
  const labels = ascii.split('.');
  const isName =
    labels.length >= 2 &&
    ascii.length <= 253 &&
    labels.every((label) => labelPattern.test(label)) &&
    topLevelPattern.test(labels.at(-1) ?? '');
  return isName ? ascii : null;
}

/** Whether one label mixes Latin with a script that has look-alike letters, as in `pаypal` with a Cyrillic а. */
function mixesScripts(label: string): boolean {
  return (
    /\p{Script=Latin}/u.test(label) &&
    /[\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Cherokee}]/u.test(label)
  );
}

function isAscii(text: string): boolean {
  return !/\P{ASCII}/u.test(text);
}
