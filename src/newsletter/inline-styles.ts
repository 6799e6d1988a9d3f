import juice from 'juice';

import { keptClasses } from './mail-styles.ts';

/** `html` with `css` written onto its elements, since many mail programs drop style sheets. Fetches nothing. */
export function inlineStyles(html: string, css: string): string {
  const inlined = juice.inlineContent(html, css, {
    applyAttributesTableElements: false,
    applyHeightAttributes: false,
    applyWidthAttributes: false,
    inlinePseudoElements: false,
    removeInlinedSelectors: false,
    preserveFontFaces: false,
    preserveMediaQueries: false,
  });
  return inlined.replace(/ class="([^"]*)"/g, (_, names: string) => {
    const kept = names.split(/\s+/).filter((name) => keptClasses.has(name));
    return kept.length > 0 ? ` class="${kept.join(' ')}"` : '';
  });
}
