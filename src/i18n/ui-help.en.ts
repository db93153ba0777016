/** Words of the page: the dialogs that help. */
export const helpEn = {
  shortcuts: {
    title: 'Keyboard shortcuts',
    enabled: 'Single-key shortcuts',
    rows: {
      toggle: 'Play or pause',
      step: 'Previous or next event',
      phase: 'Previous or next phase',
      nudge: 'A tenth of an event back or on',
      ends: 'First or last event of the range',
      share: 'To 0 to 90 % of the range',
      speed: 'Slower or faster',
      marks: 'On a mark: the next of its kind, or the one before',
      detail: 'Level of detail 1, 2, 3',
      stage: 'To the stage',
      terminal: 'To the terminal',
      devices: 'On the stage: from device to device',
      capture: 'On the stage: capture at this device, or stop',
      bytes: 'In the bytes of a packet: from byte to byte',
      post: 'Share this moment',
      fullscreen: 'Full screen',
      pages: 'Previous or next event in large type',
      help: 'This list',
      leave: 'Out of a dialog, the stage, or large type',
    },
  },
  modelled: {
    title: 'What is modelled, and what is not',
    intro:
      'Every hop is computed from the lab file by a model of Linux and Cilium 1.18. Nothing is sent anywhere, and nothing is measured on your cluster.',
    time: 'Time is simulated: it says what comes first and how long somebody waits, never how fast a cluster is.',
    jump: 'Parts of this page',
    grades: {
      modelled: {
        title: 'Modelled',
        about:
          'Computed as the code of Linux 6.8 and Cilium 1.18.0 does it. Recordings of a real kernel and of real eBPF programs judge it.',
      },
      derived: {
        title: 'Derived',
        about: 'Follows from code or a standard that is named, but nobody has printed it for this lab.',
      },
      unknown: {
        title: 'Unknown',
        about: 'Nobody could look into it. The model says only what was seen from outside.',
      },
      'not-modelled': {
        title: 'Not modelled',
        about: 'Does not exist here. Nothing on the stage or in a capture may be read as if it did.',
      },
    },
    lab: {
      title: 'This lab',
      about: 'What the run on the stage takes for granted.',
      cilium: 'Cilium',
      kernel: 'Linux',
      routing: 'Routing',
      hostRouting: 'Host routing',
      socketLB: 'Service addresses change',
      socketLBOf: { on: 'in the socket (socket LB)', off: 'in each packet' },
      masquerade: 'Masquerading in BPF',
      masqueradeOf: { on: 'on', off: 'off' },
      direct: 'autoDirectNodeRoutes',
      endpointRoutes: 'endpointRoutes',
      aggregation: 'Monitor aggregation',
      plain: 'none: Linux alone',
    },
    sources: 'Sources',
    sure: 'Each event carries its sources. Frames and lookups are checked against captures of a real kernel and of real eBPF programs.',
  },
};
