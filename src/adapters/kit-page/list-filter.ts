/** Finds articles in the list of all kits by what their titles hold. */
export function listFilter(): void {
  const input = document.querySelector<HTMLInputElement>('#search');
  const place = input?.closest<HTMLElement>('.search');
  if (!input || !place) return;
  place.hidden = false;
  const items = Array.from(document.querySelectorAll<HTMLElement>('.kits > li'));
  const none = document.getElementById('none-found');
  input.addEventListener('input', () => {
    const wanted = plain(input.value);
    for (const item of items) item.hidden = !plain(item.textContent ?? '').includes(wanted);
    if (none)
      none.textContent = items.every(({ hidden }) => hidden) ? (none.dataset['none'] ?? '') : '';
  });
}

function plain(text: string): string {
  return text.normalize('NFKD').replaceAll(/\p{M}/gu, '').toLowerCase();
}
