import type { OutgoingMail } from '#audience/mail.ts';

/** A mail as the mailers get it. */
export function aMail(changes: Partial<OutgoingMail> = {}): OutgoingMail {
  return {
    id: '019aa1b2-0000-7000-8000-000000000001',
    kind: 'confirm',
    createdAt: new Date('2026-11-22T09:00:00Z'),
    language: 'nl',
    from: { name: 'Radijs & Zoë', address: 'werkbank@hub.example' },
    to: 'Ada@example.org',
    subject: 'Bevestig je aanmelding – één stap',
    text: `Hallo 🚲\n\n${'lange regel '.repeat(200)}\n.\nEinde`,
    html: `<!doctype html><html lang="nl"><body><p>Hallo 🚲 ${'lang '.repeat(500)}</p></body></html>`,
    link: 'http://localhost:4321/nieuwsbrief/bevestigen/?token=abc',
    replyTo: null,
    unsubscribeUrl: null,
    ...changes,
  };
}
