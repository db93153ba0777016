import type { Command } from '../../command.ts';
import { parseFlags, type FlagTable } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { absolute, streamed } from '../../process/files.ts';
import { write } from '../../process/stream.ts';
import { machineWords } from './ssh.ts';

const FLAGS = {
  password: { names: ['-p'], takes: 'PASSWORD', about: { en: 'the password', ko: '비밀번호' } },
  file: { names: ['-f'], takes: 'FILE', about: { en: 'the file with the password', ko: '비밀번호가 든 파일' } },
  environment: { names: ['-e'], about: { en: 'the password from SSHPASS', ko: 'SSHPASS 변수의 비밀번호' } },
  version: { names: ['-V'], about: { en: 'its version', ko: '버전' } },
  help: { names: ['-h'], about: { en: 'help', ko: '도움말' } },
} satisfies FlagTable;

const USAGE = `Usage: sshpass [-f|-d|-p|-e] [-hV] command parameters
   -f filename   Take password to use from file
   -d number     Use number as file descriptor for getting password
   -p password   Provide password as argument (security unwise)
   -e            Password is passed as env-var "SSHPASS"
   With no parameters - password will be taken from stdin

   -P prompt     Which string should sshpass search for to detect a password prompt
   -v            Be verbose about what you're doing
   -h            Show help (this screen)
   -V            Print version information
At most one of -f, -d, -p or -e should be used
`;
/** RETURN_INCORRECT_PASSWORD of sshpass's main.c. */
const WRONG_PASSWORD = 5;

/** sshpass 1.09: gives ssh its password. */
export const sshpass: Command = {
  name: 'sshpass',
  topic: 'shell',
  on: MACHINES,
  about: { en: 'gives ssh its password', ko: 'ssh에 비밀번호를 넘겨준다' },
  flags: FLAGS,
  *run(context) {
    const { argv, environment, host, io, machine, shell } = context;
    const answer = parseFlags(FLAGS, argv.slice(1), { clusters: true, stopsAtOperand: true });
    if (!answer.ok || answer.parsed.has('help') || argv.length === 1) {
      yield* write(io.stdout, USAGE);
      return answer.ok && answer.parsed.has('help') ? 0 : 1;
    }
    const { parsed } = answer;
    if (parsed.has('version')) {
      yield* write(io.stdout, 'sshpass 1.09\n');
      return 0;
    }
    const words = [...parsed.operands, ...(parsed.rest ?? [])];
    if (words.length === 0) {
      yield* write(io.stdout, USAGE);
      return 1;
    }
    const file = parsed.value('file');
    const content = file === null ? null : host.files.read(absolute(file, shell.folder));
    if (file !== null && content === null) {
      yield* write(io.stderr, `SSHPASS: Failed to open password file "${file}": No such file or directory\n`);
      return 3;
    }
    const given = parsed.value('password') ?? (content === null ? null : streamed(content).split('\n')[0]!);
    const password = given ?? environment.get('SSHPASS') ?? '';
    const inner = new Map(environment).set('SSHPASS', password);
    let isDenied = false;
    const stderr = {
      ...io.stderr,
      tty: io.stderr.tty,
      put: (text: string) => {
        isDenied ||= text.includes('Permission denied, please try again.');
        return io.stderr.put(text);
      },
      end: () => {},
    };
    const code = yield* machine.programs.run({ ...context, argv: words, environment: inner, io: { ...io, stderr } });
    return code === 255 && isDenied ? WRONG_PASSWORD : code;
  },
  complete: machineWords,
};
