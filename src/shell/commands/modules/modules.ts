import type { Command } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { moduleNamed, moduleNames, modulesOf, withNeeds } from '../../hosts/kernel-modules.ts';
import { write } from '../../process/stream.ts';
import { getoptComplaint } from '../complaint.ts';

/** lsmod of kmod 31. */
export const lsmod: Command = {
  name: 'lsmod',
  topic: 'where',
  on: MACHINES,
  about: { en: 'lists the kernel modules that are loaded', ko: '로드된 커널 모듈을 보여 준다' },
  *run({ argv, host, io, machine }) {
    if (argv.length > 1) {
      yield* write(io.stderr, 'Usage: lsmod\n');
      return 1;
    }
    yield* write(io.stdout, 'Module                  Size  Used by\n');
    for (const { name, size, usedBy, count } of modulesOf(machine.lab, host)) {
      const users = usedBy.length === 0 ? '' : ` ${usedBy.join(',')}`;
      yield* write(io.stdout, `${name.padEnd(19)} ${`${size}`.padStart(8)}  ${count}${users}\n`);
    }
    return 0;
  },
  examples: () => [
    {
      line: "lsmod | grep -E 'vxlan|geneve'",
      on: 'control-plane',
      about: { en: 'whether the kernel has the tunnel modules', ko: '커널에 터널 모듈이 있는지' },
    },
  ],
};

const FLAGS = {
  remove: { names: ['-r', '--remove'], about: { en: 'take it out instead', ko: '로드하지 않고 내린다' } },
  verbose: { names: ['-v', '--verbose'], about: { en: 'say what is done', ko: '무엇을 하는지 말한다' } },
  dryRun: { names: ['-n', '--dry-run', '--show'], about: { en: 'do nothing', ko: '실제로 하지는 않는다' } },
  all: { names: ['-a', '--all'], about: { en: 'all words are modules', ko: '모든 단어가 모듈 이름이다' } },
  quiet: { names: ['-q', '--quiet'], about: { en: 'complain less', ko: '불평을 줄인다' } },
} satisfies FlagTable;

/** modprobe of kmod 31. */
export const modprobe: Command = {
  name: 'modprobe',
  topic: 'change',
  on: MACHINES,
  about: { en: 'loads a kernel module and what it needs', ko: '커널 모듈과 그것에 필요한 것을 로드한다' },
  flags: FLAGS,
  *run({ argv, host, io, machine, shows }) {
    const answer = parseFlags(FLAGS, argv.slice(1));
    if (!answer.ok) {
      const [complaint = ''] = getoptComplaint('modprobe', answer.problem).split('\n');
      yield* write(io.stderr, `${complaint}\n`);
      return 1;
    }
    const { parsed } = answer;
    const folder = `/lib/modules/${machine.world.file.versions.kernel}`;
    if (parsed.operands.length === 0) {
      yield* write(io.stderr, 'modprobe: ERROR: missing parameters. See -h.\n');
      return 1;
    }
    const names = parsed.has('all') || parsed.has('remove') ? parsed.operands : parsed.operands.slice(0, 1);
    let code = 0;
    for (const typed of names) {
      const known = moduleNamed(typed);
      if (known === null) {
        code = 1;
        if (!parsed.has('quiet')) {
          yield* write(io.stderr, `modprobe: FATAL: Module ${typed} not found in directory ${folder}\n`);
        }
        continue;
      }
      const loaded = modulesOf(machine.lab, host);
      const row = loaded.find(({ name }) => name === known.name);
      if (!parsed.has('remove')) {
        const fresh = withNeeds(known.name).filter((name) => !loaded.some((one) => one.name === name));
        for (const name of fresh) {
          if (parsed.has('verbose')) {
            yield* write(io.stdout, `insmod ${folder}/kernel/${moduleNamed(name)!.folder}/${name}.ko.zst \n`);
          }
          if (parsed.has('dryRun')) continue;
          host.modules.delete(`-${name}`);
          host.modules.add(name);
        }
        continue;
      }
      if (row === undefined) continue;
      if (row.count > 0 || machineNeeds(known.name)) {
        code = 1;
        yield* write(io.stderr, `modprobe: FATAL: Module ${known.name} is in use.\n`);
        continue;
      }
      const device = [...machine.world.devices.values()].find(
        (one) => one.netns === (host.node ?? host.netns) && one.kind === 'tunnel' && one.protocol === known.name,
      );
      if (device !== undefined) {
        // The kernel would take the device away with its module, which the lab cannot: devices follow from Cilium's configuration.
        code = 1;
        shows({ kind: 'device', device: device.id });
        yield* write(
          io.stderr,
          `modprobe: removing '${known.name}' is not supported in this lab while there is ${device.name}: change Cilium's routing mode instead\n`,
        );
        continue;
      }
      // What only it needed goes with it.
      for (const name of withNeeds(known.name).toReversed()) {
        const now = modulesOf(machine.lab, host).find((one) => one.name === name);
        if (now === undefined || now.count > 0) continue;
        if (parsed.has('verbose')) yield* write(io.stdout, `rmmod ${name}\n`);
        if (parsed.has('dryRun')) continue;
        host.modules.delete(name);
        host.modules.add(`-${name}`);
      }
    }
    return code;
  },
  complete: () => moduleNames(),
};

/** Modules on which something stands that no row counts: the disks, the NICs, the pods' pairs. */
function machineNeeds(name: string): boolean {
  return ['overlay', 'e1000', 'veth', 'dummy'].includes(name);
}
