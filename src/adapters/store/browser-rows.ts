import type { Kysely, Selectable, Transaction } from 'kysely';

import type { BrowserReads, BrowserRows, SignUpBrowser } from '#audience/sign-up-browser.ts';

import type { SignUpBrowserTable, Tables } from './tables.ts';

export function browserReads(db: Kysely<Tables>): BrowserReads {
  return {
    async findBrowser(hash) {
      const row = await db
        .selectFrom('sign_up_browsers')
        .selectAll()
        .where('hash', '=', hash)
        .executeTakeFirst();
      return row ? toBrowser(row) : null;
    },
  };
}

export function browserRows(trx: Transaction<Tables>): BrowserRows {
  return {
    ...browserReads(trx),
    async saveBrowser(browser) {
      const { hash, ...rest } = browserRow(browser);
      await trx
        .insertInto('sign_up_browsers')
        .values({ hash, ...rest })
        .onConflict((conflict) => conflict.column('hash').doUpdateSet(rest))
        .execute();
    },
    async removeBrowser(hash) {
      await trx.deleteFrom('sign_up_browsers').where('hash', '=', hash).execute();
    },
  };
}

/** Makes the codes that browsers hold for a subscription do nothing any more. */
export async function useUpCodes(
  trx: Transaction<Tables>,
  subscriptionId: string,
  at: Date,
): Promise<void> {
  await trx
    .updateTable('sign_up_browsers')
    .set({ used_at: at.getTime() })
    .where('subscription_id', '=', subscriptionId)
    .where('used_at', 'is', null)
    .execute();
}

function toBrowser(row: Selectable<SignUpBrowserTable>): SignUpBrowser {
  const { subscription_id, consent_id, code_hash, mailed_at } = row;
  const isRequest =
    subscription_id !== null && consent_id !== null && code_hash !== null && mailed_at !== null;
  return {
    hash: row.hash,
    addressHash: row.address_hash,
    request: isRequest
      ? {
          subscriptionId: subscription_id,
          consentId: consent_id,
          codeHash: code_hash,
          mailedAt: new Date(mailed_at),
        }
      : null,
    tries: row.tries,
    expiresAt: new Date(row.expires_at),
    usedAt: row.used_at === null ? null : new Date(row.used_at),
  };
}

function browserRow({ request, ...browser }: SignUpBrowser): SignUpBrowserTable {
  return {
    hash: browser.hash,
    address_hash: browser.addressHash,
    subscription_id: request?.subscriptionId ?? null,
    consent_id: request?.consentId ?? null,
    code_hash: request?.codeHash ?? null,
    mailed_at: request?.mailedAt.getTime() ?? null,
    tries: browser.tries,
    expires_at: browser.expiresAt.getTime(),
    used_at: browser.usedAt?.getTime() ?? null,
  };
}
