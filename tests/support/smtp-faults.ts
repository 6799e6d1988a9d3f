import type { DeliveryState } from '#newsletter/delivery.ts';
import type { SendingEnd } from '#server/sending/send-issue.ts';

import type { Answer } from './smtp-script.ts';

/** What a mail server may do to a mail, and what must become of it. */
export interface SmtpFault {
  readonly name: string;
  readonly answer: Answer;
  readonly state: DeliveryState;
  /** Ends only when the sender's patience does. */
  readonly isSilent?: true;
  /** What the operator reads. */
  readonly reason?: RegExp;
  /** Tries that count against the recipient. */
  readonly attempts: number;
  /** How the issue goes on. */
  readonly end: SendingEnd;
  readonly note?: RegExp;
  /** Mails of which the server saw every byte. */
  readonly arrived: number;
}

/** Answers so to one command, as usual to the others. */
export const at = (command: string, reply: string): Answer => {
  return (moment) => (moment.command === command ? reply : null);
};

/** The faults of mail servers in the reliability reference, each with the state that it must end in. */
export const smtpFaults: readonly SmtpFault[] = [
  {
    name: '5xx for the recipient',
    answer: at('RCPT', '550 5.1.1 no such user'),
    state: 'failed',
    reason: /550 5\.1\.1/,
    attempts: 1,
    end: 'finished',
    arrived: 0,
  },
  {
    name: '5xx since the mailbox is full',
    answer: at('RCPT', '552 5.2.2 full'),
    state: 'failed',
    reason: /552 5\.2\.2/,
    attempts: 1,
    end: 'finished',
    arrived: 0,
  },
  {
    name: '5xx to DATA',
    answer: at('DATA', '554 no'),
    state: 'failed',
    reason: /554/,
    attempts: 1,
    end: 'finished',
    arrived: 0,
  },
  {
    name: '5xx after the message',
    answer: at('.', '554 5.6.0 broken'),
    state: 'failed',
    reason: /554 5\.6\.0/,
    attempts: 1,
    end: 'finished',
    arrived: 1,
  },
  {
    name: '5.7.1, a policy about us',
    answer: at('.', '550 5.7.1 blocked'),
    state: 'failed',
    reason: /550 5\.7\.1/,
    attempts: 1,
    end: 'finished',
    arrived: 1,
  },
  {
    name: '5.7.515, an unwelcome sender',
    answer: at('.', '550 5.7.515 access denied'),
    state: 'failed',
    reason: /5\.7\.515/,
    attempts: 1,
    end: 'stopped',
    note: /unwelcome/,
    arrived: 1,
  },
  {
    name: '5xx for the sender',
    answer: at('MAIL', '553 5.7.1 not yours'),
    state: 'queued',
    attempts: 0,
    end: 'waiting',
    note: /553 5\.7\.1/,
    arrived: 0,
  },
  {
    name: '4xx for the sender',
    answer: at('MAIL', '451 4.3.0 later'),
    state: 'queued',
    attempts: 0,
    end: 'waiting',
    note: /451 4\.3\.0/,
    arrived: 0,
  },
  {
    name: '4xx by greylisting',
    answer: at('RCPT', '451 4.7.1 greylisted'),
    state: 'deferred',
    reason: /451 4\.7\.1/,
    attempts: 1,
    end: 'waiting',
    arrived: 0,
  },
  {
    name: '4xx since the mailbox is full',
    answer: at('RCPT', '452 4.2.2 full'),
    state: 'deferred',
    reason: /452 4\.2\.2/,
    attempts: 1,
    end: 'waiting',
    arrived: 0,
  },
  {
    name: '4xx after the message',
    answer: at('.', '451 4.3.0 disk full'),
    state: 'deferred',
    reason: /451 4\.3\.0/,
    attempts: 1,
    end: 'waiting',
    arrived: 1,
  },
  {
    name: '421 to the recipient',
    answer: at('RCPT', '421 4.7.0 too fast'),
    state: 'deferred',
    reason: /421 4\.7\.0/,
    attempts: 1,
    end: 'waiting',
    arrived: 0,
  },
  {
    name: '421 as a greeting',
    answer: at('CONNECT', '421 too many connections'),
    state: 'queued',
    attempts: 0,
    end: 'waiting',
    note: /421/,
    arrived: 0,
  },
  {
    name: 'a refusal as a greeting',
    answer: at('CONNECT', '554 no service'),
    state: 'queued',
    attempts: 0,
    end: 'waiting',
    note: /554/,
    arrived: 0,
  },
  {
    name: 'silence instead of a greeting',
    answer: at('CONNECT', 'silence'),
    isSilent: true,
    state: 'queued',
    attempts: 0,
    end: 'waiting',
    note: /ETIMEDOUT/,
    arrived: 0,
  },
  {
    name: 'a drop at EHLO',
    answer: at('EHLO', 'drop'),
    state: 'queued',
    attempts: 0,
    end: 'waiting',
    note: /ECONNECTION|ESOCKET/,
    arrived: 0,
  },
  {
    name: 'a drop at the recipient',
    answer: at('RCPT', 'drop'),
    state: 'deferred',
    attempts: 1,
    end: 'waiting',
    arrived: 0,
  },
  {
    name: 'silence at the recipient',
    answer: at('RCPT', 'silence'),
    isSilent: true,
    state: 'deferred',
    reason: /ETIMEDOUT/,
    attempts: 1,
    end: 'waiting',
    arrived: 0,
  },
  {
    name: 'a drop at DATA',
    answer: at('DATA', 'drop'),
    state: 'deferred',
    attempts: 1,
    end: 'waiting',
    arrived: 0,
  },
  {
    name: 'a timeout after the message',
    answer: at('.', 'silence'),
    isSilent: true,
    state: 'unknown',
    reason: /ETIMEDOUT/,
    attempts: 1,
    end: 'finished',
    arrived: 1,
  },
  {
    name: 'a drop after the message',
    answer: at('.', 'drop'),
    state: 'unknown',
    reason: /ECONNECTION|ESOCKET/,
    attempts: 1,
    end: 'finished',
    arrived: 1,
  },
  {
    name: '250 and a drop at once',
    answer: at('.', 'parting'),
    state: 'sent',
    attempts: 1,
    end: 'finished',
    arrived: 1,
  },
  {
    name: 'a slow 250',
    answer: at('.', 'later'),
    state: 'sent',
    attempts: 1,
    end: 'finished',
    arrived: 1,
  },
  {
    name: '250 twice',
    answer: at('.', '250 ok\r\n250 ok'),
    state: 'sent',
    attempts: 1,
    end: 'finished',
    arrived: 1,
  },
];
