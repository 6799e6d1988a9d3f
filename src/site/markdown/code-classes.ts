import type { ShikiTransformer } from 'shiki';

const tokenColor = /var\(--astro-code-(?:token-)?([a-z-]+)\)/;

/**
 * Turns the style attributes that Shiki writes into classes (`code-keyword`, `code-string` …),
 * since our Content-Security-Policy allows no inline styles.
 */
export const codeClasses: ShikiTransformer = {
  name: 'freehold:code-classes',
  preprocess(_code, options) {
    // By default Shiki gives up on a line after half a second, so a busy machine would colour less.
    options.tokenizeTimeLimit = 0;
  },
  span(node) {
    const [, token] = tokenColor.exec(String(node.properties['style'] ?? '')) ?? [];
    delete node.properties['style'];
    if (token && token !== 'foreground') this.addClassToHast(node, `code-${token}`);
  },
  pre(node) {
    delete node.properties['style'];
  },
};
