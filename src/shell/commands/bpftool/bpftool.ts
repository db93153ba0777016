import type { Command } from '../../command.ts';
import { NODES } from '../../hosts/host.ts';
import { write } from '../../process/stream.ts';
import { linkNamed, linksOf } from '../ip/link-facts.ts';
import { objects } from './objects.ts';
import { attachmentsOf, hasTcx, type Attachment } from './attachments.ts';

const USAGE = `Usage: bpftool [OPTIONS] OBJECT { COMMAND | help }
       bpftool batch file FILE
       bpftool version

       OBJECT := { prog | map | link | cgroup | perf | net | feature | btf | gen | struct_ops | iter }
       OPTIONS := { {-j|--json} [{-p|--pretty}] | {-d|--debug} |
                    {-V|--version} }
`;

/** bpftool 7.4 (kernel 6.8): where Cilium's programs are attached, and its programs and maps. */
export const bpftool: Command = {
  name: 'bpftool',
  topic: 'cilium',
  on: [...NODES, 'agent'],
  about: { en: 'BPF programs, where they are attached, and their maps', ko: 'BPF 프로그램과 붙은 자리, 그리고 맵' },
  *run(context) {
    const { argv, host, io, machine, shows } = context;
    const words = argv.slice(1);
    const json = words.some((word) => word === '-j' || word === '--json' || word === '-p' || word === '--pretty');
    const [object, verb = 'show', ...rest] = words.filter((word) => !word.startsWith('-'));
    if (object === undefined) {
      yield* write(io.stderr, USAGE);
      return 255;
    }
    if (object === 'version') {
      yield* write(io.stdout, 'bpftool v7.4.0\nusing libbpf v1.4\nfeatures:\n');
      return 0;
    }
    if (object !== 'n' && !'net'.startsWith(object)) return yield* objects(context, object, [verb, ...rest], json);
    if (!'show'.startsWith(verb) && !'list'.startsWith(verb)) {
      yield* write(
        io.stderr,
        `bpftool: 'net ${verb}' is not supported in this lab: Cilium attaches its programs itself\n`,
      );
      return 255;
    }
    const name = rest[0] === 'dev' ? rest[1] : undefined;
    const link = name === undefined ? null : linkNamed(machine.lab, host.netns, name);
    if (name !== undefined && link === null) {
      yield* write(io.stderr, `Error: invalid device name ${name}\n`);
      return 255;
    }
    const found = attachmentsOf(machine, host.netns).filter(({ device }) => link === null || device === link.device);
    for (const { device } of found) shows({ kind: 'device', device: device.id });
    const isTcx = hasTcx(machine.world.file.versions.kernel);
    yield* write(io.stdout, json ? jsonOf(found, isTcx) : textOf(found, isTcx));
    return 0;
  },
  complete: ({ host, machine, words }) => {
    if (words.length === 1) return ['net', 'prog', 'map', 'cgroup'];
    if (words.length === 2) return words[1] === 'cgroup' ? ['tree', 'show'] : ['show', 'list'];
    if (words[1] !== 'net') return ['id', 'name'];
    return words.at(-1) === 'dev' ? linksOf(machine.lab, host.netns).map(({ device }) => device.name) : ['dev'];
  },
  examples: () => [
    {
      line: 'bpftool net show',
      on: 'control-plane',
      about: { en: 'the devices at which Cilium looks at packets', ko: 'Cilium이 패킷을 보는 장치들' },
    },
    {
      line: 'bpftool cgroup tree',
      on: 'control-plane',
      about: {
        en: 'the programs that see sockets: services without packets',
        ko: '소켓을 보는 프로그램: 패킷 이전의 서비스 변환',
      },
    },
  ],
};

function textOf(found: readonly Attachment[], isTcx: boolean): string {
  const lines = found.map(({ device, hook, program, programId, linkId }) =>
    isTcx
      ? `${device.name}(${device.ifindex}) tcx/${hook} ${program} prog_id ${programId} link_id ${linkId} \n`
      : `${device.name}(${device.ifindex}) clsact/${hook} ${program}-${device.name} id ${programId}\n`,
  );
  return `xdp:\n\ntc:\n${lines.join('')}\nflow_dissector:\n\nnetfilter:\n\n`;
}

function jsonOf(found: readonly Attachment[], isTcx: boolean): string {
  const tc = found.map(({ device, hook, program, programId, linkId }) => ({
    devname: device.name,
    ifindex: device.ifindex,
    kind: `${isTcx ? 'tcx' : 'clsact'}/${hook}`,
    name: program,
    prog_id: programId,
    ...(isTcx ? { prog_flags: [], link_id: linkId, link_flags: [] } : {}),
  }));
  return `${JSON.stringify([{ xdp: [], tc, flow_dissector: [], netfilter: [] }])}\n`;
}
