import { openLab } from '../../src/engine/live.ts';
import { deriveWorld } from '../../src/lab/derive.ts';
import type { LabFile } from '../../src/lab/file.ts';
import { deviceName } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import type { Node, Pod, World } from '../../src/lab/world.ts';
import { runLines, runWhile, USUAL_LIMITS } from '../../src/shell/headless.ts';
import type { Host } from '../../src/shell/hosts/host.ts';
import type { Machine } from '../../src/shell/machine.ts';
import { openMachine } from '../../src/shell/open-machine.ts';
import { Session } from '../../src/shell/session.ts';

/** A line, where it is typed, and what its output has to hold of the lab that it is typed in. */
interface Asked {
  readonly host: Host;
  readonly line: string;
  /** Typed in a second terminal; Ctrl-C comes when it has ended. */
  readonly beside?: { readonly host: Host; readonly line: string };
  readonly holds: readonly string[];
}

/** What every lab with Cilium is asked: nodes, pods, routes, maps, status, flows, traffic, captures. */
function askedOf(machine: Machine): readonly Asked[] {
  const { world } = machine;
  const control = world.nodes.find(({ controlPlane }) => controlPlane) ?? world.nodes[0]!;
  const here = machine.hosts.machine(control.name)!;
  const pods = [...world.pods.values()];
  const cilium = world.settings.datapath === 'cilium';
  return [
    { host: here, line: 'kubectl get nodes -o wide', holds: world.nodes.flatMap(({ name, ip }) => [name, ip]) },
    {
      host: here,
      line: 'kubectl get pods -A -o wide',
      holds: pods.flatMap(({ namespace, shortName, ip, node }) => [namespace, shortName, ip, node]),
    },
    {
      host: here,
      line: `kubectl get pods -A -o jsonpath='{.items[*].status.podIP}'`,
      holds: pods.map(({ ip }) => ip),
    },
    {
      host: here,
      line: 'kubectl get svc -A',
      holds: world.services.flatMap(({ shortName, clusterIP }) => [shortName, clusterIP]),
    },
    ...world.nodes.flatMap((node) => askedOfNode(machine, node, pods, cilium)),
    ...pods
      .filter(({ name }) => machine.hosts.pod(name)?.kind === 'client')
      .flatMap((pod) => askedOfClient(machine, pod)),
  ];
}

function askedOfNode(machine: Machine, node: Node, pods: readonly Pod[], cilium: boolean): readonly Asked[] {
  const { world } = machine;
  const host = machine.hosts.machine(node.name)!;
  const agent = machine.hosts.agent(node.name)!;
  const own = pods.filter((pod) => pod.node === node.name);
  const file = world.file.nodes.find(({ name }) => name === node.name)!;
  const kernel: readonly Asked[] = [
    {
      host,
      line: 'ip route',
      holds: [node.ip, ...file.staticRoutes.map((route) => route.split(' ').at(route.includes(' via ') ? 0 : -1)!)],
    },
    { host, line: 'ip -br addr', holds: [`${node.ip}/${file.prefix}`, deviceName(node.dev)] },
  ];
  if (!cilium) return kernel;
  return [
    ...kernel,
    {
      host: agent,
      line: 'cilium-dbg bpf ipcache list',
      holds: pods.flatMap(({ ip, identity }) => [`${ip}/32`, `identity=${identity} `]),
    },
    {
      host: agent,
      line: 'cilium-dbg endpoint list',
      holds: own.flatMap(({ ip, endpoint, identity }) => [ip, `${endpoint}`, `${identity}`]),
    },
    {
      host: agent,
      line: 'cilium status --all-addresses',
      holds: [
        `${node.ciliumHost} (router)`,
        ...own.map(({ ip, namespace, shortName }) => `${ip} (${namespace}/${shortName})`),
      ],
    },
  ];
}

function askedOfClient(machine: Machine, pod: Pod): readonly Asked[] {
  const { world } = machine;
  const host = machine.hosts.pod(pod.name)!;
  const node = machine.hosts.machine(pod.node)!;
  const web = world.services.find(
    ({ protocol, backends }) => protocol === 'TCP' && backends.some((each) => each.pod !== null),
  );
  const target = [...world.pods.values()].find(({ name }) => name !== pod.name) ?? pod;
  const ping = `ping -c 1 -W 1 ${target.ip}`;
  return [
    { host, line: ping, holds: [`PING ${target.ip} (${target.ip}) 56(84) bytes of data.`] },
    {
      host: node,
      line: 'tcpdump -i any -nn icmp',
      beside: { host, line: ping },
      holds: [`IP ${pod.ip} > ${target.ip}: ICMP echo request`],
    },
    ...(web === undefined
      ? []
      : [
          {
            host,
            line: `curl -s -v -m 2 ${web.clusterIP}:${web.port}`,
            holds: [`Trying ${web.clusterIP}:${web.port}...`],
          },
        ]),
    ...(world.settings.datapath === 'cilium'
      ? [
          {
            host: machine.hosts.agent(pod.node)!,
            line: 'hubble observe --last 200 --color never',
            holds: target === pod ? [] : [`${pod.namespace}/${pod.shortName} (ID:${pod.identity})`],
          },
        ]
      : []),
  ];
}

/** Asks a lab everything. Gives what is missing from its answers, and what is in them of the lab of week 4. */
export function foreignValues(file: LabFile): readonly string[] {
  const machine = openMachine(openLab(file));
  const strange = strangers(machine.world);
  return askedOf(machine).flatMap((asked) => {
    const { text, code } = answer(machine, asked);
    // Cilium's own word for the address of cilium_host, whatever a lab calls its router.
    const told = text.replaceAll('(router)', '');
    const where = `${asked.host.name} (${asked.host.kind}): ${asked.line}`;
    if (code === 127) return [`${where}: ${text.trim()}`];
    return [
      ...asked.holds.filter((value) => !text.includes(value)).map((value) => `${where} lacks ${value}:\n${text}`),
      ...strange.filter((value) => value.test(told)).map((value) => `${where} has ${value.source} of week 4:\n${text}`),
    ];
  });
}

function answer(machine: Machine, { host, line, beside }: Asked): { readonly text: string; readonly code: number } {
  const session = new Session(machine, host, 200);
  const limits = { ...USUAL_LIMITS, labTime: 20_000_000_000 };
  const code =
    beside === undefined
      ? runLines(machine, session, [line], limits)
      : runWhile(machine, session, line, beside, limits);
  return { text: session.screen.chunks.map((chunk) => chunk.text).join(''), code };
}

/** Names, addresses, MACs and identities of the lab of week 4 that this lab does not have itself. */
function strangers(world: World): readonly RegExp[] {
  const own = new Set(valuesOf(world));
  return valuesOf(deriveWorld(week4))
    .filter((value) => !own.has(value))
    .map((value) => new RegExp(`(?<![\\w.-])${value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}(?![\\w-]|\\.\\d)`));
}

export function valuesOf(world: World): readonly string[] {
  const { file } = world;
  const pods = [...world.pods.values()];
  return [
    ...file.nodes.flatMap(({ name, ip, podCIDR, staticRoutes }) => [
      name,
      ip,
      podCIDR,
      ...staticRoutes.flatMap((route) => route.split(' ')),
    ]),
    ...world.nodes.map(({ ciliumHost }) => ciliumHost),
    ...(file.router === null ? [] : [file.router.name, file.router.eth1, file.router.eth2]),
    ...pods.flatMap(({ shortName, ip, identity }) => [
      shortName,
      ip,
      `identity=${identity}`,
      `(ID:${identity})`,
      `instance ${identity}`,
    ]),
    ...world.services.flatMap(({ shortName, clusterIP }) => [shortName, clusterIP]),
    ...[...world.devices.values()].flatMap(({ name, mac, addresses }) => [name, mac, ...addresses.map(({ ip }) => ip)]),
  ].filter((value) => value !== 'via' && value !== 'default');
}
