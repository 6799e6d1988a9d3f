import { type AccentVerdict, judgeAccent } from '#hub/accent.ts';

import { type Asker, choiceFor, textFor } from '../questions.ts';

/** What a hub has until its brand says otherwise: a blue that can be read as it is. */
const standard = '#1f5fa8';

const noColour = 'is no colour; write it as #1f5fa8 or oklch(0.48 0.13 253)';

/** The brand's colour as `oklch(L C H)`: explains what cannot be read, and offers the nearest that can. */
export async function colorFor(
  given: string | undefined,
  { ask, remark }: { ask: Asker | null; remark: (line: string) => void },
): Promise<string> {
  const typed =
    (await textFor(
      {
        flag: 'accent',
        given,
        question: `The brand's colour, such as ${standard} (${standard})`,
        accept: (text) => (judgeAccent(text).kind === 'no-colour' ? noColour : null),
        otherwise: 'leave out',
      },
      ask,
    )) ?? standard;
  const verdict = judgeAccent(typed);
  switch (verdict.kind) {
    case 'no-colour':
      throw new RangeError(`"${typed}" was accepted as a colour`);
    case 'fits':
      return verdict.color;
    case 'unreadable':
      remark(
        `${typed} leaves texts that nobody can read, however light or dark; the hub gets ${verdict.nearest.hex}, the nearest that works.`,
      );
      return verdict.nearest.color;
    case 'shifted':
      return shifted(typed, verdict, { ask, remark });
  }
}

async function shifted(
  typed: string,
  { color, contrast, needed, nearest }: Extract<AccentVerdict, { kind: 'shifted' }>,
  { ask, remark }: { ask: Asker | null; remark: (line: string) => void },
): Promise<string> {
  remark(
    `Text in ${typed} has a contrast of ${contrast.toFixed(1)} on a light ground and needs ${needed} (WCAG AA). ` +
      `Links and buttons become ${nearest.hex}, the nearest that can be read.`,
  );
  if (!ask) return color;
  const choice = await choiceFor(
    {
      flag: 'accent',
      given: undefined,
      question: 'Which one is the brand’s colour?',
      options: [
        { value: nearest.color, label: `${nearest.hex}, seen as it is` },
        { value: color, label: `${typed}; text becomes ${nearest.hex} by itself` },
      ],
    },
    ask,
  );
  return choice;
}
