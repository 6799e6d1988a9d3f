import type { Element } from 'hast';

import type { Surroundings } from './regions.ts';

/** The opening tag of `element`, much as its author wrote it. */
export function openingTag({ tagName, properties }: Element): string {
  const attributes = Object.entries(properties).map(([name, value]) => {
    if (value === true) return ` ${attributeName(name)}`;
    return ` ${attributeName(name)}="${valueOf(value)}"`;
  });
  return `<${tagName}${attributes.join('')}>`;
}

/** Attributes of which nothing is left, but which readers do not miss either. */
const looks = new Set([
  'className',
  'style',
  'align',
  'width',
  'height',
  'border',
  'bgcolor',
  'color',
]);

/** Names that links may use are kept for them; all else that the hub's own tags cannot hold is named. */
export function noteAttributes(
  { tagName, properties }: Element,
  { around, line, used }: { around: Surroundings; line: number; used: readonly string[] },
): void {
  const { id, name } = properties;
  if (typeof id === 'string') around.anchors.push({ name: id, line });
  if (tagName === 'a' && typeof name === 'string') around.anchors.push({ name, line });
  const rest = Object.keys(properties).filter(
    (one) =>
      !used.includes(one) &&
      one !== 'id' &&
      one !== 'markdown' &&
      !(tagName === 'a' && one === 'name'),
  );
  if (rest.length === 0) return;
  const what = `${rest.map((one) => `${attributeName(one)}="${valueOf(properties[one])}"`).join(' ')} of <${tagName}>`;
  const isLook = rest.every((one) => looks.has(one));
  around.notes.met('lost', 'HTML attribute', {
    line,
    what,
    ...(!isLook && { advice: 'see whether readers miss it' }),
  });
}

function valueOf(value: Element['properties'][string]): string {
  return Array.isArray(value) ? value.join(' ') : String(value);
}

function attributeName(property: string): string {
  if (property === 'className') return 'class';
  if (property === 'htmlFor') return 'for';
  return property;
}
