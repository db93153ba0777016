const packets = (n: number): string => (n === 1 ? '1 packet' : `${n} packets`);
const they = (n: number, one: string, more: string): string => (n === 1 ? one : more);

/** Words of the page: running captures. They come with the pane, not with the page. */
export const capturesEn = {
  captures: {
    heading: 'Captures',
    what: 'A probe is a tcpdump that listens at one place of the lab from the start of the run.',
    how: 'Click a device on the stage, or choose a place here. It prints what a capture there would print up to this event and, when that is nothing, says why.',
    try: 'Worth a look in this run',
    why: {
      router: 'every packet at the router',
      'sender-nic': 'out of the sender’s node',
      'receiver-lxc': 'the lxc of the receiver',
      signpost: 'where ip route points',
    },
    choose: 'Choose a place',
    host: 'Host',
    device: 'Device',
    any: 'any (all devices)',
    start: 'Capture here',
    running: 'Runs already',
    full: (most: number) => `${most} captures run: remove one to start another.`,
    mark: (number: number) => `Probe ${number}`,
    remove: (command: string) => `Remove: ${command}`,
    filter: 'Filter expression',
    apply: 'Apply',
    flag: { '-e': 'link-layer header', '-v': 'more about each protocol' },
    flags: 'Options',
    lines: (command: string) => `Lines of ${command}`,
    now: 'this event',
    later: (n: number) => `${n} more later: go to the next`,
    resting: (dev: string, host: string) => `${host} has no ${dev} in this run. The probe waits until it is back.`,
    reports: 'What Cilium reports here',
    file: {
      title: (path: string, host: string) => `${path} on ${host}`,
      count: (n: number) => `${packets(n)}, as Wireshark lists them`,
      empty: 'The file holds no packet, or none that the display filter takes.',
      close: 'Close the capture file',
      list: (path: string) => `Packets of ${path}`,
      pick: 'Choose a packet: the stage goes to where it passed, and its layers stand below.',
      elsewhere: 'Not of this run: there is no moment to go to.',
      there: 'The stage is where this packet passed.',
      goThere: 'Go to where it passed',
      layers: (number: string) => `Packet ${number}`,
    },
  },
  silence: {
    head: {
      unseen: 'No lines: it passed unseen',
      'never-sent': 'No lines: it was never sent',
      'dropped-before-tap': 'No lines: dropped before the tap',
      'road-not-taken': 'No lines: a road not taken',
      encapsulated: 'No lines: it is inside the tunnel',
      'filtered-out': 'No lines: the filter takes none',
      'not-yet': 'No lines yet',
      'nothing-crosses': 'No lines: nothing came here',
    },
    /** Above what a capture with lines has not seen. */
    besides: 'Not in these lines',
    cause: {
      'skipped-by-peer': (x: { n: number; dev: string; into: string }) =>
        `bpf_redirect_peer put ${packets(x.n)} straight into ${x.into}. ${they(x.n, 'It', 'They')} passed ${x.dev} unseen: its tap lies on the part of the way that is skipped.`,
      'redirected-before-tap': (x: { n: number; dev: string; program: string; to: string }) =>
        `${x.program} at egress of ${x.dev} redirected ${packets(x.n)} to ${x.to}. The tap of what goes out comes after that program.`,
      'dropped-before-tap': (x: { n: number; dev: string; reason: string }) =>
        `${packets(x.n)} ${they(x.n, 'was', 'were')} dropped on the way out of ${x.dev}, before the tap: ${x.reason}.`,
      'overlay-from-ipcache': (x: { n: number; dev: string; program: string }) =>
        `ip route points to ${x.dev}, but ${x.program} sent ${packets(x.n)} by the tunnel endpoint in the ipcache and never asked the route.`,
      'bpf-redirects-first': (x: { n: number; dev: string; program: string }) =>
        `ip route points to ${x.dev}, but ${x.program} redirected ${packets(x.n)} before that route was asked.`,
      'never-sent': (x: { n: number; host: string; errno: string; why: string }) =>
        `The kernel of ${x.host} refused to send ${packets(x.n)} with ${x.errno}: ${x.why}. No frame was made that a capture could show.`,
    },
    encapsulated: (x: { n: number; protocol: string }) =>
      `What this filter asks for passed here ${they(x.n, 'once', `${x.n} times`)}, inside ${x.protocol}. The filter sees only the outer UDP header.`,
    apply: (filter: string) => `Apply the filter ${filter}`,
    filteredOut: (x: { frames: number }) =>
      `${they(x.frames, '1 frame', `${x.frames} frames`)} passed here, and the filter takes none of them.`,
    everything: 'Remove the filter',
    notYet: 'The first line comes later in this run.',
    first: 'Go to the first line',
    nothing: 'No frame came to this place so far. Where the packets ended instead:',
    nobody: 'No frame came to this place so far, and no packet has ended yet.',
    times: (n: number) => `×${n}`,
    shownBy: (title: string) => `See: ${title}`,
    doubles: (x: { packets: number }) =>
      `${packets(x.packets)} ${they(x.packets, 'is', 'are')} here twice: In as ${they(x.packets, 'it arrives', 'they arrive')}, Out as ${they(x.packets, 'it leaves', 'they leave')}. It is one packet each time.`,
    tshark: (x: { tcp: number; again: number }) =>
      `Of TCP, tshark calls the second sight a retransmission or a duplicate ACK: ${x.tcp} here. Really sent again: ${x.again}.`,
  },
};
