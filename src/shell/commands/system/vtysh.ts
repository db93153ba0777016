import type { Command } from '../../command.ts';
import { write } from '../../process/stream.ts';

/** The shell of FRR, which week 5 installs on the router: not part of this lab yet. */
export const vtysh: Command = {
  name: 'vtysh',
  topic: 'routes',
  on: ['router'],
  about: { en: "FRR's shell: it comes with BGP", ko: 'FRR의 셸: BGP와 함께 온다' },
  *run({ io }) {
    yield* write(
      io.stderr,
      'vtysh: this router has no FRR yet: it comes with BGP. Routes are added here with ip route add\n',
    );
    return 1;
  },
};
