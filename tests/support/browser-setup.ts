import { prepareDemo } from './built-hub.ts';

/** Before the browser's tests: the demo hub is built as it is now. */
export default prepareDemo;
