/** Words of the page: the way to what explains it. */
export const helpMenuEn = {
  helpMenu: { open: 'Help', region: 'Help', version: 'Version' },
  glossary: {
    title: 'Glossary',
    find: 'Find a word, its meaning or its source',
    found: (shown: number, all: number) => (shown === all ? `${all} words` : `${shown} of ${all} words`),
    nothing: (query: string) => `No word contains “${query}”. Try a part of it, or the Korean word.`,
    clear: 'Show all words',
    source: 'Source',
  },
};
