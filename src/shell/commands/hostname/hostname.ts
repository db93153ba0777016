import type { Command } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';

export const hostname: Command = {
  name: 'hostname',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'prints the name of this machine', ko: '이 머신의 이름을 출력한다' },
  *run({ argv, host, io, machine }) {
    if (argv.some((arg) => arg === '-I' || arg === '-i')) {
      const devices = machine.world.netns.get(host.netns)?.devices ?? [];
      const addresses = devices.flatMap((id) => machine.world.devices.get(id)?.addresses ?? []);
      const global = addresses.filter(({ scope }) => scope === 'global').map(({ ip }) => ip);
      yield* write(io.stdout, `${global.join(' ')} \n`);
      return 0;
    }
    yield* write(io.stdout, `${host.name}\n`);
    return 0;
  },
};
