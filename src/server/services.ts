import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { domainToASCII } from 'node:url';

import type { DkimKey } from '#adapters/mail/dkim.ts';
import { folderMailer } from '#adapters/mail/folder-mailer.ts';
import { smtpMailer } from '#adapters/mail/smtp-mailer.ts';
import { openServerKey } from '#adapters/server-key.ts';
import { type AudienceStore, openAudienceStore } from '#adapters/store/audience-store.ts';
import type { CommitOptions } from '#adapters/store/group-commit.ts';
import type { OnStoreCall } from '#adapters/store/store-calls.ts';
import type { Paper } from '#articles/paper.ts';
import { type Person, takesQuestions } from '#articles/person.ts';
import type { Topic } from '#articles/topic.ts';
import {
  type ConfirmationView,
  type ConfirmOutcome,
  confirm,
  openConfirmation,
} from '#audience/confirmation.ts';
import { type ConfirmByCodeOutcome, confirmByCode } from '#audience/confirm-code.ts';
import type { EraseOutcome } from '#audience/erasure.ts';
import { noteAnswer } from '#audience/admission.ts';
import type { GuardedForm } from '#audience/fill-time.ts';
import type { Random } from '#audience/ids.ts';
import {
  openUnsubscribe,
  type UnsubscribeOutcome,
  type UnsubscribeView,
  unsubscribe,
} from '#audience/leaving.ts';
import { type NotMeOutcome, sayNotMe } from '#audience/not-me.ts';
import { resend, type ResendOutcome } from '#audience/resend.ts';
import { type SignUp, type SignUpOutcome, subscribe } from '#audience/sign-up.ts';
import { keyFingerprint } from '#audience/tokens.ts';
import { type AskOutcome, ask } from '#feedback/ask.ts';
import type { QuestionFields } from '#feedback/question.ts';
import {
  openVerification,
  type VerificationView,
  type VerifyOutcome,
  verifyQuestion,
} from '#feedback/verification.ts';
import { dayOf } from '#hub/calendar.ts';
import type { Hub } from '#hub/hub.ts';

import { listenForMail, type ListenOptions } from './bounces/listen.ts';
import type { ReportServices } from './bounces/report-services.ts';
import { composeMail } from './compose-mail.ts';
import { eraseEverywhere, eraseFromFiles } from './erase-everywhere.ts';
import {
  alarmLines,
  approachOf,
  type FormClick,
  type FormTraces,
  type OpenedForm,
  openForm,
  signUpCookie,
  type TakenForm,
  unknownVisitor,
} from './form-guard.ts';
import { type FollowServices, followServices } from './follow-services.ts';
import { keepHouse } from './housekeeping.ts';
import { startLifecycle } from './lifecycle.ts';
import { faultLine, type Log } from './log-line.ts';
import { withMailboxes } from './mail-addresses.ts';
import { startOutboxWorker } from './outbox-worker.ts';
import { type PaperServices, paperServices } from './paper-services.ts';
import { type PreferenceServices, preferenceServices } from './preference-services.ts';
import { repeat } from './repeat.ts';
import { startTelling } from './start-telling.ts';
import { tidier } from './tidy-store.ts';
import { type VoteServiceOptions, type VoteServices, voteServices } from './vote-services.ts';
import type { WebhookSettings } from './webhook-settings.ts';

export interface ServiceOptions extends ListenOptions, VoteServiceOptions {
  /** Holds the store, the server key and, without SMTP, the written mails; made where it is missing. */
  readonly dataDir: string;
  /** A PostgreSQL database that holds the store instead; several processes may share it. */
  readonly databaseUrl?: string | undefined;
  /** Where readers reach this process, for example `http://localhost:4321`: mailed links lead there. */
  readonly siteUrl: string;
  readonly hub: Hub;
  readonly topics: readonly Pick<Topic, 'id'>[];
  readonly people: readonly Person[];
  /** Those that the public may see; none when left out. */
  readonly papers?: readonly Paper[];
  /**
   * What derived tokens and keyed hashes are made with, at least 32 random bytes; without it a key is made once
   * in `dataDir`.
   */
  readonly serverKey?: Uint8Array | undefined;
  /** Without it mails are written to `dataDir/outbox/`. */
  readonly smtpUrl?: string | undefined;
  /** With what mail sent by SMTP is signed. */
  readonly dkim?: DkimKey | undefined;
  /** Where another system is told what happens to subscriptions. */
  readonly webhook?: WebhookSettings | undefined;
  readonly log: Log;
  readonly clock?: () => Date;
  readonly random?: Random;
  /** How writes are committed together; benchmarks choose otherwise. */
  readonly commits?: CommitOptions;
  /** Told of every statement that the store runs; for tests. */
  readonly onStoreCall?: OnStoreCall | undefined;
}

/** What the audience service does, with everything it needs at hand. */
export interface Services
  extends PreferenceServices, PaperServices, ReportServices, FollowServices, VoteServices {
  readonly hub: Hub;
  /** The origins from which a browser may send this hub's forms. */
  readonly origins: readonly string[];
  readonly store: Pick<AudienceStore, 'read' | 'write'>;
  /** Where mails are written, or `null` when they are sent. */
  readonly outboxDir: string | null;
  /** What a page's script gets when a reader begins to fill in a form. Changes nothing. */
  openForm(form: GuardedForm, visitor: Pick<FormTraces, 'clientAddress'>): Promise<OpenedForm>;
  /** Without `traces` it counts as sent by an unknown visitor, all of whom share one limit. */
  subscribe(signUp: SignUp, traces?: FormTraces): Promise<SignUpOutcome>;
  /** The cookie for the answer to a sign-up. */
  signUpCookie(click: FormClick): string;
  openConfirmation(presented: { token: string; cookie: string }): Promise<ConfirmationView>;
  confirm(token: string): Promise<ConfirmOutcome>;
  confirmByCode(typed: { code: string; cookie: string }): Promise<ConfirmByCodeOutcome>;
  sayNotMe(token: string): Promise<NotMeOutcome>;
  /** Mails the request of the browser with this cookie again, where the limits allow it. */
  resend(cookie: string): Promise<ResendOutcome>;
  openUnsubscribe(token: string): Promise<UnsubscribeView>;
  unsubscribe(token: string): Promise<UnsubscribeOutcome>;
  /** Deletes all that is held about a subscriber, in the store and in written mails; see `audience/erasure.ts`. */
  erase(subscriberId: string): Promise<EraseOutcome['kind']>;
  /** Whom readers may put a question to today. */
  listAskable(): readonly Person[];
  ask(question: QuestionFields, traces?: FormTraces): Promise<AskOutcome>;
  openVerification(token: string): Promise<VerificationView>;
  verifyQuestion(token: string): Promise<VerifyOutcome>;
  /** Throws a `StoreError` when the store cannot be read. */
  check(): Promise<void>;
  /** Throws a `StoreError` when the store takes no sign-ups now. */
  checkReady(): Promise<void>;
  /** Finishes the mails under way, then closes the store. */
  close(): Promise<void>;
}

const housekeepingEveryMs = 60 * 60 * 1000;

/** Opens the store, the mailer and the outbox worker. The caller closes them. */
export async function openServices(options: ServiceOptions): Promise<Services> {
  const { dataDir, siteUrl, hub, people, papers = [], smtpUrl, log } = options;
  const { clock = () => new Date(), random = randomBytes } = options;
  const store = await openAudienceStore(options.databaseUrl ?? dataDir, {
    ...options.commits,
    now: clock(),
    onCall: options.onStoreCall,
  });
  try {
    const serverKey = options.serverKey ?? (await openServerKey(dataDir));
    await store.bindKey(keyFingerprint(serverKey));

    const outboxDir = smtpUrl === undefined ? join(dataDir, 'outbox') : null;
    const mailer =
      smtpUrl === undefined
        ? folderMailer(join(dataDir, 'outbox'))
        : smtpMailer(smtpUrl, { dkim: options.dkim });
    const topicIds = new Set(options.topics.map(({ id }) => id));
    const context = () => ({
      store,
      hub,
      topicIds,
      people,
      papers,
      serverKey,
      random,
      siteUrl,
      toAscii: domainToASCII,
      now: clock(),
    });

    const leave = (token: string) => unsubscribe(token, context());
    const worker = startOutboxWorker({
      outbox: store.outbox,
      async compose(queued) {
        const mail = await composeMail(queued, context());
        return mail && withMailboxes(mail, options);
      },
      mailer,
      owner: randomUUID(),
      clock,
      log,
    });
    const tidy = tidier(store, log);
    const telling = await startTelling(options.webhook, { store, clock, log });
    const housekeeping = repeat(
      async () => {
        const now = clock();
        await tidy.keepRoom();
        const { requests, questions } = await keepHouse({ store, mailer, hub, now });
        await tidy.compact({ hasDeleted: requests + questions > 0, now });
      },
      {
        everyMs: housekeepingEveryMs,
        onError: (error) => log(`housekeeping failed: ${faultLine(error)}`),
      },
    );

    const wake = () => worker.wake();
    const listening = listenForMail(options, { ...context(), clock, log, leave, wake });
    const lifecycle = startLifecycle(context, { log, wake });
    /** What follows on a form that was taken: its mail, and a word to the operator where abuse is likely. */
    const settle = (outcome: TakenForm) => {
      if (outcome.alarm) log(`proof of work switched on: ${alarmLines[outcome.alarm]}`);
      worker.wake();
    };
    /** Apart from what was answered: a hub that cannot note it has lost nothing but a little calm. */
    const answered = () =>
      store
        .write((rows) => noteAnswer({ rows, hub, now: clock() }))
        .catch((error: unknown) => log(`answer not noted: ${faultLine(error)}`));

    const confirmed = async <Outcome extends { kind: string }>(outcome: Outcome) => {
      if (outcome.kind === 'confirmed') await answered();
      worker.wake();
      return outcome;
    };

    const eraseOne = (subscriberId: string) =>
      eraseEverywhere({ subscriberId }, { ...context(), mailer, log });

    return {
      ...preferenceServices(context, { settle, erase: eraseOne }),
      ...listening.services,
      ...paperServices(context, { settle }),
      ...followServices(context),
      ...voteServices(context, options),
      hub,
      origins: [new URL(siteUrl).origin],
      store,
      outboxDir,
      openForm: (form, visitor) => openForm(form, visitor, context()),
      async subscribe(signUp, traces = unknownVisitor) {
        const approach = await approachOf('subscribe', traces, context());
        const outcome = await subscribe(signUp, { ...context(), approach });
        settle(outcome);
        return outcome;
      },
      signUpCookie: (click) => signUpCookie(click, context()),
      openConfirmation: (presented) => openConfirmation(presented, context()),
      confirm: async (token) => confirmed(await confirm(token, context())),
      confirmByCode: async (typed) => confirmed(await confirmByCode(typed, context())),
      async sayNotMe(token) {
        const outcome = await sayNotMe(token, context());
        const address = outcome.kind === 'forgotten' ? outcome.address : null;
        // Anyone may come here as often as they sign up: only what costs little.
        const places = { store, mailer, log, now: clock(), isThorough: false };
        if (address) await eraseFromFiles([address], places);
        return outcome;
      },
      async resend(cookie) {
        const outcome = await resend(cookie, context());
        settle(outcome);
        return outcome;
      },
      openUnsubscribe: (token) => openUnsubscribe(token, context()),
      unsubscribe: leave,
      erase: eraseOne,
      listAskable: () =>
        people.filter(({ data }) => takesQuestions(data, dayOf(clock(), hub.timeZone))),
      async ask(question, traces = unknownVisitor) {
        const approach = await approachOf('question', traces, context());
        const outcome = await ask(question, { ...context(), approach });
        settle(outcome);
        return outcome;
      },
      openVerification: (token) => openVerification(token, context()),
      async verifyQuestion(token) {
        const outcome = await verifyQuestion(token, context());
        if (outcome.kind === 'opened') await answered();
        worker.wake();
        return outcome;
      },
      check: () => store.read(async (rows) => void (await rows.findSuppression(''))),
      checkReady: () => store.checkWritable(),
      async close() {
        await telling?.stop();
        await listening.stop();
        await lifecycle.stop();
        await housekeeping.stop();
        await worker.stop();
        await mailer.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}
