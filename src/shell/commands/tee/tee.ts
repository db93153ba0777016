import type { Command } from '../../command.ts';
import type { FlagTable } from '../../flags.ts';
import { SHELLS } from '../../hosts/host.ts';
import { absolute, streamed } from '../../process/files.ts';
import { read, write } from '../../process/stream.ts';
import { flagged } from '../flagged.ts';

const FLAGS = {
  append: { names: ['-a', '--append'], about: { en: 'add to the file', ko: '파일 뒤에 덧붙인다' } },
} satisfies FlagTable;

/** tee of coreutils 9.4. */
export const tee: Command = {
  name: 'tee',
  topic: 'text',
  on: SHELLS,
  about: { en: 'passes on what it reads and writes it to files, too', ko: '읽은 것을 내보내면서 파일에도 쓴다' },
  flags: FLAGS,
  *run(context) {
    const { host, io, shell } = context;
    const parsed = yield* flagged(context, FLAGS);
    if (parsed === null) return 1;
    const paths = parsed.operands.map((name) => absolute(name, shell.folder));
    let failed = false;
    for (const [i, path] of paths.entries()) {
      const before = host.files.read(path);
      const answer = host.files.write(path, parsed.has('append') && before !== null ? before : '');
      if (answer.ok) continue;
      failed = true;
      yield* write(io.stderr, `tee: ${parsed.operands[i]}: ${answer.error}\n`);
    }
    for (let piece = yield* read(io.stdin); piece !== null; piece = yield* read(io.stdin)) {
      yield* write(io.stdout, piece);
      for (const path of paths) host.files.write(path, streamed(host.files.read(path) ?? '') + piece);
    }
    return failed ? 1 : 0;
  },
};
