import { describe, expect, test } from 'vitest';

import { withWrittenFor } from '#adapters/written-for.ts';

const sourceHash = '0123456789012345';

function note(frontMatter: string, name = 'x') {
  return withWrittenFor(`---\n${frontMatter}---\n\nZet je fiets op zijn kop.\n`, {
    name,
    sourceHash,
  });
}

describe('withWrittenFor', () => {
  test.each([
    [
      'a text alone',
      "title: Band # de eerste\nshare:\n  overrides:\n    x: 'Het is “vast”, echt'\n    threads: Los\n",
      `title: Band # de eerste\nshare:\n  overrides:\n    x: { text: "Het is “vast”, echt", writtenFor: "${sourceHash}" }\n    threads: Los\n`,
    ],
    [
      'a text among others on one line',
      'share: { hook: Vast, overrides: { x: "Vast is vast" } }\n',
      `share: { hook: Vast, overrides: { x: { text: "Vast is vast", writtenFor: "${sourceHash}" } } }\n`,
    ],
    [
      'a text on lines of its own',
      'share:\n  overrides:\n    x: |-\n      Vast\n\n      is vast.\n    threads: Los\nkind: guide\n',
      `share:\n  overrides:\n    x:\n      writtenFor: "${sourceHash}"\n      text: |-\n        Vast\n\n        is vast.\n    threads: Los\nkind: guide\n`,
    ],
    [
      'a text that was kept before',
      'share:\n  overrides:\n    x: { text: Vast, writtenFor: aaaaaaaaaaaaaaaa }\n',
      `share:\n  overrides:\n    x: { text: Vast, writtenFor: "${sourceHash}" }\n`,
    ],
    [
      'fields on one line',
      'share:\n  overrides:\n    x: { text: Vast, title: Titel }\n',
      `share:\n  overrides:\n    x: { writtenFor: "${sourceHash}", text: Vast, title: Titel }\n`,
    ],
    [
      'fields below each other',
      'share:\n  overrides:\n    x:\n      # zo zei Yara het\n      text: Vast\n      campaigns:\n        winter: Glad\n',
      `share:\n  overrides:\n    x:\n      # zo zei Yara het\n      writtenFor: "${sourceHash}"\n      text: Vast\n      campaigns:\n        winter: Glad\n`,
    ],
    [
      'lines that end as on Windows',
      'share:\r\n  overrides:\r\n    x: |\r\n      Vast\r\n      is vast.\r\n',
      `share:\r\n  overrides:\r\n    x:\r\n      writtenFor: "${sourceHash}"\r\n      text: |\r\n        Vast\r\n        is vast.\r\n`,
    ],
  ])('notes it beside %s and changes nothing else', (_, before, after) => {
    expect(note(before)).toBe(`---\n${after}---\n\nZet je fiets op zijn kop.\n`);
  });

  test.each([
    ['no such text', 'share:\n  overrides:\n    threads: Los\n'],
    ['no share at all', 'title: Band\n'],
    ['a text named elsewhere', 'share:\n  hook: &a Vast\n  overrides:\n    x: *a\n'],
  ])('leaves %s alone', (_, before) => {
    expect(note(before)).toBeNull();
  });
});
