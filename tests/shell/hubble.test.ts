import { describe, expect, it } from 'vitest';
import { Terminals } from './live-terminal.ts';

const REFUSED =
  'rpc error: code = Unavailable desc = connection error: desc = "transport: Error while dialing: dial tcp 127.0.0.1:4245: connect: connection refused"\n';
const FORWARD = 'cilium hubble port-forward&';

describe('hubble without a port-forward', () => {
  it('is refused', () => {
    const terminals = new Terminals();
    expect(terminals.at('k8s-ctr', 'hubble status')).toMatchObject({
      text: `failed getting status: ${REFUSED}`,
      code: 1,
    });
    expect(terminals.at('k8s-ctr', 'hubble observe -f')).toMatchObject({ text: REFUSED, code: 1 });
  });

  it('opens one itself with -P, and closes it', () => {
    const terminals = new Terminals();
    expect(terminals.at('k8s-ctr', 'hubble status -P').text).toContain('Healthcheck (via 127.0.0.1:4245): Ok\n');
    expect(terminals.at('k8s-ctr', 'hubble status').code).toBe(1);
  });

  it('comes back when somebody forwards the port, as long as he does', () => {
    const terminals = new Terminals();
    const { text } = terminals.at('k8s-ctr', FORWARD, 'hubble status > /dev/null; echo $?');
    expect(text).toMatch(/^\[1\] \d+\nℹ️ {2}Hubble Relay is available at 127\.0\.0\.1:4245\n0\n$/);
    expect(terminals.at('k8s-ctr', 'kill %1; hubble status').stderr).toContain(REFUSED);
  });
});

describe('hubble status', () => {
  it('knows which nodes the relay gets no answer from, by the routes there are', () => {
    const terminals = new Terminals();
    const connected = (): string => terminals.at('k8s-ctr', 'hubble status -P | tail -n +4').text;
    expect(connected()).toBe('Connected Nodes: 2/3\nUnavailable Nodes: 1\n  - k8s-w0\n');
    terminals.machine.lab.act({
      kind: 'ip-route',
      at: terminals.machine.soon(),
      from: 'router' as never,
      action: 'add',
      spec: '172.20.0.0/24 via 192.168.10.100',
    });
    terminals.at('k8s-ctr', 'sleep 1');
    expect(connected()).toBe('Connected Nodes: 3/3\n');
  });

  it('reaches all nodes in an overlay', () => {
    const terminals = new Terminals({ routingMode: 'tunnel', autoDirectNodeRoutes: false });
    expect(terminals.at('k8s-ctr', 'hubble status -P').text).toBe(
      'Healthcheck (via 127.0.0.1:4245): Ok\nCurrent/Max Flows: 0/12,285 (0.00%)\nFlows/s: 0.00\nConnected Nodes: 3/3\n',
    );
    expect(terminals.at('k8s-ctr', 'hubble list nodes -P').text).toBe(
      'NAME      STATUS      AGE      FLOWS/S   CURRENT/MAX-FLOWS\n' +
        'k8s-ctr   Connected   3h0m0s   0.00      0/4095 (  0.00%)\n' +
        'k8s-w0    Connected   3h0m0s   0.00      0/4095 (  0.00%)\n' +
        'k8s-w1    Connected   3h0m0s   0.00      0/4095 (  0.00%)\n',
    );
  });
});

describe('hubble observe', () => {
  it('prints the pair of a ping between two nodes', () => {
    const terminals = new Terminals();
    terminals.pod('curl-pod', 'ping -c 1 172.20.1.164');
    const shown = terminals.at('k8s-ctr', 'hubble observe -P --protocol icmp --pod curl-pod --print-node-name | cat');
    expect(shown.stderr).toMatch(
      /^Aug {2}9 18:13:00\.\d{3} \[hubble-relay-[a-z0-9]{10}-[a-z0-9]{5}\]: 1 nodes are unavailable: k8s-w0\n$/,
    );
    const pair = 'default/curl-pod (ID:27143) %s default/webpod-697b545f57-9ns5w (ID:16202)';
    const [to, from] = [pair.replace('%s', '->'), pair.replace('%s', '<-')];
    expect(
      shown.text
        .replace(shown.stderr, '')
        .replaceAll(/18:13:00\.\d{3}/g, 'T')
        .split('\n'),
    ).toEqual([
      `Aug  9 T [k8s-ctr]: ${to} to-network FORWARDED (ICMPv4 EchoRequest)`,
      `Aug  9 T [k8s-w1]: ${to} to-endpoint FORWARDED (ICMPv4 EchoRequest)`,
      `Aug  9 T [k8s-w1]: ${from} to-network FORWARDED (ICMPv4 EchoReply)`,
      `Aug  9 T [k8s-ctr]: ${from} to-endpoint FORWARDED (ICMPv4 EchoReply)`,
      '',
    ]);
    const seen = shown.evidence.find((one) => one.kind === 'packets')?.events ?? [];
    expect(seen).toHaveLength(4);
    expect(seen.toSorted((a, b) => a - b)).toEqual(seen);
  });

  it('needs no relay in the container of an agent, which has seen its own node', () => {
    const terminals = new Terminals();
    terminals.pod('curl-pod', 'ping -c 1 172.20.1.164');
    const { text } = terminals.agent('k8s-w1', 'hubble observe --protocol icmp -o json | jq -r .flow.node_name | uniq');
    expect(text).toBe('k8s-w1\n');
    expect(terminals.agent('k8s-w1', 'hubble status').text).toBe(
      'Healthcheck (via unix:///var/run/cilium/hubble.sock): Ok\nCurrent/Max Flows: 2/4,095 (0.05%)\nFlows/s: 0.00\n',
    );
  });

  it('says nothing of the nodes that the relay does not reach', () => {
    const terminals = new Terminals();
    terminals.pod('curl-pod', 'ping -c 1 -W 1 172.20.2.152');
    const { text } = terminals.at(
      'k8s-ctr',
      "hubble observe -P -o json | jq -r .flow.node_name | sort | uniq -c | tr -d ' '",
    );
    expect(text).toBe('1k8s-ctr\n');
  });

  it('follows until Ctrl-C, and prints nothing of the past', () => {
    const terminals = new Terminals();
    terminals.pod('curl-pod', 'ping -c 1 172.20.1.164');
    terminals.at(
      'k8s-ctr',
      FORWARD,
      'timeout -s INT 3 hubble observe -f --to-pod webpod > flows.txt 2> /dev/null &',
      'sleep 1',
    );
    terminals.pod('curl-pod', 'ping -c 1 172.20.0.154');
    const { text } = terminals.at('k8s-ctr', 'sleep 3', 'cut -d: -f 4- flows.txt');
    expect(text).toContain(
      '27143) -> default/webpod-697b545f57-mn7r5 (ID:16202) to-endpoint FORWARDED (ICMPv4 EchoRequest)\n',
    );
    expect(text).not.toContain('9ns5w');
  });

  it.each([
    ['hubble observe --foo', 'unknown flag: --foo\n'],
    ['hubble foo', 'unknown command "foo" for "hubble"\n'],
    ['hubble observe --last 1 --first 1', 'cannot set both --first and --last\n'],
    ['hubble observe -f -o table', 'table output format is not compatible with follow mode\n'],
    ['hubble observe -o x', 'invalid output format: x\n'],
    ['hubble observe --last', 'flag needs an argument: --last\n'],
  ])('%s', (line, text) => {
    expect(new Terminals().at('k8s-ctr', line)).toMatchObject({ text, code: 1 });
  });
});
