import { describe, expect, it } from 'vitest';
import { must } from '../../src/base/assert.ts';
import { latin1Of } from '../../src/base/bytes.ts';
import { startApp, startServers } from '../../src/engine/apps/apps.ts';
import type { AppStimulus } from '../../src/engine/apps/host.ts';
import { eui64 } from '../../src/engine/apps/whoami.ts';
import { ipv4 } from '../../src/wire/address.ts';
import type { Ipv4Addr, Mac } from '../../src/wire/address.ts';
import { deriveWorld } from '../../src/lab/derive.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import type { PipeOptions } from '../transport/pipe.ts';
import { fakeJob, Pipe } from '../transport/pipe.ts';

const WEBPOD = 'webpod-697b545f57-9nnfd';
/** The MAC that makes the recorded answer's IPv6 address. */
const recordedWorld = deriveWorld({
  ...week4,
  recorded: { ...week4.recorded, macs: [[`${WEBPOD}:eth0`, '9e:11:17:22:15:20']] },
});
const CURL: AppStimulus<'curl'> = {
  at: 0 as never,
  from: 'curl-pod' as never,
  kind: 'curl',
  target: { kind: 'address', address: ipv4('172.20.2.152') },
  port: 80,
  path: '/',
  connectTimeout: null,
  localPort: null,
  host: 'webpod',
  userAgent: 'curl/8.14.1',
  silent: false,
  discard: false,
};

function run(
  change: Partial<AppStimulus<'curl'>> = {},
  options: PipeOptions = {},
  from = 'curl-pod',
  address?: Ipv4Addr,
) {
  const pipe = new Pipe({ world: recordedWorld, ...options });
  const client = pipe.host(from, address);
  for (const name of [WEBPOD, 'kube-system/coredns-a']) startServers(pipe.host(name));
  startServers(pipe.host('router', ipv4('192.168.10.200')));
  // The service of the cluster's DNS, without a load balancer before it.
  startServers(pipe.host('kube-system/coredns-b', ipv4('10.96.0.10')));
  const job = fakeJob();
  startApp({ kernel: client.kernel, sockets: client.sockets }, { ...CURL, ...change }, job);
  pipe.settle();
  return { ...job.out, steps: job.steps, pipe, client };
}

describe('curl and whoami', () => {
  it('prints the answer that was recorded', () => {
    const { stdout, stderr, code } = run();
    expect(stdout.replaceAll('\r', '')).toBe(`Hostname: webpod-697b545f57-9nnfd
IP: 127.0.0.1
IP: ::1
IP: 172.20.2.152
IP: fe80::9c11:17ff:fe22:1520
RemoteAddr: 172.20.0.215:48220
GET / HTTP/1.1
Host: webpod
User-Agent: curl/8.14.1
Accept: */*

`);
    expect([stderr, code]).toEqual(['', 0]);
  });

  it('asks with 70 bytes and is answered with 322', () => {
    const { pipe } = run();
    const lengths = (label: string) =>
      must(
        pipe.sent.find((s) => s.out.label === label),
        label,
      ).bytes.length - 52;
    expect(lengths('GET /')).toBe(70);
    expect(lengths('200 OK')).toBe(322);
    const answer = must(
      pipe.sent.find((s) => s.out.label === '200 OK'),
      'answer',
    );
    expect(latin1Of(answer.bytes.subarray(52))).toContain(
      'Date: Sat, 09 Aug 2025 18:13:00 GMT\r\nContent-Length: 204\r\n',
    );
  });

  it('tells its steps', () => {
    expect(run().steps.map((s) => s.kind)).toEqual(['started', 'connecting', 'connected']);
  });

  it('gets as many bytes as it asks for, in full segments', () => {
    const { pipe, code, stdout } = run({ path: '/data?size=65536' });
    expect([code, stdout.length]).toEqual([0, 65536]);
    expect(pipe.sent.filter((s) => s.bytes.length === 1500).length).toBeGreaterThanOrEqual(40);
  });

  it('keeps the body to itself with -o /dev/null', () => {
    expect(run({ discard: true }).stdout).toBe('');
  });

  it('is told that a path with a space makes no request', () => {
    const { stdout, code, pipe } = run({ path: '/a b' });
    expect([stdout, code]).toEqual(['400 Bad Request', 0]);
    expect(pipe.labels()).toContain('400 Bad Request');
  });

  it('finds the web server of the router', () => {
    const { stdout } = run({ target: { kind: 'address', address: ipv4('192.168.10.200') }, host: null });
    expect(stdout).toBe('<h1>Web Server : router</h1>\n');
  });

  it('uses the recorded source port while it is free, then one of the kernel', () => {
    const pipe = new Pipe({ world: recordedWorld });
    const client = pipe.host('curl-pod');
    startServers(pipe.host(WEBPOD));
    for (let i = 0; i < 2; i++) {
      startApp({ kernel: client.kernel, sockets: client.sockets }, CURL, fakeJob());
      pipe.settle();
    }
    const ports = new Set(pipe.segments(client).map(({ tcp }) => tcp.srcPort));
    expect(ports.size).toBe(2);
    expect([...ports][0]).toBe(48220);
  });
});

describe('curl that fails', () => {
  it('times out while connecting, without a fourth SYN at 3 s', () => {
    const { stderr, code, pipe, client, steps } = run({ connectTimeout: 3 }, { loses: () => true });
    expect(stderr).toBe('curl: (28) Failed to connect to 172.20.2.152 port 80 after 3000 ms: Timeout was reached\n');
    expect([code, pipe.labels(client)]).toEqual([28, ['SYN', 'SYN', 'SYN']]);
    expect(steps.at(-1)).toEqual({ kind: 'timeout', after: 3e9 });
  });

  it('says nothing with -s', () => {
    expect(run({ connectTimeout: 1, silent: true }, { loses: () => true })).toMatchObject({ stderr: '', code: 28 });
  });

  it('is refused by a closed port', () => {
    const { stderr, code, steps } = run({ port: 81 });
    expect(stderr).toBe(
      'curl: (7) Failed to connect to 172.20.2.152 port 81 after 0 ms: Could not connect to server\n',
    );
    expect(code).toBe(7);
    expect(steps.at(-1)).toEqual({ kind: 'refused', errno: 'ECONNREFUSED' });
  });

  it('finds no way', () => {
    const target = { kind: 'address', address: ipv4('203.0.113.1') } as const;
    const { stderr, code } = run({ target });
    expect([stderr, code]).toEqual([
      'curl: (7) Failed to connect to 203.0.113.1 port 80 after 0 ms: Could not connect to server\n',
      7,
    ]);
  });

  it('cannot bind to a port that is taken', () => {
    const pipe = new Pipe({ world: recordedWorld });
    const host = pipe.host(WEBPOD);
    startServers(host);
    const job = fakeJob();
    startApp({ kernel: host.kernel, sockets: host.sockets }, { ...CURL, localPort: 80 }, job);
    expect(job.out).toMatchObject({ code: 45, stderr: 'curl: (45) bind failed with errno 98: Address in use\n' });
  });
});

describe('names', () => {
  const byName = (name: string) => ({ target: { kind: 'name', name } as const, connectTimeout: 1 });

  it('asks for A and AAAA at once, with the first search domain', () => {
    const { pipe, steps } = run(byName('webpod'));
    expect(pipe.labels().slice(0, 4)).toEqual([
      'A? webpod.default.svc.cluster.local',
      'AAAA? webpod.default.svc.cluster.local',
      'A 10.96.111.94',
      'AAAA NODATA',
    ]);
    expect(steps).toContainEqual({ kind: 'resolved', name: 'webpod', address: '10.96.111.94' });
    expect(new Set(pipe.sent.slice(0, 2).map((s) => s.at)).size).toBe(1);
  });

  it('goes through the whole search list before it gives up', () => {
    const { pipe, stderr, code } = run(byName('nope'));
    expect(pipe.labels().filter((l) => l.startsWith('A? '))).toEqual([
      'A? nope.default.svc.cluster.local',
      'A? nope.svc.cluster.local',
      'A? nope.cluster.local',
      'A? nope',
    ]);
    expect([stderr, code]).toEqual(['curl: (6) Could not resolve host: nope\n', 6]);
  });

  it('asks again after 2.5 s and gives up after 5 s', () => {
    const { pipe, stderr, code } = run({ ...byName('webpod'), connectTimeout: null }, { loses: () => true });
    expect(pipe.sent.map((s) => s.at / 1e9)).toEqual([0, 0, 2.5, 2.5]);
    expect([stderr, code, pipe.now / 1e9]).toEqual(['curl: (6) Could not resolve host: webpod\n', 6, 5]);
  });

  it('times out while resolving', () => {
    const { stderr, code } = run(byName('webpod'), { loses: () => true });
    expect([stderr, code]).toEqual(['curl: (28) Resolving timed out after 1000 milliseconds\n', 28]);
  });

  it('knows the machines of the lab on a node, and nothing else', () => {
    const node = ipv4('192.168.10.100');
    expect(run({ ...byName('router'), host: null }, {}, 'k8s-ctr', node).stdout).toContain('Web Server : router');
    expect(run(byName('webpod'), {}, 'k8s-ctr', node)).toMatchObject({ code: 6 });
  });
});

describe('eui64', () => {
  it('flips the local bit and leaves zeros out', () => {
    expect(eui64('9e:11:17:22:15:20' as Mac)).toBe('fe80::9c11:17ff:fe22:1520');
    expect(eui64('02:00:00:00:00:01' as Mac)).toBe('fe80::ff:fe00:1');
    expect(eui64('00:11:17:22:05:20' as Mac)).toBe('fe80::211:17ff:fe22:520');
  });
});
