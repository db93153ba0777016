import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { worldOf } from '../../src/trace/world-of.ts';
import { traceFromJson } from '../../src/trace/json.ts';
import { week4File } from '../lab/week4-file.ts';
import { DECODE_AS, describeTshark, tshark } from '../oracle/tshark.ts';
import { readPathTable } from '../paths/path-table.ts';

// Each test starts a process; the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-walk-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the package script does: `npm run -s walk -- ...`. */
function walk(...args: readonly string[]): {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/run-ts.mjs', 'src/cli/walk.ts', ...args], {
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    maxBuffer: 1 << 26,
  });
  return { status, stdout, stderr: stderr.toString() };
}
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};

describe('a walk that can be computed', () => {
  test('prints the hops as the path table has them', () => {
    const { status, stdout, stderr } = walk('--to', 'webpod@k8s-w0', '--print', 'hops');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    const { path, end, ttl_at_pod, hops, ev } = JSON.parse(stdout.toString()) as Record<string, unknown>;
    expect({ path, end, ttl: ttl_at_pod, hops, ev }).toEqual(
      readPathTable().find((line) => line.path === 'native:ctr>w0'),
    );
  });

  test('tells the run as the page does, in the language that was asked for', () => {
    const run = ['--to', 'webpod@k8s-w0', '--app', 'curl', '--connect-timeout', '1'];
    const ko = walk(...run, '--print', 'transcript', '--lang', 'ko').stdout.toString();
    expect(ko).toContain('172.20.0.215 → 172.20.2.152 패킷이 router의 eth0으로 랩을 떠났다.');
    expect(ko).toContain('ip route add 172.20.2.0/24 via 192.168.20.100');
    const markdown = walk(...run, '--print', 'markdown', '--lang', 'en').stdout.toString();
    expect(markdown).toMatch(/^# curl-pod → webpod…9nnfd · curl · Native\n/);
    expect(markdown).toContain('## SYN of curl-pod');
  });

  test('has exit code 0 whatever becomes of the packets, also on a way to nowhere', () => {
    const { status, stdout } = walk('--to', '172.20.9.9', '--app', 'curl', '--connect-timeout', '1', '--print', 'path');
    expect(status).toBe(0);
    expect(stdout.toString()).toContain('left the lab by router:eth0');
    expect(stdout.toString()).toContain('-> exit 28');
  });

  test('checks a port with nc from a pod, a node and the router, by address and by name', () => {
    const exits = (...args: readonly string[]) =>
      walk('--app', 'nc', '--print', 'path', ...args)
        .stdout.toString()
        .split('\n')
        .flatMap((line) => /nc -zv.*-> exit.*/.exec(line)?.[0] ?? []);
    expect(exits('--to', 'webpod')).toEqual(['nc -zv webpod 80 -> exit 0']);
    expect(exits('--from', 'k8s-ctr', '--to', 'webpod@k8s-w1', '--port', '81', '--connect-timeout', '1.5')).toEqual([
      'nc -zv -w 2 172.20.1.164 81 -> exit 1',
    ]);
    expect(exits('--from', 'router', '--to', '192.168.10.100', '--port', '22')).toEqual([
      'nc -zv 192.168.10.100 22 -> exit 1',
    ]);
  });

  test('reads YAML as it reads JSON, and both as the lab that comes with it', () => {
    const json = walk('--lab', file('lab.json', JSON.stringify(week4File())), '--to', 'webpod', '--app', 'curl');
    const yaml = walk('--lab', file('lab.yaml', stringify(week4File())), '--to', 'webpod', '--app', 'curl');
    expect(json.stderr).toBe('');
    expect(yaml.stdout.equals(json.stdout)).toBe(true);
    expect(json.stdout.toString()).toContain('cil_sock4_connect');
  });

  test('prints a trace that can be read again', () => {
    const { stdout } = walk('--mode', 'geneve', '--to', 'webpod@k8s-w1', '--print', 'json');
    expect(traceFromJson(stdout.toString(), worldOf)).toMatchObject({
      ok: true,
      trace: { packets: { length: 2 } },
    });
  });

  test('writes the same bytes to a file and to the terminal', () => {
    const args = ['--mode', 'vxlan', '--to', 'webpod@k8s-w0', '--print', 'pcap', '--tap', 'router:any'];
    const out = join(folder, 'out.pcap');
    const toFile = walk(...args, '-o', out);
    expect({ ...toFile, stdout: toFile.stdout.length }).toEqual({ status: 0, stdout: 0, stderr: '' });
    expect(readFileSync(out).equals(walk(...args).stdout)).toBe(true);
  });

  test('does not mind a reader who has had enough', () => {
    const line =
      'node tools/run-ts.mjs src/cli/walk.ts --to webpod@k8s-w0 --app curl --count 30 --print json | head -c 100';
    const { stdout, stderr } = spawnSync('sh', ['-c', line], { encoding: 'utf8' });
    expect({ length: stdout.length, stderr }).toEqual({ length: 100, stderr: '' });
  });

  test('explains itself', () => {
    const { status, stdout } = walk('--help');
    expect(status).toBe(0);
    for (const option of [
      '--lab',
      '--mode',
      '--router',
      '--from',
      '--to',
      '--app',
      '--count',
      '--port',
      '--connect-timeout',
      '--set',
      '--print',
      '--tap',
      '-o',
      '--lang',
    ]) {
      expect(stdout.toString()).toContain(option);
    }
  });
});

describeTshark('a captured walk, as tshark reads it', () => {
  test('has the frames of the study', () => {
    const { stdout } = walk(
      '--mode',
      'vxlan',
      '--to',
      '172.20.2.152',
      '--app',
      'curl',
      '--tap',
      'router:any',
      '--print',
      'pcap',
    );
    const fields = ['frame.len', 'tcp.flags.str', 'tcp.len', 'vxlan.vni'].flatMap((field) => ['-e', field]);
    const seen = tshark([...DECODE_AS, '-T', 'fields', '-E', 'occurrence=l', ...fields], stdout)
      .trimEnd()
      .split('\n');
    const once = seen.filter((_, i) => i % 2 === 0);
    expect(seen.filter((_, i) => i % 2 === 1)).toEqual(once);
    expect(
      once.map((line) =>
        line
          .split('\t')
          .map((cell) => cell.replaceAll('·', ''))
          .join(' '),
      ),
    ).toEqual([
      '130 S 0 27143',
      '130 AS 0 16202',
      '122 A 0 27143',
      '192 AP 70 27143',
      '122 A 0 16202',
      '444 AP 322 16202',
      '122 A 0 27143',
      '122 AF 0 27143',
      '122 AF 0 16202',
      '122 A 0 27143',
    ]);
  });

  test('has both taps of a pcapng', () => {
    const args = [
      '--mode',
      'vxlan',
      '--to',
      'webpod@k8s-w0',
      '--print',
      'pcap',
      '--tap',
      'k8s-w0:cilium_vxlan',
      '--tap',
      'k8s-w0:any',
    ];
    const seen = tshark(
      [...DECODE_AS, '-T', 'fields', '-e', 'frame.interface_name', '-e', 'sll.pkttype'],
      walk(...args).stdout,
    );
    expect(
      seen
        .trimEnd()
        .split('\n')
        .map((line) => line.trim()),
    ).toEqual([
      'k8s-w0:any\t0',
      'k8s-w0:cilium_vxlan',
      'k8s-w0:any\t3',
      'k8s-w0:any\t0',
      'k8s-w0:cilium_vxlan',
      'k8s-w0:any\t4',
      'k8s-w0:any\t4',
    ]);
  });
});

describe('a walk that cannot', () => {
  const broken = (change: (lab: ReturnType<typeof week4File>) => void): string => {
    const lab = week4File();
    change(lab);
    return JSON.stringify(lab);
  };
  const LABS: readonly (readonly [string, () => string, RegExp])[] = [
    [
      'a wrong prefix',
      () => broken((lab) => (lab.nodes['k8s-w0'].static_routes[1] = '172.20.0.0/33 via 192.168.20.200')),
      /nodes\.k8s-w0\.static_routes\[1\].*172\.20\.0\.0\/33/,
    ],
    [
      'two pods on one address',
      () => broken((lab) => (lab.pods['kube-system/coredns-a'].ip = lab.pods['kube-system/coredns-b'].ip)),
      /pods.*coredns-a.*coredns-b.*172\.20\.0\.182/,
    ],
    [
      'an unknown node',
      () => broken((lab) => (lab.pods['curl-pod'].node = 'k8s-w9')),
      /pods\.curl-pod\.node.*k8s-w9.*k8s-ctr/,
    ],
    ['10 MB of noise', () => '\u0001'.repeat(10_000_000), /1 MiB/],
  ];
  test.each(LABS)('for %s names the field and the fix, with exit code 2', (_, text, sentence) => {
    const { status, stdout, stderr } = walk('--lab', file('broken.json', text()), '--to', 'webpod');
    expect({ status, stdout: stdout.length }).toEqual({ status: 2, stdout: 0 });
    expect(stderr).toMatch(sentence);
    expect(stderr.length).toBeLessThan(2000);
  });

  test.each([
    [['--to', 'webpodd'], "--to: there is no 'webpodd' in this lab; did you mean webpod?"],
    [['--to', 'webpod', '--mode', 'vxlam'], "--mode: 'vxlam' is not one of native, vxlan, geneve; did you mean vxlan?"],
    [
      ['--to', 'webpod', '--lab', '/does/not/exist.json'],
      '--lab: cannot read /does/not/exist.json: there is no such file',
    ],
    [['--to', 'webpod', '--print', 'pcap', '--tap', 'k8s-ctr:eth7'], "--tap: k8s-ctr has no device 'eth7'"],
    [['--to', 'webpod', '-o', '/does/not/exist.txt'], '--out: cannot write /does/not/exist.txt'],
    [[], '--to: say where the packets go'],
  ])('%j', (args, sentence) => {
    const { status, stderr } = walk(...args);
    expect(status).toBe(2);
    expect(stderr).toContain(sentence);
  });

  test('speaks the language that it is asked to', () => {
    const { stderr } = walk('--lab', file('empty.json', '{}'), '--to', 'webpod', '--lang', 'ko');
    expect(stderr).toMatch(/[가-힣]/);
  });
});
