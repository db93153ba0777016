/** Words of the page: what a change of circumstances has changed in the journey. */
export const changesEn = {
  changes: {
    title: 'What changed',
    open: (count: number) => `What changed (${count})`,
    close: 'Close what changed',
    more: 'Show all',
    less: 'Show less',
    setting: (name: string, before: string, after: string) => `${name}: ${before} → ${after}`,
    settings: {
      routing: 'Routing mode',
      router: 'Router',
      routes: 'Routes put in',
      defaultRoute: 'Default route',
      seed: 'Chance',
      count: 'Count',
    },
    none: 'none',
    ownSeed: 'as in the lab',
    nothing: 'Nothing in this journey changed.',
    nothingWhy: 'The same packets took the same decisions at the same places.',
    same: (fate: string) => `still ${fate}`,
    first: (hop: string) => `First difference: ${hop}`,
    instead: (now: string, before: string) => `${now}, instead of ${before}`,
    at: (place: string, what: string) => `${place}: ${what}`,
    firstAdded: (hop: string) => `First difference: ${hop} is new`,
    firstRemoved: (hop: string) => `First difference: ${hop} is gone`,
    counts: (added: number, removed: number, changed: number) =>
      [
        added > 0 ? `${added} hops added` : '',
        removed > 0 ? `${removed} removed` : '',
        changed > 0 ? `${changed} changed` : '',
      ]
        .filter((part) => part !== '')
        .join(', '),
    hop: { added: 'added', removed: 'removed', changed: 'changed' },
    fresh: 'Sent now, and not before',
    gone: 'Not sent any more',
    again: 'again',
    fates: {
      delivered: 'delivered',
      consumed: 'delivered',
      dropped: 'dropped',
      'left-the-lab': 'leaked',
      'never-sent': 'never sent',
      reassembled: 'reassembled',
      'under-way': 'on its way',
    },
    pending: 'on its way',
  },
};
