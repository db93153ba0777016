import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { bytesOf } from '../../src/shell/process/files.ts';
import { Terminals } from './running-lab.ts';

const folder = mkdtempSync(join(tmpdir(), 'hopscope-captures-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const has = (program: string): boolean => spawnSync(program, ['--version']).status === 0;
const judge = (program: string): string => (has(program) ? program : `${program} (not on this machine)`);

/** A capture that a reader makes on the router while a pod fetches and pings. */
function captured(
  routing: 'native' | 'vxlan' | 'geneve',
  device: string,
): { readonly terminals: Terminals; readonly path: string } {
  const terminals = new Terminals(undefined, { routing });
  const pods = [...terminals.machine.world.pods.values()];
  const client = pods.find(({ role }) => role === 'client')!;
  const far = terminals.machine.world.nodes.find(({ controlPlane, name }) => !controlPlane && name.endsWith('w0'))!;
  const web = pods.find(({ role, node }) => role === 'web' && node === far.name)!;
  const beside = `curl -s -m 3 ${web.ip}; ping -c 2 -W 1 ${web.ip}; nslookup nobody`;
  terminals.typeWhile('router', `tcpdump -i ${device} -w /tmp/${routing}.pcap`, client.name, beside);
  const path = join(folder, `${routing}-${device}.pcap`);
  writeFileSync(path, bytesOf(terminals.host('router').files.read(`/tmp/${routing}.pcap`)!));
  return { terminals, path };
}

const TCPDUMP = [
  '-nn',
  '-nn -e',
  '-nn -v',
  '-nn -vv -e',
  '-nn -X',
  '-nn -xx',
  '-nn -A',
  '-nn -tt',
  '-nn -ttt',
  '-n -t -q',
  '-nn -S -c 3',
  '-nn icmp',
  '-nn -t tcp',
  '-nn -# -c 2',
];
const TSHARK = [
  '',
  '-n',
  '-V -c 3',
  '-x -c 2',
  '-t d',
  '-t e',
  '-c 4',
  '-Y icmp',
  '-Y tcp.flags.syn==1',
  '-Y "ip.ttl<63"',
  '-T fields -e frame.number -e ip.src -e tcp.port -E header=y',
  '-Y tcp.analysis.flags',
];

describe.skipIf(!has('tcpdump'))(`the ${judge('tcpdump')} of the lab reads a capture as the real one does`, () => {
  it.each([
    ['native', 'any'],
    ['vxlan', 'any'],
    ['geneve', 'eth1'],
    ['vxlan', 'eth2'],
  ] as const)('%s on %s', (routing, device) => {
    const { terminals, path } = captured(routing, device);
    for (const flags of TCPDUMP) {
      const ours = terminals.type('router', `tcpdump ${flags} -r /tmp/${routing}.pcap`);
      const real = spawnSync('sh', ['-c', `tcpdump ${flags} -r ${path}`], {
        encoding: 'utf8',
        env: { ...process.env, TZ: 'Asia/Seoul' },
      });
      // Interface names of -i any are those of the machine that reads.
      const named = (text: string): string =>
        text.replace(/\S+ +(In|Out) +(?=IP|ARP|ifindex)/g, 'dev $1 ').replace(/ifindex \d+/g, 'ifindex N');
      expect(`${flags}\n${named(ours.out)}`).toBe(`${flags}\n${named(real.stdout)}`);
      expect([flags, ours.code]).toEqual([flags, real.status]);
    }
  });
});

describe.skipIf(!has('tshark'))(`the ${judge('tshark')} of the lab reads a capture as the real one does`, () => {
  it.each([
    ['native', 'any'],
    ['vxlan', 'any'],
    ['geneve', 'eth1'],
  ] as const)(
    '%s on %s',
    (routing, device) => {
      const { terminals, path } = captured(routing, device);
      for (const flags of routing === 'vxlan' ? TSHARK : TSHARK.slice(0, 3)) {
        const decode = routing === 'vxlan' ? '-d udp.port==8472,vxlan ' : '';
        const ours = terminals.type('router', `tshark ${decode}${flags} -r /tmp/${routing}.pcap`);
        const real = spawnSync('sh', ['-c', `tshark ${decode}${flags} -r ${path}`], {
          encoding: 'utf8',
          env: { ...process.env, TZ: 'Asia/Seoul', LC_ALL: 'C.UTF-8' },
        });
        expect(`${flags}\n${ours.out}`).toBe(`${flags}\n${real.stdout}`);
        expect([flags, ours.code]).toEqual([flags, real.status]);
      }
    },
    120_000,
  );
});
