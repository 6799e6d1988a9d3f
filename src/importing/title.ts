import type { Notes } from './noting.ts';
import type { Place } from './place.ts';

/** The bounds of a title in src/articles/article.ts. */
const [shortest, longest] = [8, 90];

/** A title that an article may have, from the one it had, else from the name of its file. */
export function titleFor(
  said: string | null,
  { place, notes, hubName }: { place: Place; notes: Notes; hubName: string },
): string {
  const plain = (said ?? spaced(place.name)).replaceAll(/\s+/g, ' ').trim();
  const title = fitting(plain.replace(/([^.…])\.$/u, '$1'), hubName);
  if (said === null) {
    notes.met('guessed', 'title', {
      line: 1,
      what: `none, so "${title}" after the file's name`,
      advice: 'write a title',
    });
  } else if (title !== said) {
    notes.met('guessed', 'title', {
      line: 1,
      what: `"${said}", now "${title}"`,
      advice: `a title has ${shortest} to ${longest} characters and no final period`,
    });
  } else notes.met('mapped', 'title', { line: 1, what: title });
  return title;
}

function fitting(title: string, hubName: string): string {
  if (title.length >= shortest) return cutAtWord(title, longest);
  const parts = [title, hubName].filter((part) => part !== '');
  const named = parts.join(' – ');
  return cutAtWord(named.length < shortest ? `${named} – blog` : named, longest);
}

/** As many whole words of `text` as fit into `max` characters, with an ellipsis. */
export function cutAtWord(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1).replace(/[\uD800-\uDBFF]$/u, '');
  const atWord = cut.replace(/\s+\S*$/u, '');
  return `${(atWord.length > max / 2 ? atWord : cut).replace(/[\s,;:.–-]+$/u, '')}…`;
}

function spaced(name: string): string {
  const words = name.replaceAll(/[-_]+/g, ' ').trim();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
