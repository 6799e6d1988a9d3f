import { constants } from 'node:fs';
import { access } from 'node:fs/promises';
import path from 'node:path';

import type { Finding } from '#audience/sender/finding.ts';
import type { Hub } from '#hub/hub.ts';

import { type Environment, publicOrigin } from '../environment.ts';

/** Node runs the hub's TypeScript and its store by itself from this version on (package.json, `engines`). */
const oldestNode = 24;

export function nodeFinding(version: string): Finding {
  const check = 'Node';
  if (Number(version.split('.')[0]) >= oldestNode) return { check, status: 'ok', found: version };
  const remedy = `Install Node ${oldestNode}, or start with npm, which brings its own.`;
  return { check, status: 'problem', found: version, remedy };
}

/** Whether mailed links lead to the site that `hub.yaml` names. */
export function addressFinding(
  environment: Pick<Environment, 'url' | 'smtpUrl' | 'port'>,
  hub: Pick<Hub, 'site'>,
): Finding {
  const check = 'Address';
  const origin = publicOrigin(environment, hub);
  const site = new URL(hub.site).origin;
  if (environment.smtpUrl === undefined && environment.url === undefined) {
    return { check, status: 'ok', found: `${origin}, while mail is not sent` };
  }
  if (!origin.startsWith('https:')) {
    const remedy = `Set FREEHOLD_URL=${site}: links with tokens must not travel in the clear.`;
    return { check, status: 'problem', found: `mailed links lead to ${origin}`, remedy };
  }
  if (origin !== site) {
    const found = `mailed links lead to ${origin}, pages say that they are ${site}`;
    const remedy =
      'Let FREEHOLD_URL and site in content/hub.yaml be the same, unless this is a rehearsal.';
    return { check, status: 'warning', found, remedy };
  }
  return { check, status: 'ok', found: origin };
}

/** Asks the site for its health, as a reader's browser would reach it; also gives the time by its clock. */
export async function checkSite(
  url: string | undefined,
): Promise<{ finding: Finding; clock: Date | null }> {
  const check = 'Site';
  if (url === undefined) {
    const found = 'FREEHOLD_URL is not set';
    return { finding: { check, status: 'not-checked', found }, clock: null };
  }
  const remedy = 'Start the hub, and let the proxy pass /healthz on to it.';
  try {
    const signal = AbortSignal.timeout(5000);
    const response = await fetch(new URL('/healthz', url), { redirect: 'manual', signal });
    await response.body?.cancel();
    const date = Date.parse(response.headers.get('date') ?? '');
    const found = `${url}/healthz answers ${response.status}`;
    return {
      finding:
        response.status === 200
          ? { check, status: 'ok', found }
          : { check, status: 'warning', found, remedy },
      clock: Number.isNaN(date) ? null : new Date(date),
    };
  } catch {
    const found = `${url} does not answer`;
    return { finding: { check, status: 'warning', found, remedy }, clock: null };
  }
}

/** Whether the folder of the unsubscribe mailbox can be read and its mails moved. */
export async function mailboxFinding(mailbox: Environment['unsubscribeMailbox']): Promise<Finding> {
  const check = 'Unsubscribe by mail';
  if (mailbox === undefined) {
    const found = 'not offered; the link and the one-click address are';
    return { check, status: 'ok', found };
  }
  const { address, maildir } = mailbox;
  const { R_OK, W_OK, X_OK } = constants;
  try {
    for (const name of ['new', 'cur']) await access(path.join(maildir, name), R_OK | W_OK | X_OK);
    return { check, status: 'ok', found: `${address}, delivered to ${maildir}` };
  } catch {
    const found = `${maildir} is no maildir that this user may write`;
    const remedy = `Let the mail server deliver ${address} there, and give new/ and cur/ to the user that runs the hub.`;
    return { check, status: 'problem', found, remedy };
  }
}
