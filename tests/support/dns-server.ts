import { createSocket } from 'node:dgram';
import { once } from 'node:events';

import { type Answer, AUTHORITATIVE_ANSWER, decode, encode, type StringAnswer } from 'dns-packet';

import { openResolver } from '#adapters/dns.ts';

type RecordType = 'A' | 'AAAA' | 'MX' | 'PTR' | 'TXT';

/** What a name server holds: `'brand.example TXT': ['v=spf1 -all']`; `'brand.example MX': ['10 mail.brand.example']`. */
export type Zone = Readonly<Record<string, readonly string[]>>;

/**
 * A real name server on a free UDP port of this machine. A name without any record does not exist; a record `silence`
 * is never answered.
 */
export async function openDnsServer(zone: Zone) {
  const socket = createSocket('udp4');
  const asked: string[] = [];
  socket.on('message', (message, { address, port }) => {
    const { id, questions = [] } = decode(message);
    const [{ name, type } = { name: '', type: 'A' }] = questions;
    const key = `${name.toLowerCase()} ${type}`;
    asked.push(key);
    const texts = zone[key] ?? [];
    if (texts.includes('silence')) return;
    const isName = Object.keys(zone).some((one) => one.startsWith(`${name.toLowerCase()} `));
    // RFC 1035 §4.1.1: 3 means that the name does not exist
    const flags = AUTHORITATIVE_ANSWER | (isName ? 0 : 3);
    const answers = texts.map((text) => answerOf(name, { type: type as RecordType, text }));
    socket.send(
      encode({ type: 'response', id: id ?? 0, flags, questions, answers }),
      port,
      address,
    );
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  return {
    /** Asks this server and no other. */
    dns: openResolver([`127.0.0.1:${socket.address().port}`], { timeoutMs: 300 }),
    /** The questions that came in. */
    asked,
    async [Symbol.asyncDispose]() {
      socket.close();
      await once(socket, 'close');
    },
  };
}

function answerOf(name: string, { type, text }: { type: RecordType; text: string }): Answer {
  const head = { name, ttl: 60 };
  if (type === 'TXT') {
    return {
      ...head,
      type,
      data: (text.match(/.{1,255}/gs) ?? []).map((part) => Buffer.from(part)),
    };
  }
  if (type === 'MX') {
    const [preference = '0', exchange = '.'] = text.split(' ');
    return { ...head, type, data: { preference: Number(preference), exchange } };
  }
  return { ...head, type, data: text } satisfies StringAnswer;
}
