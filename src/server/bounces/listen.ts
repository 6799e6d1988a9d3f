import type { ToAscii } from '#audience/address.ts';
import type { UnsubscribeOutcome } from '#audience/leaving.ts';

import type { UnsubscribeMailbox } from '../environment.ts';
import type { Log } from '../log-line.ts';
import { readMailbox } from '../mailbox-reader.ts';
import type { Repetition } from '../repeat.ts';
import type { BounceSettings } from './bounce-settings.ts';
import { type ReportServices, reportServices } from './report-services.ts';
import { type MailboxContext, watchMailbox } from './watch-mailbox.ts';

export interface ListenOptions {
  /** Lets people unsubscribe by mail as well. */
  readonly unsubscribeMailbox?: UnsubscribeMailbox | undefined;
  /** Who tells of mail that came back. */
  readonly bounces?: BounceSettings | undefined;
}

export interface ListenContext extends MailboxContext {
  readonly leave: (token: string) => Promise<UnsubscribeOutcome>;
  /** Told when a mail to the brand was queued. */
  readonly wake: () => void;
  readonly toAscii: ToAscii;
  readonly log: Log;
}

/** Reads the mail that comes in: who leaves by mail, what came back, who answers. */
export function listenForMail(
  { unsubscribeMailbox, bounces }: ListenOptions,
  { leave, ...context }: ListenContext,
): Repetition & { readonly services: ReportServices } {
  const { log } = context;
  const leaving =
    unsubscribeMailbox && readMailbox(unsubscribeMailbox, { unsubscribe: leave, log });
  const returned = bounces?.mailbox && watchMailbox(bounces.mailbox, context);
  return {
    services: reportServices(bounces, context),
    async stop() {
      await leaving?.stop();
      await returned?.stop();
    },
  };
}
