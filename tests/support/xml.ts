import { SaxesParser } from 'saxes';

/** An element of an XML document. */
export interface XmlElement {
  /** With its prefix, as written. */
  readonly name: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  /** The text directly in it. */
  readonly text: string;
}

/** Reads a document as strictly as XML 1.0 with namespaces demands; throws with line and column. */
export function parseXml(xml: string): XmlElement {
  const parser = new SaxesParser({ xmlns: true });
  const document = { name: '', attributes: {}, children: [] as XmlElement[], text: '' };
  const open = [document];
  parser.on('error', (error) => {
    throw error;
  });
  parser.on('opentag', ({ name, attributes }) => {
    const values = Object.entries(attributes).map(([key, { value }]) => [key, value]);
    const element = { name, attributes: Object.fromEntries(values), children: [], text: '' };
    open.at(-1)?.children.push(element);
    open.push(element);
  });
  const addText = (text: string) => {
    const element = open.at(-1);
    if (element) element.text += text;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => void open.pop());
  parser.write(xml).close();
  const [root] = document.children;
  if (!root) throw new Error('the document has no element');
  return root;
}

/** The children of `element` that are called `name`. */
export function childrenOf(element: XmlElement, name: string): readonly XmlElement[] {
  return element.children.filter((child) => child.name === name);
}

/** The text of the one child called `name`; throws when there is none or more than one. */
export function childText(element: XmlElement, name: string): string {
  const [child, second] = childrenOf(element, name);
  if (!child || second)
    throw new Error(`<${element.name}> has ${child ? 'several' : 'no'} <${name}>`);
  return child.text.trim();
}
