import { clip, type Story } from './story.ts';

/** What applications and their TCP connections do. */
export const jobEn = {
  started: (x: { host: string; command: string; program: string }): Story => ({
    title: `${clip(x.host, 17)}: ${x.program}`,
    sentence: `On ${x.host}: ${x.command}`,
    detail: null,
  }),
  resolving: (x: { host: string; name: string }): Story => ({
    title: `${clip(x.host, 17)}: DNS`,
    sentence: `The name ${x.name} must become an address: DNS is asked.`,
    detail: null,
  }),
  resolved: (x: { host: string; name: string; address: string; service: boolean }): Story => ({
    title: `${clip(x.host, 17)}: DNS answer`,
    sentence: `${x.name} is ${x.address}${x.service ? ', the ClusterIP of a service' : ''}.`,
    detail: x.service
      ? 'No device has that address. Whoever connects to it gets a backend, chosen at connect().'
      : null,
  }),
  unresolved: (x: { host: string; name: string }): Story => ({
    title: `${clip(x.host, 17)}: DNS`,
    sentence: `${x.name}: no address in this answer.`,
    detail: null,
  }),
  connecting: (x: { host: string; address: string; port: number }): Story => ({
    title: `${clip(x.host, 17)}: connect()`,
    sentence: `The program calls connect(${x.address}:${x.port}).`,
    detail: null,
  }),
  connected: (x: { host: string; address: string; port: number; service: boolean }): Story => ({
    title: `${clip(x.host, 17)}: connected`,
    sentence: `connect(${x.address}:${x.port}) has succeeded: the connection stands.`,
    detail: x.service
      ? 'The program has only ever heard of the service. Its peer is the backend that was chosen at connect().'
      : null,
  }),
  refused: (x: { host: string; errno: string; why: string }): Story => ({
    title: `${clip(x.host, 17)}: ${x.errno}`,
    sentence: `The system call fails with ${x.errno}: ${x.why}.`,
    detail: null,
  }),
  output: (x: { host: string; line: string }): Story => ({
    title: `${clip(x.host, 17)}: stdout`,
    sentence: x.line,
    detail: null,
  }),
  errors: (x: { host: string; line: string }): Story => ({
    title: `${clip(x.host, 17)}: stderr`,
    sentence: x.line,
    detail: null,
  }),
  blank: 'An empty line is printed.',
  timeout: (x: { host: string; seconds: string }): Story => ({
    title: `${clip(x.host, 17)}: timeout`,
    sentence: `Nothing came back in ${x.seconds} s: the program gives up.`,
    detail: 'It cannot tell a drop from a leak, nor a lost request from a lost reply: it has only heard nothing.',
  }),
  served: (x: { host: string; what: string }): Story => ({
    title: `${clip(x.host, 17)}: served`,
    sentence: `${x.host} serves ${x.what}.`,
    detail: null,
  }),
  exited: (x: { host: string; code: number }): Story => ({
    title: `${clip(x.host, 17)}: exit ${x.code}`,
    sentence:
      x.code === 0
        ? 'The program ends with exit code 0: it got what it wanted.'
        : `The program ends with exit code ${x.code}.`,
    detail: null,
  }),
  socket: (x: { host: string; row: string; change: 'opened' | 'changed' | 'closed'; state: string }): Story => ({
    title: `${clip(x.host, 17)}: ss`,
    sentence:
      x.change === 'closed'
        ? `${x.host} closes its socket ${x.row}.`
        : `${x.host} ${x.change === 'opened' ? 'opens a socket' : 'has a socket in a new state'}: ${x.row}, ${x.state}.`,
    detail: null,
  }),
  pmtu: (x: { host: string; dst: string; mtu: number }): Story => ({
    title: `${clip(x.host, 17)}: path MTU ${x.mtu}`,
    sentence: `${x.host} notes that only ${x.mtu} bytes fit on the way to ${x.dst}: what follows is made to fit.`,
    detail: '`ip route get` shows it as "cache expires … mtu"; after ten minutes it is forgotten.',
  }),
  configured: (x: { host: string; what: string; command: string }): Story => ({
    title: `${clip(x.host, 17)}: ${x.what}`,
    sentence: `On ${x.host}: ${x.command}`,
    detail: 'Packets that are already on their way past this host do not come back for it.',
  }),
  regenerated: (x: { host: string }): Story => ({
    title: `${clip(x.host, 17)}: new programs`,
    sentence: `All BPF programs of ${x.host} now follow the configuration that its agent started with.`,
    detail:
      'Routes and devices had changed at the start of the agent; in between, packets could turn in circles by way of cilium_host.',
  }),
  notConfigured: (x: { host: string; what: string; command: string; error: string }): Story => ({
    title: `${clip(x.host, 17)}: ${x.what} fails`,
    sentence: `${x.host} refuses ${x.command}: ${x.error}`,
    detail: null,
  }),
  tcpState: (x: { host: string; from: string; to: string }): Story => ({
    title: `${clip(x.host, 17)}: TCP ${x.to}`,
    sentence: `The TCP connection of ${x.host} goes from ${x.from} to ${x.to}.`,
    detail: null,
  }),
  retransmit: (x: { host: string; label: string; attempt: number; next: string }): Story => ({
    title: `${clip(x.host, 17)}: TCP retransmits`,
    sentence: `No answer to ${x.label}: retransmission ${x.attempt}. The next would follow in ${x.next} s.`,
    detail: null,
  }),
  reset: (x: { host: string }): Story => ({
    title: `${clip(x.host, 17)}: TCP reset`,
    sentence: `The TCP connection of ${x.host} is reset and gone.`,
    detail: null,
  }),
  segment: 'the segment',
};
