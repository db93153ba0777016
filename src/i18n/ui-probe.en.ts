/** Words of the page: the probe pane, and what can be picked on the stage. */
export const probeEn = {
  probePane: {
    noObservations: 'Cilium reports nothing here.',
    notCilium: 'No Cilium program runs here.',
    shown: 'shown by Hubble',
    hiddenBy: 'hidden by monitor aggregation',
  },
  picks: {
    region: 'Devices and hosts',
    keys: 'Arrow keys go from place to place, right along the path; Page Down to the next. Enter picks, Escape goes back to Play.',
    router: 'router',
    device: (host: string, dev: string) => `${dev} of ${host}, capture here`,
    look: (host: string) => `${host}, show its tables`,
  },
};
