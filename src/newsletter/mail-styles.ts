import { brandTokens, type Scheme, type TokenName } from '#hub/brand-tokens.ts';
import type { Hub } from '#hub/hub.ts';
import type { BrandType } from '#hub/typefaces.ts';

/** The width of a mail's column and of what stands in it, in CSS pixels. */
export const columnWidth = 600;
export const contentWidth = 552;

/** What is coloured, by the brand's tokens: written on the elements for light, and as a block of its own for dark. */
const colours: readonly (readonly [selector: string, property: string, token: TokenName])[] = [
  ['.m-ground', 'background-color', 'surface-2'],
  ['.m-sheet', 'background-color', 'surface-0'],
  ['.m-ink', 'color', 'ink'],
  ['.m-muted', 'color', 'ink-muted'],
  ['.m-link', 'color', 'accent'],
  ['.m-box', 'background-color', 'surface-accent'],
  ['.m-rule', 'border-color', 'rule'],
  ['.m-edge', 'border-color', 'accent'],
  ['.m-picture', 'background-color', 'surface-2'],
];

/** What mail programs have at hand, of the kinds that the brand chose. */
const stacks = {
  serif: "Georgia, 'Times New Roman', serif",
  sans: 'Arial, Helvetica, sans-serif',
} as const;
const { sans } = stacks;

// Sizes of 16 px and up: iOS enlarges smaller text and so breaks what stands beside it.
function layoutOf({
  text: running,
  headings: titles,
}: Pick<BrandType, 'text' | 'headings'>): string {
  const [text, headings] = [stacks[running], stacks[titles]];
  return `
.m-body { margin: 0; padding: 0; width: 100%; -webkit-text-size-adjust: 100%; }
.m-outer { padding: 24px 12px; }
.m-column { width: 100%; max-width: ${columnWidth}px; }
.m-cell { padding: 0 24px 32px; font-family: ${text}; font-size: 18px; line-height: 1.6; text-align: left; }
.m-head { padding: 28px 24px 20px; font-family: ${sans}; font-size: 16px; line-height: 1.5; text-align: left; }
.m-foot { padding: 24px; border-top-width: 1px; border-top-style: solid; font-family: ${sans}; font-size: 16px; line-height: 1.5; text-align: left; }
.m-name { font-family: ${headings}; font-size: 20px; font-weight: bold; text-decoration: none; }
h1 { margin: 0 0 20px; font-family: ${headings}; font-size: 30px; line-height: 1.2; font-weight: bold; }
h2 { margin: 0 0 8px; font-family: ${headings}; font-size: 24px; line-height: 1.25; font-weight: bold; }
h3 { margin: 28px 0 8px; font-family: ${headings}; font-size: 20px; line-height: 1.3; font-weight: bold; }
h4, h5, h6 { margin: 24px 0 8px; font-family: ${headings}; font-size: 18px; line-height: 1.3; font-weight: bold; }
p { margin: 0 0 18px; }
ul, ol { margin: 0 0 18px; padding: 0 0 0 24px; }
li { margin: 0 0 8px; }
blockquote { margin: 0 0 18px; padding: 0 0 0 16px; font-style: italic; }
pre { margin: 0 0 18px; padding: 12px; font-family: monospace; font-size: 16px; white-space: pre-wrap; }
code { font-family: monospace; font-size: 16px; }
hr { margin: 28px 0; border-width: 1px 0 0; border-style: solid; }
th, td { text-align: left; vertical-align: top; }
.m-data { margin: 0 0 18px; border-collapse: collapse; }
.m-data th, .m-data td { padding: 6px 12px 6px 0; font-family: ${sans}; font-size: 16px; border-bottom-width: 1px; border-bottom-style: solid; }
img { display: block; width: 100%; max-width: ${contentWidth}px; height: auto; border: 0; font-family: ${sans}; font-size: 16px; line-height: 1.4; }
.m-picture { margin: 0 0 16px; }
.m-caption { margin: -8px 0 18px; font-family: ${sans}; font-size: 16px; line-height: 1.4; }
.m-small { margin: 0 0 8px; font-family: ${sans}; font-size: 16px; line-height: 1.45; }
.m-article { padding: 28px 0 14px; border-top-width: 1px; border-top-style: solid; }
.m-title { text-decoration: none; }
.m-more { font-family: ${sans}; font-size: 16px; font-weight: bold; }
.m-boxed { margin: 0 0 18px; }
.m-box { padding: 18px 20px 2px; }
.m-box-title { margin: 0 0 8px; font-family: ${sans}; font-size: 16px; font-weight: bold; }
.m-quote { padding: 4px 0 4px 18px; border-left-width: 4px; border-left-style: solid; font-size: 22px; line-height: 1.4; font-style: italic; }
`;
}

/** The style sheet of mails that is written onto their elements. */
export function mailCss(hub: Pick<Hub, 'brand'>): string {
  return layoutOf(hub.brand.type) + coloursIn('light', hub, '');
}

/** What stays a style sheet, for mail programs that know one: the dark scheme, and less room at the sides on phones. */
export function mailHeadCss(hub: Pick<Hub, 'brand'>): string {
  return [
    ':root{color-scheme:light dark;supported-color-schemes:light dark}',
    `@media (prefers-color-scheme:dark){${coloursIn('dark', hub, '!important')}}`,
    '@media (max-width:480px){.m-outer{padding:0!important}.m-cell,.m-head,.m-foot{padding-left:16px!important;padding-right:16px!important}}',
  ].join('\n');
}

/** The classes that {@link mailHeadCss} speaks of; a mail needs no others. */
export const keptClasses: ReadonlySet<string> = new Set([
  ...colours.map(([selector]) => selector.slice(1)),
  'm-outer',
  'm-cell',
  'm-head',
  'm-foot',
]);

function coloursIn(scheme: Scheme, hub: Pick<Hub, 'brand'>, importance: string): string {
  const tokens = brandTokens(hub)[scheme];
  return colours
    .map(
      ([selector, property, token]) => `${selector}{${property}:${tokens[token].hex}${importance}}`,
    )
    .join('');
}
