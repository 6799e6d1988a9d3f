/** The page asks how it would be shared … */
export const askEvent = 'freehold:share:ask';
/** … and is told, now and whenever a file changes. */
export const shownEvent = 'freehold:share:shown';
