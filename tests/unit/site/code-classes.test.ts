import { codeToHtml, createCssVariablesTheme } from 'shiki';
import { afterEach, describe, expect, test, vi } from 'vitest';

import { codeClasses } from '#site/markdown/code-classes.ts';

afterEach(() => vi.restoreAllMocks());

const theme = createCssVariablesTheme({ name: 'css-variables', variablePrefix: '--astro-code-' });

function highlight(code: string): Promise<string> {
  return codeToHtml(code, { lang: 'ts', theme, transformers: [codeClasses] });
}

describe('codeClasses', () => {
  test('colours by classes, without any style attribute', async () => {
    const html = await highlight("const name = 'Ada';");
    expect(html).toContain('<span class="code-keyword">const</span>');
    expect(html).not.toContain('style=');
  });

  test('colours the same on a machine so busy that every step takes an hour', async () => {
    const code = "export const name = 'Ada'; // who mends tyres\nreturn name.length > 3;";
    const atEase = await highlight(code);
    let hours = 0;
    vi.spyOn(Date, 'now').mockImplementation(() => (hours += 1) * 3_600_000);
    expect(await highlight(code)).toBe(atEase);
  });
});
