import type { Command } from '../../command.ts';
import { parseFlags } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { linkNamed, linksOf } from '../ip/link-facts.ts';
import { driverText, statisticsText } from './driver.ts';
import { featuresText } from './features.ts';

const FLAGS = {
  features: {
    names: ['-k', '--show-features', '--show-offload'],
    about: { en: 'what the device does instead of the stack: offloads', ko: '스택 대신 장치가 하는 일: 오프로드' },
  },
  driver: { names: ['-i', '--driver'], about: { en: 'the driver', ko: '드라이버' } },
  statistics: {
    names: ['-S', '--statistics'],
    about: { en: 'counters; of a veth also the index of its other end', ko: '카운터. veth는 상대편의 인덱스도' },
  },
  help: { names: ['-h', '--help'], about: { en: 'the usage', ko: '사용법' } },
  version: { names: ['--version'], about: { en: 'the version', ko: '버전' } },
} as const;

/** Of its usage what a lab answers. */
const USAGE = `ethtool version 6.7
Usage:
        ethtool [ FLAGS ] -i|--driver DEVNAME\tShow driver information
        ethtool [ FLAGS ] -k|--show-features|--show-offload DEVNAME\tGet state of protocol offload and other features
        ethtool [ FLAGS ] -S|--statistics DEVNAME\tShow adapter statistics
        ethtool [ FLAGS ] --version\tShow version number
`;
const BAD = 'ethtool: bad command line argument(s)\nFor more information run ethtool -h\n';
/** What it exits with when the device says no: another number for each question (ethtool.c). */
const NO = { driver: 71, features: 1, statistics: 94 } as const;

/** ethtool 6.7: drivers, features and counters of devices. unverified: its words about devices that are not there. */
export const ethtool: Command = {
  name: 'ethtool',
  topic: 'routes',
  on: [...MACHINES, 'client'],
  about: { en: 'driver and offloads of a device', ko: '장치의 드라이버와 오프로드' },
  flags: FLAGS,
  *run({ argv, host, io, machine, shows }) {
    const refuse = function* (text: string, code: number) {
      yield* write(io.stderr, text);
      return code;
    };
    const answer = parseFlags(FLAGS, argv.slice(1));
    if (!answer.ok) {
      const { flag } = answer.problem;
      const isChange = /^-[A-Za-z]$|^--(set|change|offload|features)/.test(flag);
      return yield* refuse(isChange ? `ethtool: '${flag}' is not supported in this lab: -k, -i and -S are\n` : BAD, 1);
    }
    const { parsed } = answer;
    if (parsed.has('help')) {
      yield* write(io.stdout, USAGE);
      return 0;
    }
    if (parsed.has('version')) {
      yield* write(io.stdout, 'ethtool version 6.7\n');
      return 0;
    }
    const [name] = parsed.operands;
    if (name === undefined || parsed.operands.length > 1) return yield* refuse(BAD, 1);
    const asked = (['features', 'driver', 'statistics'] as const).find((one) => parsed.has(one));
    if (asked === undefined) {
      return yield* refuse('ethtool: speed and duplex are not part of this lab: -k, -i and -S are\n', 1);
    }
    const link = linkNamed(machine.lab, host.netns, name);
    if (link === null) {
      if (asked === 'driver') return yield* refuse('Cannot get driver information: No such device\n', NO.driver);
      if (asked === 'statistics') return yield* refuse('Cannot get stats strings information: No such device\n', 96);
      return yield* refuse('netlink error: no device matches name (offset 24)\nnetlink error: No such device\n', 1);
    }
    shows({ kind: 'device', device: link.device.id });
    const text = {
      features: () => featuresText(link),
      driver: () => driverText(machine, link),
      statistics: () => statisticsText(machine, link),
    }[asked]();
    if (text !== null) {
      yield* write(io.stdout, text);
      return 0;
    }
    const why = {
      features: `ethtool: whose driver ${name} has is not part of this lab\n`,
      driver: 'Cannot get driver information: Operation not supported\n',
      statistics: 'no stats available\n',
    }[asked];
    return yield* refuse(why, NO[asked]);
  },
  complete: ({ host, machine, words }) =>
    words.length === 1 ? ['-k', '-i', '-S'] : linksOf(machine.lab, host.netns).map(({ device }) => device.name),
  examples: (machine) => {
    const veth = [...machine.world.pods.values()][0]?.lxc;
    const device = veth === undefined ? undefined : machine.world.devices.get(veth);
    const node = machine.world.nodes.find(({ name, controlPlane }) => name === device?.netns && controlPlane);
    if (device === undefined || node === undefined) return [];
    return [
      {
        line: `ethtool -S ${device.name}`,
        on: 'control-plane',
        about: { en: 'where is the other end of this pair?', ko: '이 veth의 상대편은 어디인가?' },
      },
    ];
  },
};
