/** What the page of all papers says, and its card. */
export const papersList = {
  nl: {
    title: 'Papers',
    intro: 'Langere stukken om te bewaren. Je leest ze hier, of je neemt het bestand mee.',
  },
  en: {
    title: 'Papers',
    intro: 'Longer pieces to keep. Read them here, or take the file with you.',
  },
} as const;
