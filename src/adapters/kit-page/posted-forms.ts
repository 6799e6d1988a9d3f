import { postedCommand } from '#sharing/kit-page/posted.ts';

/** Writes the address that is typed into the command beside it. */
export function postedForms(): void {
  for (const form of document.querySelectorAll<HTMLElement>('[data-posted]')) {
    const input = form.querySelector('input');
    const command = form.querySelector('.command');
    const platform = form.closest<HTMLElement>('[data-platform]')?.dataset['platform'] ?? '';
    const article = form.dataset['article'] ?? '';
    input?.addEventListener('input', () => {
      if (command) command.textContent = postedCommand({ article, platform, address: input.value });
    });
  }
}
