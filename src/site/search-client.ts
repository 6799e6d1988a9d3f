import { openEnded } from './excerpt.ts';
import { answers } from './search-match.ts';

/** What Pagefind's own module gives us; https://pagefind.app/docs/api/ */
interface Pagefind {
  init: () => Promise<void>;
  debouncedSearch: (query: string) => Promise<{ results: Result[] } | null>;
}

interface Result {
  data: () => Promise<{ url: string; excerpt: string; meta: Record<string, string> }>;
}

const pageSize = 8;

/**
 * Makes the search page answer while its reader types. The index is fetched on the first sign of
 * intent (focus, or a query in the address) and never before.
 */
export function startSearch(root: HTMLElement | null): void {
  if (!root) return;
  const texts = JSON.parse(root.dataset['texts'] ?? '{}') as Record<string, string>;
  const form = root.querySelector('form');
  const input = root.querySelector('input');
  const status = root.querySelector<HTMLElement>('[data-search-status]');
  const list = root.querySelector<HTMLElement>('[data-search-results]');
  const more = root.querySelector<HTMLElement>('[data-search-more]');
  if (!form || !input || !status || !list || !more) return;

  let engine: Promise<Pagefind> | undefined;
  const load = () =>
    (engine ??= import(/* @vite-ignore */ new URL('/pagefind/pagefind.js', location.href).href)
      .then(async (pagefind: Pagefind) => {
        await pagefind.init();
        return pagefind;
      })
      .catch((error: unknown) => {
        engine = undefined;
        throw error;
      }));

  let found: Result[] = [];
  const showMore = async () => {
    const asked = found;
    const from = list.children.length;
    const results = await Promise.all(asked.slice(from, from + pageSize).map((one) => one.data()));
    // Meanwhile the reader may have typed on, or pressed the button twice.
    if (asked !== found || from !== list.children.length) return;
    list.append(...results.map(resultItem));
    more.hidden = list.children.length >= found.length;
  };

  const search = async () => {
    const query = input.value.trim();
    const address = new URL(location.href);
    if (query) address.searchParams.set('q', query);
    else address.searchParams.delete('q');
    history.replaceState(null, '', address);
    if (!query) {
      found = [];
      list.replaceChildren();
      more.hidden = true;
      status.textContent = '';
      return;
    }
    status.textContent ||= texts['busy'] ?? '';
    try {
      const answer = await (await load()).debouncedSearch(query);
      const best = await answer?.results[0]?.data();
      if (!answer || input.value.trim() !== query) return;
      found = best && answers(query, best.excerpt) ? answer.results : [];
      list.replaceChildren();
      const text =
        found.length === 0 ? texts['none'] : found.length === 1 ? texts['one'] : texts['many'];
      status.textContent = (text ?? '')
        .replace('{count}', () => String(found.length))
        .replace('{query}', () => query);
      await showMore();
    } catch {
      status.textContent = texts['failed'] ?? '';
    }
  };

  input.addEventListener('focus', () => void load().catch(() => undefined), { once: true });
  input.addEventListener('input', () => void search());
  more.addEventListener('click', () => {
    const shown = list.children.length;
    // The button may vanish under the reader's fingers; what it brought is where reading goes on.
    void showMore()
      .then(() => list.children[shown]?.querySelector('a')?.focus())
      .catch(() => (status.textContent = texts['failed'] ?? ''));
  });
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    void search();
  });
  const asked = new URL(location.href).searchParams.get('q');
  if (asked) {
    input.value = asked;
    void search();
  }
}

function resultItem({ url, excerpt, meta }: Awaited<ReturnType<Result['data']>>): HTMLElement {
  const item = document.createElement('li');
  const teaser = document.createElement('article');
  teaser.className = 'teaser';
  const heading = document.createElement('h2');
  const link = document.createElement('a');
  link.href = url;
  link.textContent = meta['title'] ?? url;
  heading.append(link);
  const text = document.createElement('p');
  text.className = 'summary';
  // Pagefind escapes the article's text; only its own <mark> elements are markup.
  text.innerHTML = openEnded(excerpt);
  teaser.append(heading, text);
  item.append(teaser);
  return item;
}
