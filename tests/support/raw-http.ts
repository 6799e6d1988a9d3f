import { connect, type Socket } from 'node:net';

/** An answer as it came over the wire. */
export interface RawAnswer {
  readonly status: number;
  /** By lower-case name; repeated headers are joined by a comma. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Sends `lines` as one request, byte for byte, and reads until the server closes the connection. */
export async function rawRequest(port: number, ...lines: string[]): Promise<RawAnswer> {
  const socket = openSocket(port);
  socket.write([...lines, '', ''].join('\r\n'), 'latin1');
  return parseAnswer(await textUntilClosed(socket));
}

/** Asks for `target` with nothing normalised on the way, on a connection of its own. */
export function ask(
  port: number,
  method: string,
  target: string,
  ...headers: string[]
): Promise<RawAnswer> {
  const line = `${method} ${target} HTTP/1.1`;
  return rawRequest(port, line, 'Host: x', 'Connection: close', ...headers);
}

export function openSocket(port: number): Socket {
  const socket = connect(port, '127.0.0.1');
  // The server may close while we still write; what it said before counts.
  socket.on('error', () => {});
  return socket;
}

/** All that arrives until the connection ends. */
export async function textUntilClosed(socket: Socket): Promise<string> {
  const chunks: Buffer[] = [];
  socket.on('data', (chunk) => chunks.push(chunk));
  await new Promise((resolve) => socket.once('close', resolve));
  return Buffer.concat(chunks).toString('latin1');
}

/** The first answer in `text`. Throws when there is none. */
export function parseAnswer(text: string): RawAnswer {
  const [head = '', ...rest] = text.split('\r\n\r\n');
  const [statusLine = '', ...lines] = head.split('\r\n');
  const status = Number(/^HTTP\/1\.1 (\d{3})/.exec(statusLine)?.[1]);
  if (Number.isNaN(status)) throw new Error(`no answer: ${JSON.stringify(text.slice(0, 80))}`);
  const headers: Record<string, string> = {};
  for (const line of lines) {
    const [, name = '', value = ''] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    const key = name.toLowerCase();
    headers[key] = key in headers ? `${headers[key]}, ${value}` : value;
  }
  return { status, headers, body: rest.join('\r\n\r\n') };
}
