import { createTransport } from 'nodemailer';

import { fillMarks, wordsIn } from '#newsletter/marks.ts';

import { accountOf, benchMessage } from './mail-work.ts';

// Sends the benchmark's issue as most programs do: nodemailer's own pool, a whole message for each recipient. It keeps
// no record of who got it.

const [, , url = '', connections = '5', count = '0'] = process.argv;
const message = benchMessage();
const transport = createTransport({
  url,
  pool: true,
  maxConnections: Number(connections),
  maxMessages: Number.POSITIVE_INFINITY,
});

async function send(index: number): Promise<void> {
  const token = String(index).padStart(43, 'A');
  const words = { unsubscribe: token, preferences: token, reason: 'Je krijgt dit.', reader: '' };
  await transport.sendMail({
    from: { name: 'Radijs & Zn', address: 'werkbank@hub.example' },
    to: `p${index}@example.org`,
    subject: message.subject,
    html: fillMarks(message.html, wordsIn('html', words)),
    text: fillMarks(message.text, wordsIn('text', words)),
    headers: { 'List-Unsubscribe': `<https://hub.example/?token=${token}>` },
  });
}

/** As many at once as keep every connection busy, and no more. */
async function sendAll(from: number, to: number): Promise<void> {
  let next = from;
  const lane = async () => {
    for (let index = next++; index < to; index = next++) await send(index);
  };
  await Promise.all(Array.from({ length: Number(connections) * 2 }, lane));
}

await sendAll(0, 100);
const total = Number(count);
const account = await accountOf(total, () => sendAll(100, 100 + total));
transport.close();
process.stdout.write(JSON.stringify(account));
