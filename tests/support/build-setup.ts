/** Before the tests of builds: the demo hub is built once for all of them. */
export { prepareDemo as setup } from './built-hub.ts';
