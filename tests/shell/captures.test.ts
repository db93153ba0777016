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
  '-2',
  '-2 -Y icmp',
  '-q',
  '-q -z io,phs',
  '-q -z conv,ip -z endpoints,udp -t ad',
  '-z conv,tcp,tcp.port==80 -c 4',
  '-q -P -c 2',
  '-q -T fields -e ip.src -c 2',
];
/** What -w writes is read again. */
const WRITES = ['-w COPY', '-w COPY -F pcap -Y icmp', '-w COPY -P -c 2', '-w COPY -V -c 1', '-w COPY -q -z io,phs'];

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

  it('writes files that the real one reads as its own', { timeout: 120_000 }, () => {
    const { terminals, path } = captured('vxlan', 'any');
    const copy = join(folder, 'copy');
    const real = (args: string): string =>
      spawnSync('sh', ['-c', `tshark ${args}`], {
        encoding: 'utf8',
        env: { ...process.env, TZ: 'Asia/Seoul', LC_ALL: 'C.UTF-8' },
      }).stdout;
    for (const flags of WRITES) {
      const ours = terminals.type('router', `tshark ${flags.replace('COPY', '/tmp/copy')} -r /tmp/vxlan.pcap`);
      expect(`${flags}\n${ours.out}`).toBe(`${flags}\n${real(`${flags.replace('COPY', copy)} -r ${path}`)}`);
      const theirCopy = real(`-V -r ${copy}`);
      writeFileSync(copy, bytesOf(terminals.host('router').files.read('/tmp/copy')!));
      expect(`${flags}\n${real(`-V -r ${copy}`)}`).toBe(`${flags}\n${theirCopy}`);
      expect(`${flags}\n${terminals.type('router', 'tshark -V -r /tmp/copy').out}`).toBe(`${flags}\n${theirCopy}`);
    }
  });

  it('a capture of its own has nanoseconds and the name of its interface', { timeout: 60_000 }, () => {
    const terminals = new Terminals();
    const client = [...terminals.machine.world.pods.values()].find(({ role }) => role === 'client')!;
    const beside = `ping -c 1 -W 1 ${terminals.machine.world.nodes.at(-1)!.ip}`;
    const { out } = terminals.typeWhile('router', 'tshark -i eth1 -f icmp -w /tmp/own -P', client.name, beside);
    expect(out).toMatch(/^ {4}1 0\.000000000 /);
    writeFileSync(join(folder, 'own'), bytesOf(terminals.host('router').files.read('/tmp/own')!));
    const reread = spawnSync('tshark', ['-r', join(folder, 'own')], { encoding: 'utf8' }).stdout;
    expect(out).toBe(reread);
    expect(terminals.type('router', 'tshark -V -c 1 -r /tmp/own').out).toContain('on interface eth1, id 0');
  });

  it('says why it cannot write', () => {
    const terminals = new Terminals();
    const { err, code } = terminals.type('router', 'tshark -w /nowhere/x -i eth1');
    expect([err.split('\n')[1], code]).toEqual([`tshark: The path to the file "/nowhere/x" doesn't exist.`, 2]);
    expect(terminals.type('router', 'tshark -F foo -w /tmp/x').err).toContain(`"foo" isn't a valid capture file type`);
    expect(terminals.type('router', 'tshark -z foo').err).toContain('Invalid -z argument "foo"; it must be one of:');
  });
});
