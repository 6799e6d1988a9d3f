import { findHashtags } from './hashtags.ts';

// https://learn.microsoft.com/en-us/linkedin/marketing/community-management/shares/little-text-format
const reserved = /[\\|{}@[\]()<>#*_~]/gu;

/**
 * `text` for the `commentary` of LinkedIn's Posts API: an unescaped reserved character would cut the
 * post there without an error. Hashtags become elements, so that they link. Never for text that is pasted.
 */
export function toLittleText(text: string): string {
  let result = '';
  let last = 0;
  for (const { tag, start, end } of findHashtags(text)) {
    result += escaped(text.slice(last, start)) + String.raw`{hashtag|\#|${escaped(tag)}}`;
    last = end;
  }
  return result + escaped(text.slice(last));
}

function escaped(text: string): string {
  return text.replace(reserved, String.raw`\$&`);
}
