import { composeAlert } from '#audience/alert.ts';
import { compose, type ComposeContext } from '#audience/compose.ts';
import type { OutgoingMail } from '#audience/mail.ts';
import type { ClaimedMail } from '#audience/outbox.ts';
import { composePaperMail, type ComposePaperContext } from '#papers/compose.ts';
import { composeQuestionMail, type ComposeQuestionContext } from '#feedback/compose.ts';

/** Writes a mail of any kind by the domain that owes it; `null` when it is no longer wanted. */
export async function composeMail(
  queued: ClaimedMail,
  context: ComposeContext & ComposeQuestionContext & ComposePaperContext,
): Promise<OutgoingMail | null> {
  switch (queued.kind) {
    case 'confirm':
    case 'already-subscribed':
    case 'welcome':
    case 'preferences-link':
    case 'manage-link':
    case 'confirm-address':
    case 'address-change-asked':
    case 'quiet-choice':
    case 'trigger':
    case 'goodbye':
      return compose(queued, context);
    case 'confirm-question':
    case 'question':
      return composeQuestionMail(queued, context);
    case 'paper-delivery':
      return composePaperMail(queued, context);
    case 'alert':
      return composeAlert(queued, context);
  }
}
