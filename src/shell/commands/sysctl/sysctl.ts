import type { Command } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { isFixed, sysctlPath, sysctlsOf } from '../../hosts/sysctl-values.ts';
import { write } from '../../process/stream.ts';
import { getoptComplaint } from '../complaint.ts';

const FLAGS = {
  all: { names: ['-a', '--all', '-A', '-X'], about: { en: 'all values', ko: '모든 값' } },
  values: { names: ['-n', '--values'], about: { en: 'values without names', ko: '이름 없이 값만' } },
  names: { names: ['-N', '--names'], about: { en: 'names without values', ko: '값 없이 이름만' } },
  write: { names: ['-w', '--write'], about: { en: 'set a value: name=value', ko: '값을 정한다: 이름=값' } },
  ignore: {
    names: ['-e', '--ignore'],
    about: { en: 'say nothing of unknown names', ko: '모르는 이름은 말하지 않는다' },
  },
  quiet: { names: ['-q', '--quiet'], about: { en: 'do not print what was set', ko: '정한 값을 출력하지 않는다' } },
  pattern: { names: ['-r', '--pattern'], takes: 'EXPRESSION', about: { en: 'names that match', ko: '맞는 이름만' } },
  load: { names: ['-p', '--load', '-f'], about: { en: 'read a file', ko: '파일에서 읽는다' } },
  system: { names: ['--system'], about: { en: 'read the system’s files', ko: '시스템 파일에서 읽는다' } },
} satisfies FlagTable;

/** sysctl of procps-ng 4.0. */
export const sysctl: Command = {
  name: 'sysctl',
  topic: 'where',
  on: [...MACHINES, 'client', 'agent'],
  about: { en: 'reads settings of the kernel', ko: '커널 설정을 읽는다' },
  flags: FLAGS,
  *run({ argv, host, io, machine }) {
    const answer = parseFlags(FLAGS, argv.slice(1));
    if (!answer.ok) {
      yield* write(io.stderr, getoptComplaint('sysctl', answer.problem));
      return 1;
    }
    const { parsed } = answer;
    if (parsed.has('load') || parsed.has('system')) {
      yield* write(
        io.stderr,
        'sysctl: reading files is not supported in this lab: its values are those of the lab file\n',
      );
      return 1;
    }
    const values = sysctlsOf(machine.world, host);
    const show = (name: string, value: string): string =>
      parsed.has('names') ? `${name}\n` : parsed.has('values') ? `${value}\n` : `${name} = ${value}\n`;
    if (parsed.has('all')) {
      const pattern = parsed.value('pattern');
      for (const [name, value] of [...values].sort(([a], [b]) => (a < b ? -1 : 1))) {
        if (pattern === null || name.includes(pattern.replaceAll('\\', ''))) yield* write(io.stdout, show(name, value));
      }
      return 0;
    }
    if (parsed.operands.length === 0) {
      yield* write(io.stderr, '\nUsage:\n sysctl [options] [variable[=value] ...]\n');
      return 1;
    }
    let code = 0;
    for (const operand of parsed.operands) {
      const cut = operand.indexOf('=');
      if (cut < 0 && parsed.has('write')) {
        code = 1;
        yield* write(io.stderr, 'sysctl: command line(0): invalid syntax, continuing...\n');
        continue;
      }
      const name = (cut < 0 ? operand : operand.slice(0, cut)).trim().replaceAll('/', '.');
      const value = values.get(name);
      const below = [...values].filter(([other]) => other.startsWith(`${name}.`));
      if (value === undefined && (below.length === 0 || cut >= 0)) {
        if (parsed.has('ignore')) continue;
        code = 1;
        yield* write(io.stderr, `sysctl: cannot stat ${sysctlPath(name)}: No such file or directory\n`);
        continue;
      }
      if (cut >= 0) {
        const wanted = operand.slice(cut + 1).trim();
        if (isFixed(name) && wanted !== value) {
          code = 1;
          yield* write(
            io.stderr,
            `sysctl: setting '${name}' is not supported in this lab: it is a fact of the lab file (now ${value})\n`,
          );
          continue;
        }
        host.sysctls.set(name, wanted);
        if (!parsed.has('quiet')) yield* write(io.stdout, show(name, wanted));
      } else if (value !== undefined) yield* write(io.stdout, show(name, value));
      else for (const [other, one] of below) yield* write(io.stdout, show(other, one));
    }
    return code;
  },
  complete: ({ host, machine }) => [...sysctlsOf(machine.world, host).keys()],
};
