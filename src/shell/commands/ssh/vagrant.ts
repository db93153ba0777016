import type { Command } from '../../command.ts';
import { MACHINES } from '../../hosts/host.ts';
import { notHere } from '../../not-here.ts';
import { write } from '../../process/stream.ts';
import { login, machineWords } from './ssh.ts';
import { VAGRANT } from './login.ts';

/** vagrant belongs to the reader's own computer; here it only goes to another machine and lists them. */
export const vagrant: Command = {
  name: 'vagrant',
  topic: 'shell',
  on: MACHINES,
  about: { en: 'goes to a machine of the lab: vagrant ssh NAME', ko: '랩의 머신으로 들어간다: vagrant ssh 이름' },
  *run(context) {
    const { argv, io, machine, shell } = context;
    const [verb, ...args] = argv.slice(1);
    const { nodes, router } = machine.world;
    const names = [...nodes.map(({ name }) => name as string), ...(router === null ? [] : [router as string])];
    if (verb === 'status') {
      const width = Math.max(...names.map((name) => name.length), 25);
      const rows = names.map((name) => `${name.padEnd(width)} running (virtualbox)\n`).join('');
      yield* write(
        io.stdout,
        `Current machine states:\n\n${rows}\nThis environment represents multiple VMs. The VMs are all listed\nabove with their current state. For more information about a specific\nVM, run \`vagrant status NAME\`.\n`,
      );
      return 0;
    }
    if (verb !== 'ssh') {
      // On the machines themselves there is no vagrant.
      yield* write(io.stderr, `${shell.host.name}: vagrant: command not found\n${notHere('vagrant')}`);
      return 127;
    }
    const at = args.findIndex((word) => word === '-c' || word === '--command');
    const words = at < 0 ? [] : args.slice(at + 1, at + 2);
    const [name] = args.filter((word, i) => !word.startsWith('-') && (at < 0 || i !== at + 1));
    if (name === undefined) {
      yield* write(io.stderr, 'This command requires a specific VM name to target in a multi-VM environment.\n');
      return 1;
    }
    if (!names.includes(name)) {
      yield* write(
        io.stderr,
        `The machine with the name '${name}' was not found configured for\nthis Vagrant environment.\n`,
      );
      return 1;
    }
    return yield* login(context, { name, user: VAGRANT, port: '22', terminal: false }, words);
  },
  complete: ({ machine, words, part }) => (words.length === 1 ? ['ssh', 'status'] : machineWords({ machine, part })),
};
