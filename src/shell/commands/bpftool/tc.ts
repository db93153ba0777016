import type { Command } from '../../command.ts';
import { MACHINES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { linkNamed, linksOf, type LinkFacts } from '../ip/link-facts.ts';
import { attachmentsOf, hasTcx } from './attachments.ts';

/** What a queueing discipline says of itself; its frame size follows from the device's MTU. */
function qdiscLine({ device, qdisc }: LinkFacts, withDevice: boolean): string {
  const dev = withDevice ? ` dev ${device.name}` : '';
  if (qdisc === 'noqueue') return `qdisc noqueue 0:${dev} root refcnt 2 \n`;
  return `qdisc fq_codel 0:${dev} root refcnt 2 limit 10240p flows 1024 quantum ${device.mtu + 14} target 5ms interval 100ms memory_limit 32Mb ecn drop_batch 64 \n`;
}

/** tc of iproute2 6.1: qdiscs and filters. Programs that are attached by tcx are no filters: tc does not show them, bpftool net does. */
export const tc: Command = {
  name: 'tc',
  topic: 'cilium',
  on: [...MACHINES, 'agent'],
  about: { en: 'queueing disciplines and filters of devices', ko: '장치의 큐와 필터를 보여 준다' },
  *run({ argv, host, io, machine }) {
    const [object = '', verb = 'show', ...rest] = argv.slice(1).filter((word) => !word.startsWith('-'));
    const isFilter = object !== '' && 'filter'.startsWith(object);
    if (object === '' || (!isFilter && !'qdisc'.startsWith(object))) {
      yield* write(io.stderr, `Object "${object}" is unknown, try "tc help".\n`);
      return 1;
    }
    if (!'show'.startsWith(verb) && !'list'.startsWith(verb) && verb !== 'ls') {
      yield* write(io.stderr, `tc: '${object} ${verb}' is not supported in this lab\n`);
      return 1;
    }
    const at = rest.indexOf('dev');
    const name = at < 0 ? undefined : rest[at + 1];
    const link = name === undefined ? null : linkNamed(machine.lab, host.netns, name);
    if (name !== undefined && link === null) {
      yield* write(io.stderr, `Cannot find device "${name}"\n`);
      return 1;
    }
    if (!isFilter) {
      const links = link === null ? linksOf(machine.lab, host.netns) : [link];
      yield* write(io.stdout, links.map((one) => qdiscLine(one, link === null)).join(''));
      return 0;
    }
    if (hasTcx(machine.world.file.versions.kernel) || link === null || host.node === null) return 0;
    const hook = rest.includes('egress') ? 'egress' : 'ingress';
    const [found] = attachmentsOf(machine, host.node).filter((one) => one.device === link.device && one.hook === hook);
    if (found === undefined) return 0;
    // unverified: the tag of the program, which is left out.
    const head = 'filter protocol all pref 1 bpf chain 0 ';
    yield* write(
      io.stdout,
      `${head}\n${head}handle 0x1 ${found.program}-${link.device.name} direct-action not_in_hw id ${found.programId} jited \n`,
    );
    return 0;
  },
  complete: ({ host, machine, words }) => {
    if (words.length === 1) return ['filter', 'qdisc'];
    if (words.length === 2) return ['show'];
    return words.at(-1) === 'dev'
      ? linksOf(machine.lab, host.netns).map(({ device }) => device.name)
      : ['dev', 'egress', 'ingress'];
  },
};
