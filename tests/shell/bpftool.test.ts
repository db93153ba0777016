import { describe, expect, it } from 'vitest';
import { stranger } from '../../src/lab/presets/stranger.ts';
import { Terminals } from './running-lab.ts';

interface Listed {
  readonly id: number;
  readonly name: string;
  readonly type: string;
  readonly map_ids?: readonly number[];
}

const json = (lab: Terminals, host: string, line: string): readonly Listed[] =>
  JSON.parse(lab.type(host, line).out) as readonly Listed[];

describe('bpftool prog and map', () => {
  it.each([
    ['k8s-ctr', undefined, {}],
    ['k8s-w0', undefined, { routing: 'vxlan' }],
    [stranger.nodes[0]!.name, stranger, {}],
  ] as const)(
    '%s: one list by number, whose maps are there and whose programs are where net says',
    (host, file, variant) => {
      const lab = new Terminals(file, variant);
      const programs = json(lab, host, 'bpftool prog show -j');
      const maps = json(lab, host, 'bpftool map show -j');
      for (const list of [programs, maps]) {
        expect(list.map(({ id }) => id)).toEqual(list.map(({ id }) => id).toSorted((a, b) => a - b));
        expect(new Set(list.map(({ id }) => id)).size).toBe(list.length);
      }
      const known = new Set(maps.map(({ id }) => id));
      for (const { map_ids: ids = [] } of programs) expect(ids.filter((id) => !known.has(id))).toEqual([]);
      const attached = [...lab.type(host, 'bpftool net').out.matchAll(/(\S+) prog_id (\d+)/g)];
      expect(attached.length).toBeGreaterThan(6);
      const named = (id: number): string | undefined => programs.find((one) => one.id === id)?.name;
      expect(attached.map(([, name, id]) => [name, named(Number(id))])).toEqual(
        attached.map(([, name]) => [name, name]),
      );
    },
  );

  it('prints programs and maps in the form of bpftool', () => {
    const lab = new Terminals();
    const [first] = json(lab, 'k8s-ctr', 'bpftool prog -j').filter(({ name }) => name === 'cil_from_netdev');
    const { out } = lab.type('k8s-ctr', `bpftool prog show id ${first!.id}`);
    expect(out).toMatch(
      /^\d+: sched_cls {2}name cil_from_netdev {2}tag [0-9a-f]{16} {2}gpl\n\tloaded_at 2025-08-10T\d\d:\d\d:\d\d\+0900 {2}uid 0\n\txlated \d+B {2}jited \d+B {2}memlock \d+B {2}map_ids \d+(,\d+)+\n\tbtf_id \d+\n$/,
    );
    expect(lab.type('k8s-ctr', 'bpftool map show name cilium_lxc').out).toMatch(
      /^\d+: hash {2}name cilium_lxc {2}flags 0x1\n\tkey 20B {2}value 48B {2}max_entries 65535 {2}memlock \d+B\n$/,
    );
    // The kernel keeps fifteen letters of the name of a map.
    expect(lab.type('k8s-ctr', 'bpftool map list').out).toContain('lpm_trie  name cilium_ipcache_  flags 0x1\n');
    expect(lab.type('k8s-ctr', 'bpftool prog show id 1')).toMatchObject({
      text: 'Error: get prog by id (1): No such file or directory\n',
      code: 255,
    });
  });

  it('has a map of policies for every endpoint, and one of tail calls for every device with programs', () => {
    const lab = new Terminals();
    const lines = lab.type('k8s-w1', 'bpftool map | grep -c "name cilium_policy_"').out;
    const endpoints = lab.type(
      'k8s-ctr',
      'kubectl exec -n kube-system ds/cilium -- cilium-dbg map list | grep -c cilium_policy_v2_',
    );
    expect(Number(lines)).toBeGreaterThan(0);
    expect(endpoints.code).toBe(0);
    const calls = (host: string, variant: object): number =>
      Number(new Terminals(undefined, variant).type(host, 'bpftool map | grep -c prog_array').out);
    expect(calls('k8s-w1', { routing: 'vxlan' })).toBe(calls('k8s-w1', {}) + 1);
  });

  it('loads programs again when the agent starts again, and keeps the maps', () => {
    const lab = new Terminals();
    const before = [lab.type('k8s-ctr', 'bpftool prog').out, lab.type('k8s-ctr', 'bpftool map').out];
    lab.type(
      'k8s-ctr',
      'kubectl -n kube-system rollout restart ds/cilium; kubectl -n kube-system rollout status ds/cilium',
    );
    const after = [lab.type('k8s-ctr', 'bpftool prog').out, lab.type('k8s-ctr', 'bpftool map').out];
    const sched = (text: string): string => text.match(/\d+: sched_cls.*/g)!.join('\n');
    expect(sched(after[0]!)).not.toBe(sched(before[0]!));
    expect(after[1]).toBe(before[1]);
  });
});

describe('bpftool cgroup', () => {
  it('shows the programs at sockets where Cilium balances services there', () => {
    const lab = new Terminals();
    expect(lab.type('k8s-ctr', 'bpftool cgroup tree').out.replace(/^( {4})\d+ +/gm, '$1N ')).toBe(`CgroupPath
ID       AttachType      AttachFlags     Name           
/sys/fs/cgroup
    N cgroup_inet4_connect multi           cil_sock4_connect
    N cgroup_inet4_post_bind multi           cil_sock4_post_bind
    N cgroup_udp4_sendmsg multi           cil_sock4_sendmsg
    N cgroup_udp4_recvmsg multi           cil_sock4_recvmsg
    N cgroup_inet4_getpeername multi           cil_sock4_getpeername
    N cgroup_inet_sock_release multi           cil_sock_release
`);
    expect(lab.type('k8s-ctr', 'bpftool cgroup show /nowhere')).toMatchObject({ code: 255 });
    const none = new Terminals(undefined, { datapath: 'linux' });
    expect(none.type('k8s-ctr', 'bpftool cgroup tree').out).not.toContain('cil_');
    expect(none.type('k8s-ctr', 'bpftool prog').out).toBe('');
  });
});
