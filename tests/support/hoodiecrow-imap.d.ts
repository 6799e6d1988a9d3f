declare module 'hoodiecrow-imap' {
  import type { Server } from 'node:net';

  /** An IMAP server that keeps its mails in memory. */
  interface ImapServer {
    readonly server: Server;
    listen(port: number, host: string): void;
    appendMessage(folder: string, flags: string[], internalDate: string, raw: string): unknown;
    getMailbox(folder: string): { messages: { raw: string; flags: string[] }[] };
    close(done: () => void): void;
  }

  export default function hoodiecrow(options: {
    plugins: readonly string[];
    storage: Record<string, { messages: readonly unknown[] }>;
  }): ImapServer;
}
