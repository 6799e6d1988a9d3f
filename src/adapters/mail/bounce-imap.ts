import { ImapFlow } from 'imapflow';

import type { BounceMailbox } from './bounce-mailbox.ts';
import { maxMailBytes } from './report-mail.ts';

/**
 * The mailbox at `url`, `imaps://user:password@host/folder`. Each listing of new mail makes a new connection, which
 * serves until the next one. A mail is named by the two numbers that IMAP calls a mail by.
 */
export function bounceImap(url: string): BounceMailbox {
  const folder = decodeURIComponent(new URL(url).pathname.slice(1)) || 'INBOX';
  let client: ImapFlow | null = null;
  let validity = '';

  async function connect(): Promise<ImapFlow> {
    await disconnect();
    const opened = clientFor(url);
    // Without a listener a connection that breaks would end the process; whoever waits for an answer is told anyway.
    opened.on('error', () => undefined);
    await opened.connect();
    client = opened;
    const mailbox = await opened.mailboxOpen(folder);
    validity = String(mailbox.uidValidity);
    return opened;
  }

  async function disconnect(): Promise<void> {
    const open = client;
    client = null;
    if (open?.usable) await open.logout().catch(() => open.close());
    else open?.close();
  }

  const connected = async () => (client?.usable ? client : connect());

  /** The number of a mail, or `null` when the server has numbered its mails anew. */
  function numberOf(name: string): string | null {
    const [known, uid] = name.split(':');
    return known === validity && uid !== undefined ? uid : null;
  }

  async function search(query: Parameters<ImapFlow['search']>[0], open: ImapFlow) {
    const found = await open.search(query, { uid: true });
    if (!Array.isArray(found)) throw new Error('the IMAP server did not answer a search');
    return found.toSorted((one, other) => one - other).map((uid) => `${validity}:${uid}`);
  }

  return {
    listNew: async () => search({ seen: false, deleted: false }, await connect()),
    listSeen: async (before) => search({ seen: true, deleted: false, before }, await connected()),
    async read(name) {
      const open = await connected();
      const uid = numberOf(name);
      if (uid === null) return null;
      const source = { start: 0, maxLength: maxMailBytes };
      const mail = await open.fetchOne(uid, { source }, { uid: true });
      return mail && mail.source ? mail.source : null;
    },
    async markSeen(name) {
      const open = await connected();
      const uid = numberOf(name);
      if (uid !== null) await open.messageFlagsAdd(uid, [String.raw`\Seen`], { uid: true });
    },
    async remove(name) {
      const open = await connected();
      const uid = numberOf(name);
      if (uid !== null) await open.messageDelete(uid, { uid: true });
    },
    close: disconnect,
  };
}

const ownHosts: readonly string[] = ['localhost', '127.0.0.1', '[::1]'];

function clientFor(url: string): ImapFlow {
  const { protocol, hostname, port, username, password } = new URL(url);
  const isSecure = protocol === 'imaps:';
  return new ImapFlow({
    host: hostname,
    // RFC 8314 §7.3 and RFC 9051 §2.1
    port: port === '' ? (isSecure ? 993 : 143) : Number(port),
    secure: isSecure,
    // No password goes over a network in the clear.
    ...(isSecure || ownHosts.includes(hostname) ? {} : { doSTARTTLS: true }),
    auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
  });
}
