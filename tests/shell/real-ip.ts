import { spawnSync } from 'node:child_process';
import { deviceName, type NetnsName } from '../../src/lab/names.ts';
import type { Route, Rule } from '../../src/lab/tables.ts';
import type { Device, World } from '../../src/lab/world.ts';
import { prefixLength } from '../../src/wire/address.ts';

/** Namespaces made so far: each has a name of its own. */
let made = 0;

/**
 * The judge of `ip`: iproute2 itself in a network namespace that has the devices, addresses, routes and rules of a namespace
 * of the lab. Devices of virtual machines and dummies are veths there, with the other end out of sight.
 */
export class RealNamespace {
  readonly #name: string;
  readonly #others: string;

  constructor(world: World, netns: NetnsName) {
    this.#name = `hopscope-${process.pid}-${++made}`;
    this.#others = `${this.#name}-others`;
    try {
      this.#make(world, netns);
    } catch (error) {
      this.close();
      throw error;
    }
  }

  #make(world: World, netns: NetnsName): void {
    for (const name of [this.#others, this.#name]) must(['ip', 'netns', 'add', name]);
    for (const name of [this.#others, this.#name]) {
      must([
        'ip',
        'netns',
        'exec',
        name,
        'sysctl',
        '-qw',
        'net.ipv6.conf.default.accept_dad=0',
        'net.ipv4.conf.all.rp_filter=0',
      ]);
    }
    const home = world.netns.get(netns)!;
    const devices = home.devices.map((id) => world.devices.get(id)!);
    const rows = [...home.tables.routes.values()].filter(({ table }) => table !== 'local');
    this.#batch([
      'link set lo up',
      ...devices.flatMap((device) => this.#deviceLines(world, device)),
      ...devices.flatMap((device) => addressLines(device, rows)),
      ...rows.toSorted(nearFirst).map((row) => `route replace ${specOf(row)}`),
      ...ruleLines([...home.tables.rules.values()]),
      ...[...home.tables.neigh.values()].map(
        ({ ip, dev, mac, state }) =>
          `neigh replace ${ip} dev ${deviceName(dev)} lladdr ${mac} nud ${state.toLowerCase()}`,
      ),
    ]);
    if (home.sysctls.ipForward) this.run(['sysctl -qw net.ipv4.ip_forward=1']);
  }

  #deviceLines(world: World, device: Device): readonly string[] {
    const { name, ifindex, mac, mtu } = device;
    if (device.kind === 'loopback') return [];
    const own = `link add ${name} index ${ifindex} address ${mac} mtu ${mtu}`;
    const up = [...(device.noarp ? [`link set ${name} arp off`] : []), `link set ${name} up`];
    if (device.kind === 'tunnel')
      return [`${own} type vxlan external dstport ${device.port}`, `link set ${name} txqueuelen 0`, ...up];
    const peer = device.kind === 'veth' ? world.devices.get(device.peer)! : null;
    if (peer?.netns === device.netns) {
      if (peer.ifindex < ifindex) return up;
      return [
        `${own} type veth peer name ${peer.name} index ${peer.ifindex} address ${peer.mac} mtu ${peer.mtu}`,
        ...up,
      ];
    }
    const other = peer === null ? `index ${1000 + ifindex}` : `index ${peer.ifindex} address ${peer.mac}`;
    must([
      'ip',
      '-n',
      this.#name,
      ...`${own} type veth peer name x${ifindex} ${other} netns ${this.#others}`.split(' '),
    ]);
    must(['ip', '-n', this.#others, 'link', 'set', `x${ifindex}`, 'up']);
    return up;
  }

  #batch(lines: readonly string[]): void {
    for (const line of lines) must(['ip', '-n', this.#name, ...line.split(' ')]);
  }

  /** What the real commands print, both streams as they come, and how each ends. */
  run(lines: readonly string[]): readonly { readonly text: string; readonly code: number }[] {
    const script = lines.map((line) => `{ ${line}\n} 2>&1; printf '%s %s%s' "${END}" "$?" "${END}"`).join('\n');
    const { stdout } = spawnSync('ip', ['netns', 'exec', this.#name, 'bash', '-c', script], { encoding: 'utf8' });
    const parts = stdout.split(END);
    return lines.map((_, i) => ({ text: parts[2 * i] ?? '', code: Number(parts[2 * i + 1]) }));
  }

  close(): void {
    for (const name of [this.#name, this.#others]) spawnSync('ip', ['netns', 'del', name]);
  }
}

const END = '\x01end\x01';

/** Why there is no judge here; null: there is one. */
export function missing(): string | null {
  const version = spawnSync('ip', ['-V'], { encoding: 'utf8' });
  if (version.status !== 0) return 'no ip on this machine';
  if (!version.stdout.includes('iproute2-6.1')) return 'another version of iproute2 on this machine';
  const name = `hopscope-${process.pid}-trial`;
  const made = spawnSync('ip', ['netns', 'add', name], { encoding: 'utf8' });
  if (made.status !== 0) return 'network namespaces cannot be made here';
  const veth = spawnSync('ip', ['-n', name, 'link', 'add', 'one', 'type', 'veth', 'peer', 'name', 'two']);
  spawnSync('ip', ['netns', 'del', name]);
  return veth.status === 0 ? null : 'no veth on this machine';
}

function must(words: readonly string[]): void {
  const { status, stderr } = spawnSync(words[0]!, words.slice(1), { encoding: 'utf8' });
  if (status !== 0) throw new Error(`${words.join(' ')}: ${stderr}`);
}

function addressLines({ name, kind, addresses, id }: Device, rows: readonly Route[]): readonly string[] {
  if (kind === 'loopback') return [];
  const leased = rows.find(({ proto, dev }) => proto === 'dhcp' && dev === id);
  return addresses.map(({ ip, length }) => {
    const lease = leased === undefined ? '' : ` metric ${leased.metric} valid_lft 86400 preferred_lft 86400`;
    return `addr add ${ip}/${length} brd + dev ${name}${lease}`;
  });
}

/** Gateways must be there before who goes by way of them. */
function nearFirst(a: Route, b: Route): number {
  return Number(a.via !== null) - Number(b.via !== null) || prefixLength(b.dst) - prefixLength(a.dst);
}

function specOf({ type, dst, via, dev, src, metric, proto, scope, mtu, table, encap }: Route): string {
  return [
    ...(type === 'unicast' ? [] : [type]),
    dst,
    ...(encap === null ? [] : ['encap', 'ip', 'id', `${encap.id}`, 'dst', encap.dst, 'onlink']),
    ...(via === null ? [] : ['via', via]),
    ...(dev === null ? [] : ['dev', deviceName(dev)]),
    ...(src === null ? [] : ['src', src]),
    ...(metric === 0 ? [] : ['metric', `${metric}`]),
    ...(mtu === null ? [] : ['mtu', `${mtu}`]),
    'proto',
    proto,
    'scope',
    scope,
    'table',
    `${table}`,
  ].join(' ');
}

function ruleLines(rules: readonly Rule[]): readonly string[] {
  const own = rules.filter(({ priority }) => ![0, 32766, 32767].includes(priority));
  const added = own.map(({ priority, from, fwmark, table }) => {
    const mark = fwmark === null ? '' : ` fwmark 0x${fwmark.value.toString(16)}/0x${fwmark.mask.toString(16)}`;
    return `rule add pref ${priority}${from === null ? '' : ` from ${from}`}${mark} lookup ${table} proto kernel`;
  });
  return rules.some(({ priority }) => priority === 0) ? added : [...added, 'rule del pref 0'];
}
