/**
 * XML whose CDATA sections are escaped text that stands directly between its tags. The generator sets
 * sections apart with line breaks, which XML counts to the text: a writer's name would begin and end
 * with them. And some readers look for comments within a section, where there are none.
 */
export function tightText(xml: string): string {
  return xml.replaceAll(/\s*((?:<!\[CDATA\[[\s\S]*?\]\]>)+)\s*/g, (_, sections: string) =>
    sections.replaceAll(/<!\[CDATA\[([\s\S]*?)\]\]>/g, (_section, text: string) =>
      escapedText(text),
    ),
  );
}

/** Text as XML character data (XML 1.0 §2.4), which is HTML for the same text too. */
export function escapedText(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}
