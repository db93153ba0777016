import { describe, expect, it } from 'vitest';
import { stranger } from '../../src/lab/presets/stranger.ts';
import { ROW_KEY } from '../../src/lab/tables.ts';
import { tabwriter } from '../../src/shell/commands/cobra/tabwriter.ts';
import { COMMANDS } from '../../src/shell/registry.ts';
import { Terminals } from './live-terminal.ts';

const VXLAN = { routingMode: 'tunnel', autoDirectNodeRoutes: false } as const;

/** Lines in any order, without what tabwriter puts at their ends. */
function lines(text: string): readonly string[] {
  return text
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd());
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

describe('cilium on the control plane', () => {
  it('prints the features of a lab by node', () => {
    const shown = new Terminals({ routingMode: 'tunnel', tunnelProtocol: 'geneve' }).at(
      'k8s-ctr',
      'cilium features status',
    );
    const [, header] = lines(shown.text.slice(shown.text.indexOf('Cilium Agents')));
    expect(header).toBe(`${'Uniform'.padEnd(9)}${'Name'.padEnd(72)}${'Labels'.padEnd(50)}k8s-ctr  k8s-w0  k8s-w1`);
    expect(shown.text).toContain(
      `Yes      ${'cilium_feature_datapath_network'.padEnd(72)}${'mode=overlay-geneve'.padEnd(50)}1        1       1       \n`,
    );
  });

  it('prints one page of status', () => {
    const { text, code } = new Terminals().at('k8s-ctr', 'cilium status --wait');
    expect(code).toBe(0);
    expect(
      text
        .replaceAll(/\u001b\[\d+m/g, '')
        .split('\n')
        .slice(0, 20),
    ).toEqual([
      '    /¯¯\\',
      ' /¯¯\\__/¯¯\\    Cilium:             OK',
      ' \\__/¯¯\\__/    Operator:           OK',
      ' /¯¯\\__/¯¯\\    Envoy DaemonSet:    OK',
      ' \\__/¯¯\\__/    Hubble Relay:       OK',
      '    \\__/       ClusterMesh:        disabled',
      '',
      'DaemonSet              cilium                   Desired: 3, Ready: 3/3, Available: 3/3',
      'DaemonSet              cilium-envoy             Desired: 3, Ready: 3/3, Available: 3/3',
      'Deployment             cilium-operator          Desired: 1, Ready: 1/1, Available: 1/1',
      'Deployment             hubble-relay             Desired: 1, Ready: 1/1, Available: 1/1',
      'Deployment             hubble-ui                Desired: 1, Ready: 1/1, Available: 1/1',
      'Containers:            cilium                   Running: 3',
      '                       cilium-envoy             Running: 3',
      '                       cilium-operator          Running: 1',
      '                       clustermesh-apiserver    ',
      '                       hubble-relay             Running: 1',
      '                       hubble-ui                Running: 1',
      'Cluster Pods:          8/8 managed by Cilium',
      'Helm chart version:    1.18.0',
    ]);
  });

  it.each([
    ['cilium foo', 'unknown command "foo" for "cilium"\n'],
    ['cilium status --foo', 'unknown flag: --foo\n'],
    [
      'cilium config view -n x',
      '\nError: Unable to view config:  unable get ConfigMap "cilium-config": configmaps "cilium-config" not found\n',
    ],
  ])('%s', (line, text) => {
    expect(new Terminals().at('k8s-ctr', line)).toMatchObject({ text, code: 1 });
  });

  it('is another program in the container of an agent', () => {
    const cilium = COMMANDS.get('cilium');
    const { machine } = new Terminals();
    const ask = (host: ReturnType<typeof machine.hosts.machine>): readonly string[] =>
      host === null ? [] : (cilium?.complete?.({ machine, host, words: ['cilium', 'bpf'], part: 'ip' }) ?? []);
    expect(ask(machine.hosts.machine('k8s-ctr'))).toEqual([]);
    expect(ask(machine.hosts.agent('k8s-ctr' as never))).toEqual(['ipcache']);
    expect(cilium?.explain?.(['cilium', 'features', 'status'], 1)?.en).toBe(
      'Report which features are enabled in Cilium agents',
    );
  });
});

describe('cilium-dbg bpf', () => {
  it('lists the ipcache of the node that is asked', () => {
    const terminals = new Terminals(VXLAN);
    const shown = terminals.agent('k8s-w1', 'cilium-dbg bpf ipcache list');
    const [head, ...rows] = lines(shown.text);
    expect(head).toBe('IP PREFIX/ADDRESS   IDENTITY');
    expect(rows.toSorted()).toEqual(
      [
        '172.20.0.215/32     identity=27143 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel',
        '172.20.0.231/32     identity=17559 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel',
        '172.20.2.152/32     identity=16202 encryptkey=0 tunnelendpoint=192.168.20.100 flags=hastunnel',
        '172.20.0.182/32     identity=17559 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel',
        '172.20.1.179/32     identity=1 encryptkey=0 tunnelendpoint=0.0.0.0 flags=<none>',
        '192.168.10.101/32   identity=1 encryptkey=0 tunnelendpoint=0.0.0.0 flags=<none>',
        '192.168.20.100/32   identity=6 encryptkey=0 tunnelendpoint=0.0.0.0 flags=<none>',
        '172.20.0.84/32      identity=6 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel',
        '172.20.2.70/32      identity=6 encryptkey=0 tunnelendpoint=192.168.20.100 flags=hastunnel',
        '0.0.0.0/0           identity=2 encryptkey=0 tunnelendpoint=0.0.0.0 flags=<none>',
        '172.20.0.154/32     identity=16202 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel',
        '172.20.2.0/24       identity=2 encryptkey=0 tunnelendpoint=192.168.20.100 flags=hastunnel',
        '192.168.10.100/32   identity=7 encryptkey=0 tunnelendpoint=0.0.0.0 flags=<none>',
        '172.20.0.0/24       identity=2 encryptkey=0 tunnelendpoint=192.168.10.100 flags=hastunnel',
        '172.20.1.164/32     identity=16202 encryptkey=0 tunnelendpoint=0.0.0.0 flags=<none>',
        '10.0.2.15/32        identity=1 encryptkey=0 tunnelendpoint=0.0.0.0 flags=<none>',
      ].toSorted(),
    );
    const table = terminals.machine.lab.table('k8s-w1' as never, 'cilium_ipcache_v2');
    expect(shown.evidence).toEqual([
      { kind: 'rows', netns: 'k8s-w1', table: 'cilium_ipcache_v2', keys: [...table.keys()] },
    ]);
    expect(rows).not.toEqual(rows.toSorted());
  });

  it('gives another lab its own rows, node by node', () => {
    const terminals = new Terminals({}, stranger);
    for (const { name } of terminals.machine.world.nodes) {
      const rows = [...terminals.machine.lab.table(name, 'cilium_ipcache_v2').values()];
      const shown = lines(terminals.agent(name, 'cilium-dbg bpf ipcache list').text).slice(1);
      expect(shown.map((line) => line.split(' ')[0] ?? '').toSorted(byText)).toEqual(
        rows.map(ROW_KEY.cilium_ipcache_v2).toSorted(byText),
      );
      const endpoints = lines(
        terminals.agent(name, 'cilium-dbg bpf endpoint list | tail -n +2 | grep -v localhost').text,
      );
      const pods = [...terminals.machine.world.pods.values()].filter((pod) => pod.node === name);
      expect(
        endpoints
          .filter((line) => line !== '')
          .map((line) => line.split(':')[0] ?? '')
          .toSorted(),
      ).toEqual(pods.map((pod) => `${pod.ip}`).toSorted(byText));
    }
  });

  it('prints sockets as 1.18.0 does, in network order and signed', () => {
    const terminals = new Terminals();
    const { machine } = terminals;
    const [row] = machine.world.services.filter((service) => service.port === 443);
    terminals.agent('k8s-ctr', 'true');
    const fake = {
      cookie: 46636,
      backend: '192.168.10.100',
      backendPort: 6443,
      service: row?.clusterIP,
      servicePort: 443,
      revNat: 19,
    };
    const table = machine.lab.table.bind(machine.lab);
    Object.assign(machine.lab, {
      table: (netns: never, name: never) =>
        name === 'cilium_lb4_reverse_sk' ? new Map([['k', fake]]) : table(netns, name),
    });
    expect(lines(terminals.agent('k8s-ctr', 'cilium bpf socknat list').text)).toEqual([
      'Socket Cookie   Backend -> Frontend',
      '46636           192.168.10.100:11033 -> 10.96.0.1:-17663 (revnat=4864)',
    ]);
  });

  it('lists both sides of a connection, and forgets them when told', () => {
    const terminals = new Terminals(VXLAN);
    terminals.pod('curl-pod', 'curl -s 172.20.2.152 > /dev/null');
    const tcp = (node: string): string => terminals.agent(node, 'cilium-dbg bpf ct list global | grep ^TCP').text;
    expect(tcp('k8s-ctr')).toMatch(
      /^TCP OUT 172\.20\.0\.215:48220 -> 172\.20\.2\.152:80 expires=\d+ Packets=0 Bytes=0 RxFlagsSeen=0x1b LastRxReport=\d+ TxFlagsSeen=0x1b LastTxReport=\d+ Flags=0x0013 \[ RxClosing TxClosing SeenNonSyn \] RevNAT=0 SourceSecurityID=27143 BackendID=0 \n$/,
    );
    expect(tcp('k8s-w0')).toContain('Flags=0x0413 [ RxClosing TxClosing SeenNonSyn FromTunnel ]');
    expect(terminals.agent('k8s-ctr', 'cilium-dbg bpf ct list global -d | grep ^TCP').text).toMatch(
      /expires=\d+ \(remaining: \d+ sec\(s\)\) /,
    );
    terminals.agent('k8s-ctr', 'cilium-dbg bpf ct flush global');
    expect(tcp('k8s-ctr')).toBe('');
    expect(terminals.agent('k8s-ctr', 'cilium-dbg bpf ct list global').text).toBe('\n\n');
  });

  it('has no tunnel map any more: cobra shows what there is', () => {
    const shown = new Terminals().agent('k8s-ctr', 'cilium-dbg bpf tunnel list');
    expect(shown).toMatchObject({ code: 0, stderr: '' });
    expect(shown.text).toContain('Usage:\n  cilium-dbg bpf [command]\n\nAvailable Commands:\n  ct          Connection');
  });

  it('prints the three rows of an endpoint without policies', () => {
    const terminals = new Terminals();
    const [pod] = [...terminals.machine.world.pods.values()].filter((each) => each.node === 'k8s-w1');
    expect(terminals.agent('k8s-w1', `cilium-dbg bpf policy get ${pod?.endpoint}`).text).toBe(
      `POLICY   DIRECTION   LABELS (source:key[=value])   PORT/PROTO   PROXY PORT   AUTH TYPE   BYTES   PACKETS   PREFIX
Allow    Ingress     reserved:host                 ANY          NONE         disabled    0       0         0
Allow    Ingress     ANY                           ANY          NONE         disabled    0       0         0
Allow    Egress      ANY                           ANY          NONE         disabled    0       0         0
`,
    );
  });
});

describe('the agent', () => {
  it('knows its router, and its endpoints by their devices', () => {
    const terminals = new Terminals();
    const routers = ['k8s-ctr', 'k8s-w1', 'k8s-w0'].map(
      (node) => terminals.agent(node, 'cilium status --all-addresses | grep router').text,
    );
    expect(routers).toEqual(['  172.20.0.84 (router)\n', '  172.20.1.179 (router)\n', '  172.20.2.70 (router)\n']);
    const [pod] = [...terminals.machine.world.pods.values()].filter((each) => each.node === 'k8s-w1');
    const lxc = `${pod?.lxc}`.split(':')[1];
    expect(terminals.agent('k8s-w1', `cilium endpoint get ${pod?.endpoint} | grep lxc`).text.trim()).toBe(
      `"interface-name": "${lxc}",`,
    );
    const [head = '', second = '', ...rows] = terminals.agent('k8s-w1', 'cilium endpoint list').text.split('\n');
    expect(head.trimEnd()).toMatch(
      /^ENDPOINT {3}POLICY \(ingress\) {3}POLICY \(egress\) {3}IDENTITY {3}LABELS \(source:key\[=value\]\) +IPv6 {3}IPv4 +STATUS$/,
    );
    expect(second.trimEnd()).toBe('           ENFORCEMENT        ENFORCEMENT');
    expect(rows.map((row) => row.trimEnd())).toContain(
      `${`${pod?.endpoint}`.padEnd(11)}Disabled           Disabled          16202      ${'k8s:app=webpod'.padEnd(73)}       172.20.1.164   ready`,
    );
  });

  it('prints the monitor of its node until Ctrl-C', () => {
    const terminals = new Terminals();
    const [web] = [...terminals.machine.world.pods.values()].filter((pod) => pod.ip === '172.20.0.154');
    terminals.agent('k8s-ctr', `timeout -s INT 3 cilium monitor --to ${web?.endpoint} > log 2> err &`, 'sleep 0.5');
    terminals.pod('curl-pod', 'ping -c 1 172.20.0.154');
    terminals.agent('k8s-ctr', 'sleep 4');
    const lxc = `${web?.lxc}`.split(':')[1];
    expect(terminals.agent('k8s-ctr', 'cat log').text).toMatch(
      new RegExp(
        `^-> endpoint ${web?.endpoint} flow 0x[0-9a-f]+ , identity 27143->16202 state new ifindex ${lxc} orig-ip 172.20.0.215: 172.20.0.215 -> 172.20.0.154 icmp EchoRequest\n$`,
      ),
    );
    expect(terminals.agent('k8s-ctr', 'head -n 2 err; tail -n 2 err').text).toBe(
      'Listening for events on 2 CPUs with 64x4096 of shared memory\nPress Ctrl-C to quit\nReceived an interrupt, disconnecting from monitor...\n\n',
    );
  });

  it('refuses in cobra’s words', () => {
    const terminals = new Terminals();
    expect(terminals.agent('k8s-ctr', 'cilium statu')).toMatchObject({
      code: 1,
      text: 'Error: unknown command "statu" for "cilium-dbg"\n\nDid you mean this?\n\tstatus\n\nRun \'cilium-dbg --help\' for usage.\n',
    });
    expect(terminals.agent('k8s-ctr', 'cilium node list --x').text).toBe(`Error: unknown flag: --x
Usage:
  cilium-dbg node list [flags]

Aliases:
  list, ls

Flags:
  -h, --help            help for list
  -o, --output string   json| yaml| jsonpath={}

Global Flags:
      --config string   Config file (default is $HOME/.cilium.yaml)
  -D, --debug           Enable debug messages
  -H, --host string     URI to server-side API

`);
  });
});

describe('tabwriter', () => {
  it('lays out runs of neighbouring lines that have a cell, as Go does', () => {
    expect(tabwriter(['a\tbbb\tc', 'aaaa\tb', 'a\tb\tc'], { min: 2, padding: 3 })).toBe(
      'a      bbb   c\naaaa   b\na      b   c\n',
    );
  });
});
