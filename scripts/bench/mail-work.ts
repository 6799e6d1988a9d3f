import { aMessage } from '../../tests/support/deliveries.ts';
import { randomFrom } from './random.ts';

/** What a sender took for its mails, by its own account; starting the process is not in it. */
export interface SentMails {
  readonly mails: number;
  readonly wallMs: number;
  readonly cpuMs: number;
}

/** An issue of 30 kB: 24 of HTML and 6 of text, as a composed one of some teasers has. */
export function benchMessage() {
  const random = randomFrom('issue');
  const words = ['ketting', 'naaf', 'één', 'spaak', 'zout', 'olie', 'wiel', 'rem', 'café', 'vet'];
  const prose = (length: number) => {
    let text = '';
    while (text.length < length) text += `${random.pick(words)} `;
    return text;
  };
  const { html, text, ...message } = aMessage();
  const paragraphs = Array.from({ length: 40 }, () => `<p style="margin:0">${prose(570)}</p>\n`);
  return {
    ...message,
    html: html.replace('</body>', `${paragraphs.join('')}</body>`),
    text: `${text}${Array.from({ length: 15 }, () => `${prose(390)}\n`).join('')}`,
  };
}

/** Runs `work` and says what it took. */
export async function accountOf(mails: number, work: () => Promise<unknown>): Promise<SentMails> {
  const cpu = process.cpuUsage();
  const started = performance.now();
  await work();
  const wallMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpu);
  return { mails, wallMs, cpuMs: (user + system) / 1000 };
}
