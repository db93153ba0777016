/** Words of the page: the page around everything. */
export const shellEn = {
  app: {
    tagline: 'See every hop of a packet through a Cilium cluster',
    skip: 'Skip to the stage',
    title: (run: string, step: string) => `${run} · ${step} · Hopscope`,
  },
  header: {
    lang: 'Language',
    theme: { auto: 'Theme: system', light: 'Theme: light', dark: 'Theme: dark', contrast: 'Theme: high contrast' },
    share: 'Share',
    help: 'Keyboard shortcuts',
    modelled: 'What is modelled',
    source: 'Assumptions',
  },
  narrator: (at: number, of: number, title: string, sentence: string) => `${at}/${of} ${title}. ${sentence}`,
  notice: {
    link: (fields: string) => `Parts of the link could not be read and were left at their defaults: ${fields}`,
    moment: 'This run has no such moment, so it is shown from where it matters most.',
    close: 'Close',
  },
  dialog: { close: 'Close' },
  error: {
    title: 'The page has stumbled',
    text: 'The picture could not be drawn. The run itself is intact: here is its transcript.',
    reload: 'Load the page again',
  },
};
