/** Words inside of exported files that no other text has. Loaded with the exports only. */
export const filesEn = {
  simulated: (app: string) => `simulated by Hopscope ${app}`,
  waited: (seconds: string) => `${seconds} s later`,
  /** What was put around a packet, in front of its name: 'SYN in VXLAN 27143'. */
  inside: (what: string, tunnel: string, vni: number) => `${what} in ${tunnel} ${vni}`,
  again: (what: string) => `${what} again`,
  leftOut: (steps: number) =>
    steps === 1
      ? '1 more step is left out: choose a shorter stretch'
      : `${steps} more steps are left out: choose a shorter stretch`,
  nothing: 'Nothing crosses the lab here.',
  picture: (title: string) => `Where the packet is: ${title}`,
  way: (hosts: string) => `Way: ${hosts}.`,
  moment: (place: string, sentence: string) => `The picture shows ${place}: ${sentence}`,
  open: 'Open the interactive run',
};
