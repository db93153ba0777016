import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { LAB_HELP } from '../../src/cli/lab-help.ts';
import { week4File } from '../lab/week4-file.ts';

// Each test starts a process; the machine may be busy.
vi.setConfig({ testTimeout: 60_000 });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-lab-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the package script does: `npm run -s lab -- ...`. */
function lab(...args: readonly string[]): {
  readonly status: number | null;
  readonly stdout: string;
  readonly stderr: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/run-ts.mjs', 'src/cli/lab.ts', ...args], {
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    maxBuffer: 1 << 26,
  });
  return { status, stdout: stdout.toString(), stderr: stderr.toString() };
}

/** What a refused command line comes to. */
function refused(...problems: readonly string[]): ReturnType<typeof lab> {
  const lines = [...problems.map((problem) => `lab: ${problem}\n`), "lab: 'lab --help' shows all options\n"];
  return { status: 2, stdout: '', stderr: lines.join('') };
}

const said = (stdout: string, status = 0, stderr = ''): ReturnType<typeof lab> => ({ status, stdout, stderr });
/** Round trips are microseconds of the lab, not what these tests are about. */
const timeless = (text: string): string =>
  text.replace(/time=[\d.]+/g, 'time=T').replace(/[\d.]+(?:\/[\d.]+){3}/g, 'T');
const FAR = 'webpod-697b545f57-9nnfd';
const KNOWN =
  'Pods: curl-pod (k8s-ctr, 172.20.0.215), webpod-697b545f57-mn7r5 (k8s-ctr, 172.20.0.154), webpod-697b545f57-9ns5w (k8s-w1, 172.20.1.164), webpod-697b545f57-9nnfd (k8s-w0, 172.20.2.152), kube-system/coredns-a (k8s-ctr, 172.20.0.231), kube-system/coredns-b (k8s-ctr, 172.20.0.182). Nodes: k8s-ctr, k8s-w1, k8s-w0, router. Services: webpod, kube-system/kube-dns, kubernetes.';

describe('lines typed in a lab', () => {
  test('run one after the other in one shell, on the control-plane node; the last gives the exit code', () => {
    expect(lab('hostname', 'X=kept', 'echo $X; (exit 3)')).toEqual(said('k8s-ctr\nkept\n', 3));
    expect(lab('false', 'true')).toEqual(said(''));
  });

  test('tell the terminal outside nothing but text and colours', () => {
    const line = 'printf "a\\033]52;c;eA==\\007b\\033[2J\\033[6nc\\033[31md\\n"; printf "\\033]0;t\\007e\\n" >&2';
    expect(lab(line)).toEqual(said('abc\x1b[31md\n', 0, 'e\n'));
  });

  test('go to the streams that a terminal joins: output to one, complaints to the other', () => {
    expect(lab('echo out; cat /nowhere; nosuch')).toEqual(
      said('out\n', 127, 'cat: /nowhere: No such file or directory\nbash: nosuch: command not found\n'),
    );
  });

  test('are typed where --at says: a node, the router, a pod by the beginning of its name', () => {
    expect(lab('--at', 'router', 'hostname')).toEqual(said('router\n'));
    expect(lab('--at', 'k8s-w0', 'hostname')).toEqual(said('k8s-w0\n'));
    expect(lab('--at', 'curl', 'hostname')).toEqual(said('curl-pod\n'));
  });

  test('end by Ctrl-C when they wait for what will never come', () => {
    expect(lab('sleep 100000', 'echo $?')).toEqual(said('130\n'));
  });

  test('meet the mode that --mode says', () => {
    const ping = ['--at', 'curl-pod', 'ping -c 1 -W 1 172.20.2.152'];
    const header = 'PING 172.20.2.152 (172.20.2.152) 56(84) bytes of data.\n';
    expect(lab('--mode', 'native', ...ping)).toEqual(
      said(
        `${header}\n--- 172.20.2.152 ping statistics ---\n1 packets transmitted, 0 received, 100% packet loss, time 0ms\n\n`,
        1,
      ),
    );
    for (const mode of ['vxlan', 'geneve']) {
      const { status, stdout } = lab('--mode', mode, ...ping);
      expect({ status, stdout: timeless(stdout) }).toEqual({
        status: 0,
        stdout: `${header}64 bytes from 172.20.2.152: icmp_seq=1 ttl=63 time=T ms\n\n--- 172.20.2.152 ping statistics ---\n1 packets transmitted, 1 received, 0% packet loss, time 0ms\nrtt min/avg/max/mdev = T ms\n`,
      });
    }
    const { stdout } = lab('--router', 'static', ...ping);
    expect(stdout).toContain('64 bytes from 172.20.2.152: icmp_seq=1 ttl=61 ');
  });

  test('meet the backend that --pick says, every time', () => {
    const { stdout } = lab(
      '--mode',
      'vxlan',
      '--at',
      'curl-pod',
      '--pick',
      FAR,
      'for i in 1 2 3 4; do curl -s webpod | grep Hostname; done',
    );
    expect(stdout).toBe(`Hostname: ${FAR}\n`.repeat(4));
    expect(lab('--at', 'curl-pod', '--pick', 'webpod@k8s-w0', 'curl -sm1 webpod').status).toBe(28);
  });

  test('run beside those of --while, and get Ctrl-C when these have ended; files go where --save says', () => {
    const out = join(folder, 'saved');
    const args = ['--mode', 'vxlan', '--at', 'router', '--save', out, '--while', 'ping -c 1 172.20.2.152'];
    const run = lab(...args, 'tcpdump -i eth1 -w /tmp/ping.pcap', 'tcpdump -t -nn -r /tmp/ping.pcap');
    // Outer ports are hashes of the flows.
    const stdout = run.stdout.replace(/(?<=100\.)\d{5}(?= > )/g, 'PORT');
    expect({ ...run, stdout }).toEqual(
      said(
        `IP 192.168.10.100.PORT > 192.168.20.100.8472: OTV, flags [I] (0x08), overlay 0, instance 6
IP 172.20.0.84 > 172.20.2.152: ICMP echo request, id 163, seq 1, length 64
IP 192.168.20.100.PORT > 192.168.10.100.8472: OTV, flags [I] (0x08), overlay 0, instance 16202
IP 172.20.2.152 > 172.20.0.84: ICMP echo reply, id 163, seq 1, length 64
`,
        0,
        `tcpdump: listening on eth1, link-type EN10MB (Ethernet), snapshot length 262144 bytes
2 packets captured
2 packets received by filter
0 packets dropped by kernel
reading from file /tmp/ping.pcap, link-type EN10MB (Ethernet), snapshot length 262144
`,
      ),
    );
    expect(readdirSync(out)).toEqual(['ping.pcap']);
    expect(readFileSync(join(out, 'ping.pcap')).readUInt32LE(0)).toBe(0xa1b2c3d4);
  });

  test('wrap at the width that --columns says', () => {
    expect(lab('--columns', '44', 'echo $COLUMNS')).toEqual(said('44\n'));
  });

  test('are typed in the lab of a file', () => {
    const path = join(folder, 'mine.yaml');
    const { nodes, ...rest } = week4File();
    const { 'k8s-w1': w1, ...others } = nodes as Record<string, unknown>;
    writeFileSync(path, stringify({ ...rest, nodes: { ...others, 'k8s-w1': w1 } }));
    expect(lab('--lab', path, '--at', 'k8s-w1', 'hostname')).toEqual(said('k8s-w1\n'));
  });
});

describe('a command line that is refused', () => {
  test('without a line to type', () => {
    expect(lab()).toEqual(
      refused("no command line: write it last and in quotes, as in lab --at k8s-ctr 'kubectl get pod -o wide'"),
    );
  });

  test('for an unknown host, a part of several names, or a container without a shell', () => {
    expect(lab('--at', 'nowhere', 'ls')).toEqual(refused(`--at: there is no 'nowhere' in this lab. ${KNOWN}`));
    expect(lab('--at', 'webpod', 'ls')).toEqual(
      refused(
        `--at: 'webpod' is the beginning of 3 pods; say which: webpod-697b545f57-mn7r5, webpod-697b545f57-9ns5w, webpod-697b545f57-9nnfd or webpod@k8s-ctr, webpod@k8s-w1, webpod@k8s-w0`,
      ),
    );
    expect(lab('--at', FAR, 'ls')).toEqual(refused(`--at: nothing can be typed on ${FAR}: its image has no shell`));
  });

  test('for an unknown pod, or one that no service can choose', () => {
    expect(lab('--pick', 'nobody', 'ls')).toEqual(refused(`--pick: there is no 'nobody' in this lab. ${KNOWN}`));
    expect(lab('--pick', 'k8s-ctr', 'ls')).toEqual(refused('--pick: k8s-ctr is no pod, so no service can choose it'));
  });

  test('for values and options that do not exist, all at once', () => {
    expect(lab('--mode', 'ipip', '--columns', '3', 'ls')).toEqual(
      refused(
        "--mode: 'ipip' is not one of native, vxlan, geneve",
        "--columns: '3' is not a whole number from 20 to 1000",
      ),
    );
    expect(lab('--bogus', 'ls')).toEqual(refused("Unknown option '--bogus'"));
    expect(lab('--set', 'routingMod=tunnel', 'ls').stderr).toContain(
      '--set routingMod: no such setting; did you mean routingMode?',
    );
    expect(lab('--lab', join(folder, 'absent.yaml'), 'ls')).toEqual(
      refused(`--lab: cannot read ${join(folder, 'absent.yaml')}: there is no such file`),
    );
  });

  test('for a folder that cannot be written, after the lines have run', () => {
    const taken = join(folder, 'taken');
    writeFileSync(taken, '');
    const { status, stdout, stderr } = lab('--save', taken, 'echo x > /tmp/x; echo ran');
    expect({ status, stdout }).toEqual({ status: 2, stdout: 'ran\n' });
    expect(stderr).toContain(`lab: --save: cannot write to ${taken}: `);
  });

  test('or asks for help', () => {
    expect(lab('--help')).toEqual(said(LAB_HELP));
  });
});
