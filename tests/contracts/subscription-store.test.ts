import { describe } from 'vitest';

import { engines } from '../support/open-stores.ts';
import { browserStoreContract } from './browser-store.ts';
import { feedbackStoreContract } from './feedback-store.ts';
import { historyStoreContract } from './history-store.ts';
import { followLinksContract } from './follow-links.ts';
import { lifecycleContract } from './lifecycle.ts';
import { limitStoreContract } from './limit-store.ts';
import { housekeepingContract } from './housekeeping.ts';
import { outboxContract } from './outbox.ts';
import { noticesContract } from './notices.ts';
import { referralContract } from './referral.ts';
import { sameWorkContract } from './same-work.ts';
import { subscriptionStoreContract } from './subscription-store.ts';

describe.each(engines)('%s subscription store', (_engine, open) => subscriptionStoreContract(open));
describe.each(engines)('%s sign-up browsers', (_engine, open) => browserStoreContract(open));
describe.each(engines)('%s feedback store', (_engine, open) => feedbackStoreContract(open));
describe.each(engines)('%s referrals', (_engine, open) => referralContract(open));
describe.each(engines)('%s notices', (_engine, open) => noticesContract(open));
describe.each(engines)('%s outbox', (_engine, open) => outboxContract(open));
describe.each(engines)('%s history store', (_engine, open) => historyStoreContract(open));
describe.each(engines)('%s limit store', (_engine, open) => limitStoreContract(open));
describe.each(engines)('%s lifecycle', (_engine, open) => lifecycleContract(open));
describe.each(engines)('%s links that are followed', (_engine, open) => followLinksContract(open));
describe.each(engines)('%s housekeeping', (_engine, open) => housekeepingContract(open));
describe.each(engines)('%s answers', (_engine, open) => sameWorkContract(open));
