import { prepareDemo, prepareVaried } from './built-hub.ts';

/** Before the tests of builds: the demo hub and the varied one are built once for all of them. */
export async function setup(): Promise<void> {
  await prepareDemo();
  await prepareVaried();
}
