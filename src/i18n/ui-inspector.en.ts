/** Words of the page: the inspector around its panes. */
export const inspectorEn = {
  inspector: {
    region: 'This hop in detail',
    panes: { packet: 'Packet', tables: 'Tables', probe: 'Probes' },
    cites: 'Sources',
  },
};
