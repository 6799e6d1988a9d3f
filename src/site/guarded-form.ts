import type { Challenge } from 'altcha-lib';

import { proofOf } from './proof-of-work.ts';

/** What `GET /api/form/` answers. */
interface OpenedForm {
  readonly started: string;
  readonly challenge: Challenge | null;
}

/** After this long a form is sent without its proof: then its mail waits, but the reader does not. */
const patienceMs = 30_000;

/**
 * Asks the hub, when a reader first touches the form around `status`, for what the form must carry, and has a
 * challenge solved while the reader types. Whatever fails, the form stays one that works without JavaScript.
 */
export function guardForm(status: HTMLElement): void {
  const form = status.closest('form');
  if (!form) return;
  const { guard, busy = '', wait = '', done = '' } = status.dataset;
  let opening: Promise<void> | undefined;
  let working: Promise<void> | undefined;

  const open = async () => {
    const answer = await fetch(`/api/form/?form=${guard}`);
    if (!answer.ok) return;
    const { started, challenge } = (await answer.json()) as OpenedForm;
    carry(form, 'started', started);
    if (!challenge) return;
    status.textContent = busy;
    working = solve(challenge);
    await working;
  };
  const solve = async (challenge: Challenge) => {
    try {
      carry(form, 'proof', await proofOf(challenge, { patienceMs }));
      status.textContent = done;
    } catch {
      status.textContent = '';
    } finally {
      working = undefined;
    }
  };
  const begin = () => void (opening ??= open().catch(() => undefined));

  form.addEventListener('focusin', begin);
  if (form.contains(document.activeElement)) begin();
  form.addEventListener('submit', (event) => {
    if (!working) return;
    event.preventDefault();
    if (status.textContent === wait) return;
    status.textContent = wait;
    const { submitter } = event;
    void working.then(() => form.requestSubmit(submitter));
  });
  // Whoever comes back to a page that the browser kept would send what was used before.
  addEventListener('pageshow', ({ persisted }) => {
    if (!persisted) return;
    for (const name of ['started', 'proof']) form.querySelector(`[name="${name}"]`)?.remove();
    status.textContent = '';
    opening = undefined;
  });
}

/** Lets `form` send `value` as its hidden field `name`. */
function carry(form: HTMLFormElement, name: string, value: string): void {
  const field = form.querySelector<HTMLInputElement>(`[name="${name}"]`) ?? newField(form, name);
  field.value = value;
}

function newField(form: HTMLFormElement, name: string): HTMLInputElement {
  const field = document.createElement('input');
  field.type = 'hidden';
  field.name = name;
  form.append(field);
  return field;
}
