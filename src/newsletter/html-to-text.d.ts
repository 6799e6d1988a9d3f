/** The part of html-to-text 10 that mails need; the package brings no types. */
declare module 'html-to-text' {
  export interface TextElement {
    readonly attribs: Readonly<Record<string, string | undefined>>;
    readonly children: unknown;
  }

  export interface TextBuilder {
    addInline(text: string): void;
    openBlock(options: { leadingLineBreaks: number }): void;
    closeBlock(options: {
      trailingLineBreaks: number;
      blockTransform?: (text: string) => string;
    }): void;
  }

  export type Formatter = (
    element: TextElement,
    walk: (children: unknown, builder: TextBuilder) => void,
    builder: TextBuilder,
  ) => void;

  export interface Selector {
    readonly selector: string;
    readonly format?: string;
    readonly options?: Readonly<Record<string, unknown>>;
  }

  export interface Options {
    readonly wordwrap: number;
    readonly formatters: Readonly<Record<string, Formatter>>;
    readonly selectors: readonly Selector[];
  }

  export function convert(html: string, options: Options): string;
}
