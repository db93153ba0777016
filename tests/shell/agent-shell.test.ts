import { describe, expect, it } from 'vitest';
import { stranger } from '../../src/lab/presets/stranger.ts';
import { Terminals } from './live-terminal.ts';

const columns = (text: string): readonly (readonly string[])[] =>
  text
    .trimEnd()
    .split('\n')
    .map((line) => line.trimEnd().split(/ {2,}/));

describe("the agent's shell", () => {
  it('shows the devices that ip shows, and which look at what comes from outside', () => {
    const terminals = new Terminals();
    const [head, ...rows] = columns(terminals.agent('k8s-w1', 'cilium-dbg shell -- db/show devices').text);
    expect(head).toEqual(['Name', 'Index', 'Selected', 'Type', 'MTU', 'HWAddr', 'Flags', 'Addresses']);
    const links = terminals
      .at('k8s-w1', 'ip -o link | cut -d: -f2 | cut -d@ -f1 | tr -d " "')
      .text.trimEnd()
      .split('\n');
    expect(rows.map(([name]) => name)).toEqual(links);
    expect(rows.filter(([, , selected]) => selected === 'true').map(([name]) => name)).toEqual(['eth0', 'eth1']);
    expect(rows.find(([name]) => name === 'cilium_host')!.slice(2, 5)).toEqual(['false', 'veth', '1500']);
  });

  it('shows addresses and routes of any lab', () => {
    const node = stranger.nodes[0]!;
    const terminals = new Terminals({}, stranger);
    const addresses = columns(terminals.agent(node.name, 'cilium-dbg shell -- db/show node-addresses').text);
    expect(addresses[0]).toEqual(['Address', 'NodePort', 'Primary', 'DeviceName']);
    expect(addresses).toContainEqual([node.ip, 'true', 'true', node.dev]);
    const routes = terminals.agent(node.name, 'cilium-dbg shell -- db/show routes').text;
    const main = terminals.at(node.name, 'ip -4 route | wc -l').text;
    expect(routes.split('\n').filter((line) => / 254 +\d+ +\d+ *$/.test(line))).toHaveLength(Number(main));
  });

  it.each([
    ['cilium-dbg shell', /no shell to type in here/],
    [
      'cilium-dbg shell -- db/show frontends',
      /'db\/show frontends' is not supported in this lab; there are: db\/show devices/,
    ],
    ['cilium-dbg shell -- help', /is not supported in this lab/],
    ['cilium-dbg debuginfo', /is not part of this lab/],
    ['cilium-dbg bpf lb maglev list', /there is no Maglev map/],
    ['cilium-dbg statedb dump', /unknown command "statedb" for "cilium-dbg"/],
  ])('%s', (line, text) => {
    const shown = new Terminals().agent('k8s-ctr', line);
    expect(shown.text).toMatch(text);
    expect(shown.code).toBe(1);
  });
});
