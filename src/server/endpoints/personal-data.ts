import { z } from 'zod';

import type { HeldMail } from '#audience/held-data.ts';
import type { ManagingView } from '#audience/managing.ts';
import { messagesIn } from '#audience/messages.ts';
import { isStoreError } from '#audience/store.ts';
import type { Language } from '#hub/languages.ts';
import { pathTo } from '#hub/urls.ts';

import { json, seeOther, unavailable } from '../responses.ts';
import type { Services } from '../services.ts';
import { readTokenForm } from './token-form.ts';

/** What the page with a person's data shows. */
export interface PersonalDataView {
  readonly status: 200 | 422;
  readonly token: string;
  readonly managing: Extract<ManagingView, { kind: 'open' }>;
  /** The latest mails to the person, newest first. */
  readonly mails: readonly HeldMail[];
  /** What is wrong with the new address, and what was typed. */
  readonly email: string;
  readonly error: string | null;
  readonly notice: 'address-asked' | null;
}

export interface PersonalDataContext {
  readonly services: Pick<
    Services,
    'openManaging' | 'requestAddressChange' | 'heldDataBehind' | 'eraseBehind' | 'origins'
  >;
  /** The language of the page, by its path. */
  readonly language: Language;
}

/** What the page behind a fresh link shows, or the answer in its place; changes nothing. */
export async function openPersonalData(
  { token, notice = null }: { token: string; notice?: PersonalDataView['notice'] },
  { services, language }: PersonalDataContext,
): Promise<PersonalDataView | Response> {
  try {
    const managing = await services.openManaging(token);
    if (managing.kind !== 'open') return seeOther(pathTo('preferences', language));
    const held = await services.heldDataBehind(token);
    const mails = latestOf(held?.mails ?? []);
    return { status: 200, token, managing, mails, email: '', error: null, notice };
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
}

/** As many as a page shows; the download has them all. */
const shownMails = 12;

function latestOf(mails: readonly HeldMail[]): HeldMail[] {
  return mails.toSorted((a, b) => b.queuedAt.getTime() - a.queuedAt.getTime()).slice(0, shownMails);
}

const schema = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('download'), token: z.string() }),
  z.strictObject({
    action: z.literal('change-address'),
    token: z.string(),
    email: z.string().max(1000),
  }),
  z.strictObject({
    action: z.literal('erase'),
    token: z.string(),
    /** The box that says that one means it. */
    sure: z.literal('yes').optional(),
  }),
]);

/** `POST` of the page with a person's data: downloads it, asks for another address, or erases. */
export async function postPersonalData(
  request: Request,
  context: PersonalDataContext,
): Promise<PersonalDataView | Response> {
  const { services, language } = context;
  const read = await readTokenForm(request, { origins: services.origins, schema });
  if ('refusal' in read) return read.refusal;
  const { fields } = read;
  const { token } = fields;
  try {
    switch (fields.action) {
      case 'download': {
        const held = await services.heldDataBehind(token);
        if (held === null) return seeOther(pathTo('preferences', language));
        const name = pathTo('personalData', language).split('/').at(-2) ?? 'data';
        return json(200, held, {
          'Content-Disposition': `attachment; filename="${name}.json"`,
        });
      }
      case 'erase': {
        if (fields.sure !== 'yes') return await openPersonalData({ token }, context);
        const outcome = await services.eraseBehind(token);
        return seeOther(pathTo(outcome.kind === 'erased' ? 'erased' : 'preferences', language));
      }
      case 'change-address':
        return await changeAddress(fields, context);
    }
  } catch (error) {
    if (isStoreError(error)) return unavailable();
    throw error;
  }
}

async function changeAddress(
  { token, email }: { token: string; email: string },
  context: PersonalDataContext,
): Promise<PersonalDataView | Response> {
  const { services, language } = context;
  const outcome = await services.requestAddressChange({ token, email });
  switch (outcome.kind) {
    case 'accepted':
      return openPersonalData({ token, notice: 'address-asked' }, context);
    case 'expired':
    case 'unknown-token':
      return seeOther(pathTo('preferences', language));
    case 'invalid-address':
    case 'unsupported-address': {
      const { errors } = messagesIn(language);
      const isInvalid = outcome.kind === 'invalid-address';
      const error = isInvalid ? errors.addressInvalid : errors.addressUnsupported;
      const view = await openPersonalData({ token }, context);
      return view instanceof Response ? view : { ...view, status: 422, email, error };
    }
  }
}
