export const embedEn = {
  embed: {
    panes: 'Views',
    pane: { topology: 'Topology', timeline: 'Hops', packet: 'Packet', transcript: 'Transcript' },
    place: (event: number, of: number) => `${event} of ${of}`,
    page: 'Open in Hopscope (new tab)',
    consent: {
      title: 'Open another lab here?',
      text: (host: string) => `${host} wants to show a lab in this frame in the place of what is there.`,
      someone: 'The page around this frame',
      no: 'No',
      yes: 'Open',
    },
  },
};
