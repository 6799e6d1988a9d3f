/** Tells those who do not see what changes; the same words a second time are told again. */
export function announce(words: string): void {
  const status = document.getElementById('announcement');
  if (!status) return;
  status.textContent = '';
  requestAnimationFrame(() => {
    status.textContent = words;
  });
}
