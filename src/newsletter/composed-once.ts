import { type DigestContent, digestKey } from './digest.ts';
import type { Language } from '#hub/languages.ts';

import type { IssueMessage } from './message.ts';

/** Writes the digest that brings `content`. */
export type ComposeDigest = (language: Language, content: DigestContent) => IssueMessage;

/**
 * `compose`, which keeps its latest `max` messages, so that subscribers of one choice and history share one
 * composition. Memory stays bounded however many differ.
 */
export function composedOnce(compose: ComposeDigest, { max = 64 } = {}): ComposeDigest {
  const kept = new Map<string, IssueMessage>();
  return (language, content) => {
    const key = digestKey(language, content);
    const message = kept.get(key) ?? compose(language, content);
    // A Map keeps the order of insertion: the first is the one that was longest not asked for.
    kept.delete(key);
    kept.set(key, message);
    const [oldest] = kept.keys();
    if (kept.size > max && oldest !== undefined) kept.delete(oldest);
    return message;
  };
}
