/** A choice to offer. */
export interface Option {
  readonly value: string;
  readonly label: string;
}

/** Asks a person. Every answer is `null` when that person breaks off. */
export interface Asker {
  text(question: string, accept: (text: string) => string | null): Promise<string | null>;
  choose(question: string, options: readonly Option[]): Promise<string | null>;
}

/** The command cannot go on as it was called; the message says what to write. */
export class WrongUsage extends Error {
  override readonly name = 'WrongUsage';
}

/** The person who was asked broke off. */
export class BrokenOff extends Error {
  override readonly name = 'BrokenOff';
}

export interface TextWish {
  readonly flag: string;
  readonly given: string | undefined;
  readonly question: string;
  /** What is wrong with an answer; `null` when it is right. */
  readonly accept: (text: string) => string | null;
  /** When nobody can be asked and nothing was given; without it that is wrong usage. */
  readonly otherwise?: 'leave out';
}

/** The text of `--flag`, asked for when it was not given. Throws {@link WrongUsage} or {@link BrokenOff}. */
export async function textFor(wish: TextWish, ask: Asker | null): Promise<string | undefined> {
  const { flag, given, question, accept } = wish;
  if (given !== undefined) {
    const fault = accept(given);
    if (fault) throw new WrongUsage(`--${flag} ${fault}`);
    return given.trim();
  }
  if (!ask) {
    if (wish.otherwise) return undefined;
    throw new WrongUsage(`--${flag} is missing.`);
  }
  const answer = await ask.text(question, (text) =>
    text.trim() === '' && wish.otherwise ? null : accept(text),
  );
  if (answer === null) throw new BrokenOff();
  return answer.trim() || undefined;
}

export interface ChoiceWish {
  readonly flag: string;
  readonly given: string | undefined;
  readonly question: string;
  readonly options: readonly Option[];
  /** The value when nobody can be asked. */
  readonly otherwise?: string;
}

/** One of the options, without asking when there is only one. Throws {@link WrongUsage} or {@link BrokenOff}. */
export async function choiceFor(wish: ChoiceWish, ask: Asker | null): Promise<string> {
  const { flag, given, question, options, otherwise } = wish;
  const known = options.map(({ value }) => value).join(', ');
  if (given !== undefined) {
    if (options.some(({ value }) => value === given)) return given;
    throw new WrongUsage(`--${flag} is "${given}"; write one of ${known}.`);
  }
  const [first, ...others] = options;
  if (first && others.length === 0) return first.value;
  if (!ask) {
    if (otherwise !== undefined) return otherwise;
    throw new WrongUsage(`--${flag} is missing; write one of ${known}.`);
  }
  const answer = await ask.choose(question, options);
  if (answer === null) throw new BrokenOff();
  return answer;
}

/** Asks on the terminal; `null` where nobody sits at it. */
export function terminalAsker(): Asker | null {
  if (!process.stdin.isTTY) return null;
  return {
    async text(question, accept) {
      const { isCancel, text } = await import('@clack/prompts');
      const answer = await text({
        message: question,
        validate: (value = '') => accept(value) ?? undefined,
      });
      return isCancel(answer) ? null : (answer ?? '');
    },
    async choose(question, options) {
      const { isCancel, select } = await import('@clack/prompts');
      const answer = await select({
        message: question,
        options: options.map(({ value, label }) => ({ value, label })),
      });
      return isCancel(answer) ? null : answer;
    },
  };
}
