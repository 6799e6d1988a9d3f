import { markdownText } from '#articles/portable-markdown.ts';

/** A page as an index names it. */
export interface ListedPage {
  readonly title: string;
  /** Absolute. */
  readonly url: string;
  readonly description?: string;
}

/** A group of pages under a heading. */
export interface ListedGroup {
  readonly title: string;
  readonly pages: readonly ListedPage[];
}

/** llms.txt (https://llmstxt.org): an index for language models; groups without pages are left out. */
export function llmsText({
  name,
  description,
  remarks,
  groups,
}: {
  readonly name: string;
  readonly description: string;
  /** Paragraphs before the index. */
  readonly remarks: readonly string[];
  readonly groups: readonly ListedGroup[];
}): string {
  const blocks = [
    `# ${markdownText(name)}`,
    `> ${markdownText(description)}`,
    ...remarks.map(markdownText),
    ...groups
      .filter(({ pages }) => pages.length > 0)
      .map(({ title, pages }) => `## ${markdownText(title)}\n\n${pages.map(lineOf).join('\n')}`),
  ];
  return `${blocks.join('\n\n')}\n`;
}

function lineOf({ title, url, description }: ListedPage): string {
  return `- [${markdownText(title)}](${url})${description ? `: ${markdownText(description)}` : ''}`;
}
