import type { Command } from '../../command.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { tablesOf, type Table } from './rules.ts';

/** unverified: Ubuntu's build of the nft variant. */
const VERSION = 'iptables v1.8.10 (nf_tables)';

/** iptables 1.8.10: the rules as commands (-S). The lab's packets meet none of them: Cilium's programs go past the kernel's filters. */
export const iptables: Command = {
  name: 'iptables',
  topic: 'cilium',
  on: MACHINES,
  about: {
    en: "the kernel's packet filter rules: iptables -t nat -S",
    ko: '커널의 패킷 필터 규칙: iptables -t nat -S',
  },
  *run({ argv, host, io, machine }) {
    const words = argv.slice(1);
    const at = words.findIndex((word) => word === '-t' || word === '--table');
    const name = at < 0 ? 'filter' : (words[at + 1] ?? '');
    const rest = words.filter((_, i) => at < 0 || (i !== at && i !== at + 1));
    if (rest.includes('-V') || rest.includes('--version')) {
      yield* write(io.stdout, `${VERSION}\n`);
      return 0;
    }
    const table = tablesOf(machine, host.netns).find((one) => one.name === name);
    if (table === undefined) {
      yield* write(
        io.stderr,
        `${VERSION}: can't initialize iptables table \`${name}': Table does not exist (do you need to insmod?)\nPerhaps iptables or your kernel needs to be upgraded.\n`,
      );
      return 3;
    }
    const list = rest.findIndex((word) => word === '-S' || word === '--list-rules');
    if (list >= 0) {
      const chain = rest.slice(list + 1).find((word) => !word.startsWith('-'));
      if (chain !== undefined && ![...table.chains, ...table.own].includes(chain)) {
        yield* write(io.stderr, 'iptables: No chain/target/match by that name.\n');
        return 1;
      }
      yield* write(io.stdout, listed(table, chain));
      return 0;
    }
    if (rest.length === 0) {
      yield* write(
        io.stderr,
        `${VERSION}: no command specified\nTry \`iptables -h' or 'iptables --help' for more information.\n`,
      );
      return 2;
    }
    const isList = rest.some((word) => /^-\w*L/.test(word) || word === '--list');
    const why = isList ? `try iptables -t ${name} -S` : 'packets of the lab do not meet these rules';
    yield* write(io.stderr, `iptables: '${rest[0]!}' is not supported in this lab: ${why}\n`);
    return 1;
  },
  complete: ({ words }) => (words.at(-1) === '-t' ? ['filter', 'mangle', 'nat', 'raw'] : ['-S', '-t']),
};

function listed({ chains, own, rules }: Table, chain: string | undefined): string {
  const wanted = (name: string): boolean => chain === undefined || name === chain;
  return [
    ...chains.filter(wanted).map((name) => `-P ${name} ACCEPT\n`),
    ...own.filter(wanted).map((name) => `-N ${name}\n`),
    ...rules.filter((rule) => wanted(rule.split(' ')[0]!)).map((rule) => `-A ${rule}\n`),
  ].join('');
}

/** iptables-save: all tables, without the comments that hold the time. Counters are not modelled. */
export const iptablesSave: Command = {
  name: 'iptables-save',
  topic: 'cilium',
  on: MACHINES,
  about: { en: "all of the kernel's packet filter rules", ko: '커널의 패킷 필터 규칙 전체' },
  *run({ argv, host, io, machine }) {
    const at = argv.indexOf('-t');
    const tables = tablesOf(machine, host.netns).filter(({ name }) => at < 0 || name === argv[at + 1]);
    for (const { name, chains, own, rules } of tables) {
      if (own.length === 0 && rules.length === 0) continue;
      const heads = [
        ...chains.map((chain) => `:${chain} ACCEPT [0:0]\n`),
        ...own.map((chain) => `:${chain} - [0:0]\n`),
      ];
      yield* write(io.stdout, `*${name}\n${heads.join('')}${rules.map((rule) => `-A ${rule}\n`).join('')}COMMIT\n`);
    }
    return 0;
  },
};
