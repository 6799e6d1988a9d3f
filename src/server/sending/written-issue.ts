import type { Hub } from '#hub/hub.ts';
import { contentOf } from '#adapters/mail/issue-template.ts';
import type { MailParts } from '#adapters/mail-parts.ts';
import { composeIssue } from '#newsletter/compose-issue.ts';
import { articleIdsOf } from '#newsletter/issue.ts';
import { verdictFor } from '#newsletter/issue-readers.ts';
import { sendMomentOf } from '#newsletter/send-moment.ts';

import type { SendableIssue } from './list-recipients.ts';

/** The one composition of an issue that everybody gets alike. */
const same = 'issue';

/** A written issue as the last build made it ready, or `null` when that has none of this name. */
export function writtenIssue(
  id: string,
  { parts, hub, siteUrl }: { parts: MailParts; hub: Hub; siteUrl: string },
): SendableIssue | null {
  const issue = parts.issues.find((one) => one.id === id);
  if (!issue) return null;
  const composed = (which: typeof issue) =>
    composeIssue(which, { hub, siteUrl, articles: parts.articles }).message;
  const message = composed(issue);
  const { lang, corrects } = issue.data;
  const corrected = corrects === undefined ? undefined : `${lang}/${corrects}`;
  const original = parts.issues.find((one) => one.id === corrected);
  return {
    id,
    kind: corrected === undefined ? 'issue' : 'correction',
    dueAt: sendMomentOf(issue, hub.timeZone),
    corrects:
      corrected === undefined
        ? null
        : { issueId: corrected, content: original ? contentOf(composed(original)) : null },
    choose(subscription) {
      const gets = { kind: 'gets', composition: same, articles: articleIdsOf(issue) } as const;
      // Whoever got the issue gets its correction, whatever they chose since; who left is left out before the first byte.
      if (corrected !== undefined) return gets;
      const verdict = verdictFor(subscription, { slug: issue.slug, ...issue.data });
      if (verdict === 'wanted') return gets;
      return verdict === 'paused'
        ? { kind: 'left-out', reason: 'paused' }
        : { kind: 'not-for', reason: verdict };
    },
    compose: () => Promise.resolve(message),
  };
}
