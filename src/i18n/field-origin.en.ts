/** Who gave a field its value. */
export const fieldOriginEn = {
  who: {
    kernel: 'the kernel',
    app: (x: { app: string }) => x.app,
    server: 'the server',
    neighbour: 'the kernel, from its neighbour table',
    forward: 'the kernel, when it forwarded (ip_forward)',
    fragment: 'the kernel, when it cut the packet (ip_fragment)',
    reassemble: 'the kernel, when it put the fragments together',
    program: (x: { program: string }) => x.program,
    tunnel: (x: { protocol: string }) => `the ${x.protocol} device`,
  },
  /** `where` is a place name. */
  born: (x: { who: string; where: string }) => `Set when the packet was made: ${x.who}, ${x.where}.`,
  computedFirst: (x: { who: string; where: string }) => `Computed when the packet was made: ${x.who}, ${x.where}.`,
  added: (x: { who: string; where: string }) => `Put there: ${x.who}, ${x.where}.`,
  changed: (x: { who: string; where: string }) => `Changed: ${x.who}, ${x.where}.`,
  computed: (x: { who: string; where: string }) => `Last computed: ${x.who}, ${x.where}.`,
  copied: {
    fragment: 'In the packet that was cut into fragments.',
    quote: 'In the packet that is quoted here.',
  },
  chosen: (x: { program: string }) => `This destination was chosen before: ${x.program}.`,
};
