import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';

/** Where in a session a command arrives; the end of a mail's data counts as the command `.`. */
export interface Moment {
  /** CONNECT (the greeting), EHLO, AUTH, MAIL, RCPT, DATA, `.`, RSET or QUIT. */
  readonly command: string;
  /** 1 for the first connection. */
  readonly connection: number;
  /** 1 for the first mail of the connection. */
  readonly mail: number;
  /** The whole command. */
  readonly line: string;
}

/**
 * A reply, `drop` to cut the connection without one, or `silence`; `null` for the usual reply. `half` asks for the
 * data and cuts the connection at their first bytes, `later` takes its time, `parting` takes the mail and leaves.
 */
export type Answer = (moment: Moment) => string | null;

const usual: Readonly<Record<string, string>> = {
  CONNECT: '220 script',
  EHLO: '250 script',
  DATA: '354 go on',
  QUIT: '221 bye',
};

export interface ScriptOptions {
  /** Whether it takes commands that come together (RFC 2920), as the servers of the field do; so clients send them so. */
  readonly pipelining?: boolean;
}

/** An SMTP server on a free port that answers as told, also in ways that no decent server does. */
export async function openSmtpScript(
  answer: Answer = () => null,
  { pipelining = false }: ScriptOptions = {},
) {
  const sockets = new Set<Socket>();
  /** The commands of each connection, without the greeting. */
  const sessions: string[][] = [];
  /** Every mail of which all bytes arrived, whatever was answered. */
  const arrived: string[] = [];

  const server = createServer((socket) => {
    const commands: string[] = [];
    const connection = sessions.push(commands);
    let mail = 0;
    let text = '';
    let isData = false;
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket)).on('error', () => undefined);
    socket.setNoDelay(true);
    let isHalf = false;
    let isRefused = false;

    const usualReply = (command: string): string => {
      if (command === 'EHLO' && pipelining) return '250-script\r\n250 PIPELINING';
      // RFC 2920 §3.1: who sends commands together sends DATA also when nobody is left to get it
      if (command === 'DATA' && isRefused) return '554 5.5.1 no valid recipients';
      return usual[command] ?? '250 ok';
    };

    const reply = (command: string, asked = command) => {
      if (command !== 'CONNECT') commands.push(command);
      const line = answer({ command, connection, mail, line: asked }) ?? usualReply(command);
      if (command === 'MAIL') isRefused = false;
      if (['MAIL', 'RCPT'].includes(command) && /^[45]/.test(line)) isRefused = true;
      if (line === 'drop') socket.destroy();
      else if (line === 'later') setTimeout(() => socket.write('250 ok\r\n'), 150);
      else if (line === 'parting') socket.end('250 ok\r\n');
      else if (line !== 'silence') socket.write(`${line === 'half' ? '354 go on' : line}\r\n`);
      if (command === 'QUIT' || line.startsWith('421')) socket.end();
      isData = command === 'DATA' && line.startsWith('354');
      isHalf = line === 'half';
    };
    reply('CONNECT');

    socket.on('data', (chunk: Buffer) => {
      if (isHalf) {
        socket.destroy();
        return;
      }
      text += chunk.toString('latin1');
      while (socket.writable) {
        // Data may have no line at all.
        if (isData && text.startsWith('.\r\n')) text = `\r\n${text}`;
        const end = text.indexOf(isData ? '\r\n.\r\n' : '\r\n');
        if (end < 0) return;
        const piece = text.slice(0, end);
        text = text.slice(end + (isData ? 5 : 2));
        if (isData) {
          arrived.push(piece);
          reply('.');
        } else {
          const command = /^\w*/.exec(piece)?.[0].toUpperCase() ?? '';
          if (command === 'MAIL') mail += 1;
          reply(command, piece);
        }
      }
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port } = server.address() as AddressInfo;

  return {
    url: `smtp://127.0.0.1:${port}`,
    name: `127.0.0.1:${port}`,
    sessions,
    arrived,
    /** Cuts every connection, as a server that is restarted does. */
    cut() {
      for (const socket of sockets) socket.destroy();
    },
    async [Symbol.asyncDispose]() {
      for (const socket of sockets) socket.destroy();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
