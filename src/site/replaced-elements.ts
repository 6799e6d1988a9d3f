/**
 * The plain elements of article text that a component renders. Astro's `optimize` turns static
 * elements into HTML strings and would silently bypass the component, so the configuration
 * exempts exactly these.
 */
export const replacedElements = ['img'];
