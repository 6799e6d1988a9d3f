/**
 * Sends the answer without leaving the page, and shows the thanks that the answer without JavaScript would lead to.
 * `data-useful` of the form says what to tell a reader whose answer did not arrive.
 */
export function sendInPlace(form: HTMLFormElement): void {
  form.addEventListener('submit', (event) => {
    const { submitter } = event;
    if (!(submitter instanceof HTMLButtonElement)) return;
    event.preventDefault();
    const thanks = submitter.dataset['thanks'] ?? '';
    const body = new FormData(form, submitter);
    send(form.action, body).then(
      () => showPart(thanks),
      () => {
        const status = form.querySelector('[role="status"]');
        if (status) status.textContent = form.dataset['useful'] ?? '';
      },
    );
  });
}

/** A vote that was taken is answered by the way back to the article, which is not followed here. */
async function send(action: string, body: FormData): Promise<void> {
  const fields = [...body].map(([name, value]): [string, string] => [name, String(value)]);
  const { type, status } = await fetch(action, {
    method: 'POST',
    body: new URLSearchParams(fields),
    redirect: 'manual',
  });
  if (type !== 'opaqueredirect') throw new Error(`answered with ${status}`);
}

/** As following a link to `#id`, but the address stays that of the article: who copies it means the article. */
function showPart(id: string): void {
  const { pathname, search } = location;
  location.replace(`#${id}`);
  document.querySelector<HTMLElement>(`[id="${id}"]`)?.focus();
  history.replaceState(history.state, '', pathname + search);
}
