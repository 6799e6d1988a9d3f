import { cardFormats, type FormatId, formatIds } from '#cards/formats.ts';
import { pictureFor } from '#sharing/kit-page/pictures.ts';
import { isPlatformId, platforms } from '#sharing/platforms.ts';

/** The formats that the slots of `named` platforms ask for, and always the one of links. */
export function formatsFor(named: readonly string[]): FormatId[] {
  const available = formatIds.map((id) => ({ id, ...cardFormats[id] }));
  const slots = named.filter(isPlatformId).flatMap((id) => platforms[id].images);
  const asked = new Set(slots.map((slot) => pictureFor(slot, available)?.id));
  return formatIds.filter((id) => id === 'og' || asked.has(id));
}
