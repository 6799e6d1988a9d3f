import type { IssueHeaders } from '#adapters/mail/issue-template.ts';
import type { Hub } from '#hub/hub.ts';
import { bestTextIn } from '#hub/languages.ts';

/** The domain of the hub's sender, which its mails name themselves by. */
export function senderDomain({ newsletter }: Hub): string {
  const { address } = newsletter.sender;
  return address.slice(address.lastIndexOf('@') + 1);
}

/** What every mail of the issue `id` says in its headers. */
export function issueHeaders(id: string, { hub, date }: { hub: Hub; date: Date }): IssueHeaders {
  const domain = senderDomain(hub);
  return {
    from: hub.newsletter.sender,
    replyTo: null,
    date,
    listId: `${asciiName(bestTextIn('nl', hub.newsletter.name))} <newsletter.${domain}>`,
    feedbackId: `${id.replaceAll(/[^\w-]/g, '-')}:newsletter:${domain}`,
  };
}

/** List-Id is for programs: what stands before its id needs no encoding. */
function asciiName(name: string): string {
  return name.normalize('NFD').replaceAll(/[^\w -]/g, '');
}
