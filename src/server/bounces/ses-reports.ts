import { z } from 'zod';

import { mailIdsIn, refusalIn } from '#newsletter/bounces/incoming-mail.ts';
import { judge, type Judgement, stopsIssue } from '#newsletter/bounces/judgement.ts';
import type { ProviderReport } from '#newsletter/bounces/take-provider-reports.ts';

// https://docs.aws.amazon.com/ses/latest/dg/notification-contents.html
const addressSchema = z.string().max(512);
const messageSchema = z.object({
  notificationType: z.string().optional(),
  eventType: z.string().optional(),
  mail: z.object({
    source: z.string().optional(),
    headers: z.array(z.object({ name: z.string(), value: z.string() })).optional(),
  }),
  bounce: z
    .object({
      bounceType: z.string(),
      bounceSubType: z.string().optional(),
      bouncedRecipients: z
        .array(
          z.object({
            emailAddress: addressSchema,
            status: z.string().optional(),
            diagnosticCode: z.string().optional(),
          }),
        )
        .max(50),
    })
    .optional(),
  complaint: z
    .object({
      complaintFeedbackType: z.string().nullish(),
      complainedRecipients: z.array(z.object({ emailAddress: addressSchema })).max(50),
    })
    .optional(),
});

/** What a message of SES tells; nothing where it tells of something else. */
export function reportsOfSes(message: unknown, mailbox: string | undefined): ProviderReport[] {
  const parsed = messageSchema.safeParse(message);
  if (!parsed.success) return [];
  const { mail, bounce, complaint, notificationType, eventType } = parsed.data;
  const type = notificationType ?? eventType;
  const header = mail.headers?.find(({ name }) => name.toLowerCase() === 'message-id');
  const mailIds = mailIdsIn({ from: mail.source, messageId: header?.value }, mailbox);
  if (type === 'Complaint' && complaint && complaint.complaintFeedbackType !== 'not-spam') {
    return complaint.complainedRecipients.map(({ emailAddress: address }) => ({
      ...{ kind: 'complaint', address, mailIds },
    }));
  }
  if (type !== 'Bounce' || !bounce) return [];
  return bounce.bouncedRecipients.map(({ emailAddress: address, status, diagnosticCode }) => {
    const refusal = refusalIn({ status, reply: diagnosticCode });
    const known = subTypes.get(`${bounce.bounceType}/${bounce.bounceSubType ?? ''}`);
    const judgement = refusal.status === null ? (known ?? judge(refusal)) : judge(refusal);
    return {
      ...{ kind: 'bounce', address, mailIds, judgement },
      ...{ status: refusal.status, stopsIssue: stopsIssue(refusal) },
    };
  });
}

// The same page, "Bounce types": what counts where no code was given
const subTypes: ReadonlyMap<string, Judgement> = new Map([
  ['Permanent/General', 'hard'],
  ['Permanent/NoEmail', 'hard'],
  ['Permanent/Suppressed', 'hard'],
  ['Permanent/OnAccountSuppressionList', 'hard'],
  ['Transient/MailboxFull', 'soft'],
  ['Transient/ContentRejected', 'ours'],
  ['Transient/MessageTooLarge', 'ours'],
  ['Transient/AttachmentRejected', 'ours'],
  ['Transient/General', 'ignore'],
]);
