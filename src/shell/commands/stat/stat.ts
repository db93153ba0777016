import { hash32 } from '../../../base/prng.ts';
import type { Command, Context } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { absolute, bytesOf } from '../../process/files.ts';
import { write } from '../../process/stream.ts';
import { clockText } from '../date/clock-text.ts';
import { flagged } from '../flagged.ts';

const FLAGS = {
  format: {
    names: ['-c', '--format'],
    takes: 'FORMAT',
    about: { en: 'what to print: %n %s %F %a %y', ko: '출력할 것: %n %s %F %a %y' },
  },
  printf: {
    names: ['--printf'],
    takes: 'FORMAT',
    about: { en: 'the same, without a line end', ko: '줄바꿈 없이 출력한다' },
  },
  follow: { names: ['-L', '--dereference'], about: { en: 'follow links', ko: '링크를 따라간다' } },
} satisfies FlagTable;

const USUAL = `  File: %n
  Size: %-10s\tBlocks: %-10b IO Block: 4096   %F
Device: 8,1\tInode: %-10i  Links: %h
Access: (%04a/%A)  Uid: (%5u/%8U)   Gid: (%5g/%8G)
Access: %x
Modify: %y
Change: %z
 Birth: %w
`;

/** stat of coreutils 9.4. Files of the lab have no times of their own: theirs is the moment of asking. */
export const stat: Command = {
  name: 'stat',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'size and kind of a file', ko: '파일의 크기와 종류' },
  flags: FLAGS,
  *run(context) {
    const { host, io, shell } = context;
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 1;
    if (parsed.operands.length === 0) {
      yield* write(io.stderr, "stat: missing operand\nTry 'stat --help' for more information.\n");
      return 1;
    }
    const format = parsed.value('format');
    const printf = parsed.value('printf');
    let failed = false;
    for (const name of parsed.operands) {
      const path = absolute(name, shell.folder);
      if (!host.files.exists(path)) {
        failed = true;
        yield* write(io.stderr, `stat: cannot statx '${name}': No such file or directory\n`);
        continue;
      }
      const facts = factsOf(context, name, path);
      const text =
        format !== null
          ? `${filled(format, facts)}\n`
          : printf !== null
            ? filled(printf.replaceAll('\\n', '\n').replaceAll('\\t', '\t'), facts)
            : filled(USUAL, facts);
      yield* write(io.stdout, text);
    }
    return failed ? 1 : 0;
  },
};

function factsOf({ host, machine }: Context, name: string, path: string): ReadonlyMap<string, string> {
  const folder = host.files.isFolder(path);
  const size = folder ? 4096 : bytesOf(host.files.read(path) ?? '').length;
  const seconds = machine.clock();
  const time = clockText({ seconds, offsetMinutes: 0, zone: 'UTC' }, '%Y-%m-%d %H:%M:%S.%N %z');
  return new Map([
    ['n', name],
    ['N', `'${name}'`],
    ['s', `${size}`],
    ['F', folder ? 'directory' : size === 0 ? 'regular empty file' : 'regular file'],
    ['a', folder ? '755' : '644'],
    ['A', folder ? 'drwxr-xr-x' : '-rw-r--r--'],
    ['b', `${Math.ceil(size / 4096) * 8}`],
    ['B', '512'],
    ['h', folder ? '2' : '1'],
    ['i', `${100_000 + (hash32(path) % 900_000)}`],
    ['u', '0'],
    ['g', '0'],
    ['U', 'root'],
    ['G', 'root'],
    ['x', time],
    ['y', time],
    ['z', time],
    ['w', time],
    ['X', `${Math.trunc(seconds)}`],
    ['Y', `${Math.trunc(seconds)}`],
    ['Z', `${Math.trunc(seconds)}`],
    ['W', `${Math.trunc(seconds)}`],
  ]);
}

function filled(format: string, facts: ReadonlyMap<string, string>): string {
  return format.replace(
    /%(-?)(0?)(\d{0,4})([A-Za-z%])/g,
    (all, left: string, zero: string, width: string, letter: string) => {
      if (letter === '%') return '%';
      const fact = facts.get(letter);
      if (fact === undefined) return all === '%' ? all : '?';
      const wide = Number(width);
      return left === '-' ? fact.padEnd(wide) : fact.padStart(wide, zero === '0' ? '0' : ' ');
    },
  );
}
