import type { Command } from '../../command.ts';
import { SHELLS } from '../../hosts/host.ts';
import { FileSink } from '../../process/file-sink.ts';
import { absolute } from '../../process/files.ts';
import { NOWHERE, write } from '../../process/stream.ts';

/** nohup of coreutils 9.4: nobody hangs up in the lab, so only where the output goes changes. */
export const nohup: Command = {
  name: 'nohup',
  topic: 'shell',
  on: SHELLS,
  about: { en: 'runs a command that outlives the terminal', ko: '터미널이 끝나도 계속될 명령을 실행한다' },
  *run(context) {
    const { argv, host, io, machine, shell } = context;
    const command = argv.slice(1);
    if (command.length === 0) {
      yield* write(io.stderr, "nohup: missing operand\nTry 'nohup --help' for more information.\n");
      return 125;
    }
    if (!io.stdout.tty) return yield* machine.programs.run({ ...context, argv: command });
    yield* write(io.stderr, "nohup: ignoring input and appending output to 'nohup.out'\n");
    const path = absolute('nohup.out', shell.folder);
    if (host.files.read(path) === null) host.files.write(path, '');
    const sink = new FileSink(host.files, path);
    return yield* machine.programs.run({
      ...context,
      argv: command,
      io: { stdin: NOWHERE, stdout: sink, stderr: sink },
    });
  },
};
