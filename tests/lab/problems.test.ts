import { describe, expect, it } from 'vitest';
import { labProblemText } from '../../src/i18n/lab-problems.ts';
import { labProblemsEn } from '../../src/i18n/lab-problems.en.ts';
import { labProblemsKo } from '../../src/i18n/lab-problems.ko.ts';
import { parseLab, parseLabText } from '../../src/lab/parse.ts';
import { MAX_PROBLEMS } from '../../src/lab/problems.ts';
import { smallFile, week4File } from './week4-file.ts';

function problems(value: unknown): readonly string[] {
  const parsed = parseLab(value);
  return parsed.ok ? [] : parsed.problems.map((problem) => labProblemText(problem, 'en'));
}
function warnings(value: unknown): readonly string[] {
  return parseLab(value).warnings.map((problem) => labProblemText(problem, 'en'));
}
function problemsOfText(text: string): readonly string[] {
  const parsed = parseLabText(text);
  return parsed.ok ? [] : parsed.problems.map((problem) => labProblemText(problem, 'en'));
}

const NODE = { ip: '192.0.2.1', podCIDR: '10.1.0.0/24' };
const POD = { ip: '10.1.0.5', node: 'n' };
const ROUTER = { eth1: '192.0.2.200/24', eth2: '198.51.100.200/24' };
const node = (more: Readonly<Record<string, unknown>>) => smallFile({ nodes: { n: { ...NODE, ...more } } });
const pod = (more: Readonly<Record<string, unknown>>) => smallFile({ pods: { a: { ...POD, ...more } } });
const router = (more: Readonly<Record<string, unknown>>) => smallFile({ router: { ...ROUTER, ...more } });
const service = (more: Readonly<Record<string, unknown>>) =>
  smallFile({ pods: { a: POD }, services: { a: { clusterIP: '10.96.0.1', port: 80, ...more } } });

describe('the examples of the format', () => {
  it('are told literally and all at once', () => {
    const file = week4File();
    file.nodes['k8s-w0'].static_routes[1] = '172.20.0.0/33 via 192.168.20.200';
    const pods: Record<string, unknown> = {
      'webpod-x': { ip: '172.20.2.1', node: 'k8s-w9' },
      a: { ip: '172.20.1.9', node: 'k8s-ctr' },
      b: { ip: '172.20.0.5', node: 'k8s-ctr' },
      c: { ip: '172.20.0.5', node: 'k8s-ctr' },
    };
    expect(problems({ ...file, pods: { ...file.pods, ...pods } })).toEqual([
      "nodes.k8s-w0.static_routes[1]: '172.20.0.0/33' is not an IPv4 prefix (0 to 32)",
      "pods.webpod-x.node: 'k8s-w9' is not a node of this lab (k8s-ctr, k8s-w1, k8s-w0)",
      "pods.a.ip: 172.20.1.9 lies outside k8s-ctr's podCIDR 172.20.0.0/24",
      'pods: b and c both have 172.20.0.5',
    ]);
  });

  it('name two pods on one address', () => {
    const pods = { a: { ip: '172.20.0.5', node: 'k8s-ctr' }, b: { ip: '172.20.0.5', node: 'k8s-ctr' } };
    expect(problems({ ...week4File(), pods })).toEqual(['pods: a and b both have 172.20.0.5']);
  });
});

// prettier-ignore
const CASES: readonly (readonly [what: string, value: unknown, sentence: string])[] = [
  ['no object', 7, "'7' is not an object"],
  ['no format', { nodes: { n: NODE } }, 'format: is missing'],
  ['other format', smallFile({ format: 'hopscope-lab/2' }), "format: 'hopscope-lab/2' is not a format of this program: write 'hopscope-lab/1'"],
  ['no nodes', smallFile({ nodes: {} }), 'nodes: a lab needs at least one node'],
  ['nodes as a list', smallFile({ nodes: [NODE] }), "nodes: '[…]' is not an object"],
  ['clock', smallFile({ clock: '2025-02-30T00:00:00Z' }), "clock: '2025-02-30T00:00:00Z' is not a time with its offset"],
  ['seed', smallFile({ seed: 1.5 }), "seed: '1.5' is not a whole number from 0 to 4294967295"],
  ['title', smallFile({ title: 3 }), "title: '3' is not text"],
  ['a long title', smallFile({ title: 'x'.repeat(201) }), 'title: has 201 characters: at most 200 are taken'],
  ['node name', smallFile({ nodes: { N_1: NODE } }), "nodes.N_1: 'N_1' is not a name for a node"],
  ['no address', node({ ip: undefined }), 'nodes.n.ip: is missing: give an IPv4 address'],
  ['address', node({ ip: '192.0.2.01' }), "nodes.n.ip: '192.0.2.01' is not an IPv4 address"],
  ['network address', node({ ip: '192.0.2.0' }), 'nodes.n.ip: 192.0.2.0 is the first or the last address of 192.0.2.0/24'],
  ['prefix length', node({ prefix: 31 }), "nodes.n.prefix: '31' is not a whole number from 8 to 30"],
  ['host bits', node({ podCIDR: '10.1.0.5/24' }), "nodes.n.podCIDR: '10.1.0.5/24' has bits beyond its length: the prefix is 10.1.0.0/24"],
  ['small podCIDR', node({ podCIDR: '10.1.0.0/31' }), "nodes.n.podCIDR: '10.1.0.0/31' has a length that is not from 8 to 30"],
  ['no podCIDR', node({ podCIDR: null }), 'nodes.n.podCIDR: is missing: give an IPv4 prefix'],
  ['cilium_host elsewhere', node({ cilium_host: '10.2.0.1' }), "nodes.n.cilium_host: 10.2.0.1 lies outside n's podCIDR 10.1.0.0/24"],
  ['cilium_host of a pod', { ...pod({ ip: '10.1.0.9' }), nodes: { n: { ...NODE, cilium_host: '10.1.0.9' } } }, 'pods: n.cilium_host and a both have 10.1.0.9'],
  ['full podCIDR', smallFile({ nodes: { n: { ...NODE, podCIDR: '10.1.0.0/30' } }, pods: { a: { ip: '10.1.0.1', node: 'n' }, b: { ip: '10.1.0.2', node: 'n' } } }), 'nodes.n.podCIDR: 10.1.0.0/30 is full'],
  ['device', node({ dev: 'a/b' }), "nodes.n.dev: 'a/b' is not a device name"],
  ['taken device', node({ dev: 'lo' }), 'nodes.n.dev: lo is the name of another device'],
  ['one device twice', node({ dev: 'eth0' }), 'nodes.n.dev: eth0 is the name of another device'],
  ['uplink gateway', node({ uplink: { gateway: '10.0.9.2' } }), "nodes.n.uplink.gateway: 10.0.9.2 lies outside the uplink's subnet 10.0.2.0/24"],
  ['rp_filter', node({ rp_filter: 3 }), "nodes.n.rp_filter: '3' is not one of 0, 1, 2"],
  ['mtu', node({ mtu: '1500' }), "nodes.n.mtu: '1500' is not a whole number from 576 to 9000"],
  ['controlPlane', node({ controlPlane: 'yes' }), "nodes.n.controlPlane: 'yes' is neither true nor false"],
  ['no route', node({ static_routes: ['10.0.0.0/8 dev eth1'] }), "nodes.n.static_routes[0]: '10.0.0.0/8 dev eth1' is not a route: write 'PREFIX via GATEWAY'"],
  ['no list', node({ static_routes: '10.0.0.0/8 via 192.0.2.9' }), "nodes.n.static_routes: '10.0.0.0/8 via 192.0.2.9' is not a list"],
  ['gateway', node({ static_routes: ['default via 192.0.2.256'] }), "nodes.n.static_routes[0]: '192.0.2.256' is not an IPv4 address"],
  ['gateway elsewhere', node({ static_routes: ['default via 198.51.100.1'] }), 'nodes.n.static_routes[0]: the gateway 198.51.100.1 lies in no subnet of this machine (192.0.2.0/24, 10.0.2.0/24)'],
  ['own gateway', node({ static_routes: ['default via 192.0.2.1'] }), "nodes.n.static_routes[0]: 192.0.2.1 is this machine's own address"],
  ['one route twice', node({ static_routes: ['198.51.100.7 via 192.0.2.9', 'blackhole 198.51.100.7/32'] }), 'nodes.n.static_routes[1]: 198.51.100.7/32 has a route already'],
  ['one address twice', smallFile({ nodes: { n: NODE, m: { ...NODE, podCIDR: '10.2.0.0/24' } } }), 'nodes: n and m both have 192.0.2.1'],
  ['podCIDRs', smallFile({ nodes: { n: NODE, m: { ip: '192.0.2.2', podCIDR: '10.0.0.0/15' } } }), 'nodes.m.podCIDR (10.0.0.0/15) and nodes.n.podCIDR (10.1.0.0/24) overlap'],
  ['one podCIDR twice', smallFile({ nodes: { n: NODE, m: { ip: '192.0.2.2', podCIDR: '10.1.0.0/24' } } }), 'nodes.n.podCIDR (10.1.0.0/24) and nodes.m.podCIDR (10.1.0.0/24) overlap'],
  ['subnets', smallFile({ nodes: { n: NODE, m: { ip: '192.0.2.130', prefix: 25, podCIDR: '10.2.0.0/24' } } }), 'nodes.n.ip (192.0.2.0/24) and nodes.m.ip (192.0.2.128/25) overlap'],
  ['router without subnets', smallFile({ router: {} }), 'router.eth1: is missing: give its address with the prefix length'],
  ['router without length', router({ eth1: '192.0.2.200' }), "router.eth1: '192.0.2.200' is not an address with its prefix length"],
  ['router on one subnet', router({ eth2: '192.0.2.201/24' }), 'overlap: give each a range of its own'],
  ['router with a node’s address', router({ eth1: '192.0.2.1/24' }), 'nodes: n and router both have 192.0.2.1'],
  ['router with a node’s name', router({ name: 'n' }), 'router.name: n is the name of a node already'],
  ['router mtu', router({ mtu: { eth2: 100 } }), "router.mtu.eth2: '100' is not a whole number from 576 to 9000"],
  ['router without gateway', router({ eth0: '10.0.9.15/24' }), 'router.gateway: is missing: give an IPv4 address'],
  ['pod name', smallFile({ pods: { 'a b': POD } }), `pods["a b"]: 'a b' is not a name for a pod`],
  ['pod called like a node', smallFile({ pods: { n: POD } }), 'pods.n: n is the name of a node already'],
  ['pod given twice', smallFile({ pods: { a: POD, 'default/a': { ...POD, ip: '10.1.0.6' } } }), 'pods.a: a is the name of a pod already'],
  ['pod without node', pod({ node: undefined }), 'pods.a.node: is missing: give the name of a node'],
  ['identity', pod({ identity: 255 }), "pods.a.identity: '255' is not a security identity (256 to 65535"],
  ['endpoint', pod({ endpoint: 0 }), "pods.a.endpoint: '0' is not a whole number from 1 to 65535"],
  ['lxc', pod({ lxc: 'lxc0123456789abc0' }), "pods.a.lxc: 'lxc0123456789abc0' is not a device name"],
  ['label', pod({ labels: { version: 2 } }), "pods.a.labels.version: '2' is not text"],
  ['port', pod({ ports: [80, 'http'] }), "pods.a.ports[1]: 'http' is not a whole number from 1 to 65535"],
  ['endpoint twice', smallFile({ pods: { a: { ...POD, endpoint: 7 }, b: { ...POD, ip: '10.1.0.6', endpoint: 7 } } }), 'pods: a and b both have endpoint 7 on n'],
  ['lxc twice', smallFile({ pods: { a: { ...POD, lxc: 'lxc1' }, b: { ...POD, ip: '10.1.0.6', lxc: 'lxc1' } } }), 'pods: a and b both have lxc1 on n'],
  ['service name', smallFile({ services: { 'a.b': {} } }), "'a.b' is not a name for a service"],
  ['service port', service({ port: 65536 }), "services.a.port: '65536' is not a whole number from 1 to 65535"],
  ['no service port', service({ port: undefined }), 'services.a.port: is missing: give a port'],
  ['cluster IP among pods', service({ clusterIP: '10.1.0.77' }), 'services.a.clusterIP: 10.1.0.77 lies in 10.1.0.0/24 of nodes.n.podCIDR'],
  ['one frontend twice', smallFile({ pods: { a: POD }, services: { a: { clusterIP: '10.96.0.1', port: 80 }, 'x/a': { clusterIP: '10.96.0.1', port: 80 } } }), 'services.x/a.clusterIP: a and x/a both have 10.96.0.1:80/TCP'],
  ['routing mode', smallFile({ cilium: { routingMode: 'vxlan' } }), "cilium.routingMode: 'vxlan' is not one of native, tunnel"],
  ['direct routes in a tunnel', smallFile({ cilium: { routingMode: 'tunnel', autoDirectNodeRoutes: true } }), 'cilium.autoDirectNodeRoutes: true stops the agent in tunnel mode'],
  ['MAC', smallFile({ recorded: { macs: { 'n:eth1': '01:00:5e:00:00:01' } } }), "is not the MAC of one device"],
  ['flow ports', smallFile({ recorded: { flowPorts: { 'n->n icmp': { request: 1 } } } }), 'reply: is missing: give a port'],
];

describe('every mistake has its sentence', () => {
  it.each(CASES)('%s', (_, value, sentence) => {
    const told = problems(value);
    expect(told.join('\n')).toContain(sentence);
    expect(told.length).toBeGreaterThan(0);
  });

  it('and one in Korean', () => {
    for (const [, value] of CASES) {
      const parsed = parseLab(value);
      for (const problem of parsed.ok ? [] : parsed.problems) {
        const text = labProblemText(problem, 'ko');
        expect(text).toMatch(/[가-힣]/);
        // No particle may follow a value whose last sound is not known.
        expect(text).not.toMatch(/['\d)](은|는|이|가|을|를|과|와|으로|로)(?![가-힣])/);
      }
    }
    expect(Object.keys(labProblemsKo)).toEqual(Object.keys(labProblemsEn));
  });
});

describe('remarks that do not stop', () => {
  it('an unknown key with its nearest known one', () => {
    expect(warnings(smallFile({ nodes: { n: { ...NODE, podcidr: 'x', colour: 'red' } } }))).toEqual([
      "nodes.n.podcidr: 'podcidr' is not a key of this format and counts for nothing: did you mean 'podCIDR'?",
      "nodes.n.colour: 'colour' is not a key of this format and counts for nothing",
    ]);
    expect(warnings(smallFile({ pdos: {} }))).toEqual([
      "pdos: 'pdos' is not a key of this format and counts for nothing: did you mean 'pods'?",
    ]);
  });

  it('a service without pods, without an API server', () => {
    const services = { web: { clusterIP: '10.96.0.5', port: 80 }, kubernetes: { clusterIP: '10.96.0.1', port: 443 } };
    expect(warnings(smallFile({ services }))).toEqual([
      'services.web: web selects no pod: compare its selector with the labels of the pods',
      'services.kubernetes: kubernetes has no backend: set "controlPlane": true on a node',
    ]);
  });

  it('what the format reserves', () => {
    const told = warnings(
      smallFile({
        policies: [{}],
        bgp: {},
        recorded: { macs: { 'x:eth0': '02:00:00:00:00:01' }, flowPorts: { 'a to b': { request: 1, reply: 2 } } },
      }),
    );
    expect(told.map((sentence) => sentence.split(':')[0])).toEqual([
      'policies',
      'bgp',
      'recorded.macs["x',
      'recorded.flowPorts["a to b"]',
    ]);
  });

  it('come along with problems, because a misspelt key explains a missing one', () => {
    const value = smallFile({ nodes: { n: { ip: '192.0.2.1', pod_cidr: '10.1.0.0/24' } } });
    expect(problems(value)).toEqual(['nodes.n.podCIDR: is missing: give an IPv4 prefix, ADDRESS/LENGTH']);
    expect(warnings(value)[0]).toContain("did you mean 'podCIDR'?");
  });
});

describe('JSON text', () => {
  it('names line and column of a mistake', () => {
    expect(problemsOfText('{\n  "format": "hopscope-lab/1",\n  "nodes": {},\n}')).toEqual([
      'line 4, column 1 is not JSON: look there for a missing or superfluous comma, quote or bracket',
    ]);
    expect(problemsOfText('')).toEqual([
      'line 1, column 1 is not JSON: look there for a missing or superfluous comma, quote or bracket',
    ]);
  });

  it('says when a key is there twice instead of dropping the first', () => {
    const text = '{"format":"hopscope-lab/1","nodes":{},\n"pods":{"a":{},\n"a":{}}}';
    expect(problemsOfText(text)).toEqual(["'a' is there twice in one object (line 3, column 1): rename or remove one"]);
  });

  it('is read with a byte order mark', () => {
    expect(parseLabText(`\ufeff${JSON.stringify(week4File())}`).ok).toBe(true);
  });

  it('tells no more than a reader can take', () => {
    const pods = Object.fromEntries(Array.from({ length: 400 }, (_, i) => [`p${i}`, { ip: 'x', node: 'n' }]));
    const told = problems(smallFile({ pods }));
    expect(told.length).toBe(MAX_PROBLEMS + 1);
    expect(told.at(-1)).toBe('300 more: mend these first');
  });
});

describe('a lab of another Cilium', () => {
  const warned = (cilium: string) => warnings({ ...week4File(), versions: { cilium } });

  it('is read, with a warning that its programs and maps are those of the modelled version', () => {
    expect(warned('1.17.6')).toEqual([
      'versions.cilium: 1.17.6 is kept as a name, but programs and maps are those of 1.18.0',
    ]);
  });

  it('is not warned of within the modelled minor version', () => {
    expect(warned('1.18.3')).toEqual([]);
  });
});
