import type { Command } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { kernelBuild } from '../../hosts/kernel-build.ts';
import { write } from '../../process/stream.ts';
import { getoptComplaint } from '../complaint.ts';

const FLAGS = {
  all: { names: ['-a', '--all'], about: { en: 'everything', ko: '모두' } },
  kernel: { names: ['-s', '--kernel-name'], about: { en: "the kernel's name", ko: '커널 이름' } },
  node: { names: ['-n', '--nodename'], about: { en: 'the host name', ko: '호스트 이름' } },
  release: { names: ['-r', '--kernel-release'], about: { en: "the kernel's release", ko: '커널 릴리스' } },
  version: { names: ['-v', '--kernel-version'], about: { en: "the kernel's build", ko: '커널 빌드' } },
  machine: { names: ['-m', '--machine'], about: { en: 'the kind of machine', ko: '머신 종류' } },
  processor: { names: ['-p', '--processor'], about: { en: 'the kind of processor', ko: '프로세서 종류' } },
  platform: { names: ['-i', '--hardware-platform'], about: { en: 'the platform', ko: '플랫폼' } },
  system: { names: ['-o', '--operating-system'], about: { en: 'the operating system', ko: '운영체제' } },
} satisfies FlagTable;

/** uname of coreutils 9.4; in netshoot's pods BusyBox's, which knows no processor. A container sees its node's kernel. */
export const uname: Command = {
  name: 'uname',
  topic: 'where',
  on: SHELLS,
  about: { en: 'the kernel and its release', ko: '커널과 그 릴리스를 출력한다' },
  flags: FLAGS,
  *run({ argv, host, io, machine }) {
    const answer = parseFlags(FLAGS, argv.slice(1));
    if (!answer.ok) {
      yield* write(io.stderr, getoptComplaint('uname', answer.problem));
      return 1;
    }
    const { parsed } = answer;
    const extra = parsed.operands[0];
    if (extra !== undefined) {
      yield* write(io.stderr, `uname: extra operand ‘${extra}’\nTry 'uname --help' for more information.\n`);
      return 1;
    }
    const release = machine.world.file.versions.kernel;
    const isBusyBox = host.kind === 'client';
    const words: readonly (readonly [keyof typeof FLAGS, string])[] = [
      ['kernel', 'Linux'],
      ['node', host.name],
      ['release', release],
      ['version', kernelBuild(release)],
      ['machine', 'x86_64'],
      ...(isBusyBox
        ? []
        : ([
            ['processor', 'x86_64'],
            ['platform', 'x86_64'],
          ] as const)),
      ['system', isBusyBox ? 'Linux' : 'GNU/Linux'],
    ];
    const isBare = parsed.given.length === 0;
    const shown = words.filter(([key]) => parsed.has('all') || parsed.has(key) || (isBare && key === 'kernel'));
    yield* write(io.stdout, `${shown.map(([, word]) => word).join(' ')}\n`);
    return 0;
  },
};
