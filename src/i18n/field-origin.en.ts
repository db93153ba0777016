/** Who gave a field its value. */
export const fieldOriginEn = {
  who: {
    kernel: 'the kernel',
    app: (x: { app: string }) => x.app,
    server: 'the server',
    neighbour: 'the kernel, from its neighbour table,',
    forward: 'the kernel, forwarding it (ip_forward),',
    fragment: 'the kernel, cutting the packet (ip_fragment),',
    reassemble: 'the kernel, putting the fragments together,',
    program: (x: { program: string }) => x.program,
    tunnel: (x: { protocol: string }) => `the ${x.protocol} device`,
  },
  /** `where` is a place name. */
  born: (x: { who: string; where: string }) => `Set by ${x.who} at ${x.where} when the packet was made.`,
  computedFirst: (x: { who: string; where: string }) => `Computed by ${x.who} at ${x.where} when the packet was made.`,
  added: (x: { who: string; where: string }) => `Put there by ${x.who} at ${x.where}.`,
  changed: (x: { who: string; where: string }) => `Changed by ${x.who} at ${x.where}.`,
  computed: (x: { who: string; where: string }) => `Last computed by ${x.who} at ${x.where}.`,
  copied: {
    fragment: 'In the packet that was cut into fragments.',
    quote: 'In the packet that is quoted here.',
  },
  chosen: (x: { program: string }) => `This destination was chosen before: ${x.program}.`,
};
