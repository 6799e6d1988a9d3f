/**
 * The words a reader reads in an MDX body: without component tags, link targets, code fences' marks
 * and Markdown signs. Good for counting and comparing words, not for showing.
 */
export function plainTextOf(body: string): string {
  return body
    .replaceAll(/^```.*$/gm, ' ')
    .replaceAll(/!\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replaceAll(/<\/?[A-Za-z][^>]*>/g, ' ')
    .replaceAll(/^\s*[|:\- ]+$/gm, ' ')
    .replaceAll(/[*_`#>|~]/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim();
}

/** The words of `text`, lower-cased. */
export function wordsOf(text: string): string[] {
  return text.toLowerCase().match(/[\p{L}\p{N}]+(?:['’-][\p{L}\p{N}]+)*/gu) ?? [];
}
