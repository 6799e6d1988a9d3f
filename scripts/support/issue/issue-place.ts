import { randomBytes } from 'node:crypto';

import { readContent } from '#adapters/content-files.ts';
import type { Topic } from '#articles/topic.ts';
import { isStoreError } from '#audience/store.ts';
import type { Hub } from '#hub/hub.ts';
import type { DeliveryStore } from '#newsletter/delivery-store.ts';
import { type Environment, readEnvironment } from '#server/environment.ts';
import { refusalAlert } from '#server/bounces/refusal-alert.ts';
import { type OpenAudience, openAudience } from '#server/open-audience.ts';
import { openDeliveries } from '#server/sending/open-deliveries.ts';

import type { Output } from '../command.ts';

/** What commands about issues work with. */
export interface IssuePlace extends OpenAudience {
  readonly environment: Environment;
  readonly hub: Hub;
  readonly topics: readonly Topic[];
  readonly deliveries: DeliveryStore;
  readonly clock: () => Date;
}

/** Runs `work` at the hub of the environment and returns its exit status; 1 when content or store cannot be used. */
export async function atIssuePlace(
  {
    output,
    environment = readEnvironment(),
  }: { output: Output; environment?: Environment | undefined },
  work: (place: IssuePlace) => Promise<number>,
): Promise<number> {
  const { content } = await readContent(environment.hubRoot);
  if (!content) {
    output.remark('content/hub.yaml cannot be read; npm run check says why.');
    return 1;
  }
  const { hub, topics } = content;
  const clock = () => new Date();
  try {
    const audience = await openAudience(environment, { now: clock() });
    try {
      const { serverKey, store } = audience;
      const alert = refusalAlert({ hub, serverKey, random: randomBytes, clock });
      const { timeZone } = hub;
      const deliveries = openDeliveries(store, { serverKey, timeZone, clock, alert });
      return await work({ ...audience, environment, hub, topics, deliveries, clock });
    } finally {
      await audience.store.close();
    }
  } catch (error) {
    if (!isStoreError(error)) throw error;
    output.remark(error.message);
    return 1;
  }
}
