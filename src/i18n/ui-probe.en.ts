/** Words of the page: the probe pane. */
export const probeEn = {
  probePane: {
    noObservations: 'Cilium reports nothing here.',
    notCilium: 'No Cilium program runs here.',
    shown: 'shown by Hubble',
    hiddenBy: 'hidden by monitor aggregation',
  },
};
