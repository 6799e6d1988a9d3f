import { WrongUsage } from '../questions.ts';

const minCharacters = 12;

/** The passphrase of an export: from the environment, else asked on the terminal. Throws {@link WrongUsage}. */
export async function passphraseFor(given: string | undefined, question: string): Promise<string> {
  const passphrase = given ?? (await askHidden(question));
  if (passphrase === null) {
    throw new WrongUsage(
      'The server key needs a passphrase: set FREEHOLD_PASSPHRASE, or run this on a terminal to be asked.',
    );
  }
  if (passphrase.length < minCharacters) {
    throw new WrongUsage(`A passphrase has at least ${minCharacters} characters; take a sentence.`);
  }
  return passphrase;
}

async function askHidden(message: string): Promise<string | null> {
  if (!process.stdin.isTTY) return null;
  const { isCancel, password } = await import('@clack/prompts');
  const answer = await password({ message });
  return isCancel(answer) ? null : (answer ?? '');
}
