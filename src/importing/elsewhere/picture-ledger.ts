import { hostOf, type WantedHosts } from './hosts.ts';
import { originalOf, picturesBehind, type WantedPicture } from './originals.ts';
import type { Elsewhere } from './pictures-elsewhere.ts';

/** What is known of the pictures on the web, by their original addresses. */
export interface PictureLedger {
  /** File of the hub. */
  readonly files: ReadonlyMap<string, string>;
  /** Why one could not be fetched. */
  readonly refusals: ReadonlyMap<string, string>;
  /** Whose pictures are fetched; `null` where none are. */
  readonly wanted: WantedHosts | null;
  readonly isOwnHost: (host: string) => boolean;
  readonly isTrial: boolean;
}

/** What becomes of the picture at `address`, as {@link import('../plan-import.ts').BegunImport.settle} asks. */
export function elsewhereIn(ledger: PictureLedger): (address: string) => Elsewhere {
  return (address) => {
    const original = originalOf(address);
    const host = hostOf(address);
    const isOwn = ledger.isOwnHost(host);
    const file = ledger.files.get(original);
    if (file !== undefined) {
      const advice = `it came from ${host}; keep it only if its maker lets you`;
      return { kind: 'here', file, ...(!isOwn && { advice }) };
    }
    const reason = ledger.refusals.get(original);
    if (reason !== undefined) {
      return {
        kind: 'there',
        advice: `it ${reason}; or put a copy in content/media/ and show that`,
      };
    }
    if (isWanted(host, ledger)) {
      return ledger.isTrial ? { kind: 'awaited' } : { kind: 'there', advice: 'it was not fetched' };
    }
    const advice = isOwn
      ? 'import with --fetch-pictures, which brings it'
      : `it is at ${host}; if its maker lets you, --fetch-pictures=${host} brings it`;
    return { kind: 'there', advice };
  };
}

/** The pictures among `addresses` that are to be fetched and are not here. */
export function picturesToFetch(
  addresses: readonly string[],
  ledger: PictureLedger,
): WantedPicture[] {
  return picturesBehind(addresses).filter(
    ({ original }) => !ledger.files.has(original) && isWanted(hostOf(original), ledger),
  );
}

function isWanted(host: string, { wanted, isOwnHost }: PictureLedger): boolean {
  return wanted !== null && (wanted === 'all' || wanted.has(host) || isOwnHost(host));
}
