import { describe, expect, it } from 'vitest';
import { startApp, startServers } from '../../src/engine/apps/apps.ts';
import type { AppStimulus } from '../../src/engine/apps/host.ts';
import { stimulusText } from '../../src/trace/stimulus-text.ts';
import { ipv4 } from '../../src/wire/address.ts';
import type { PipeOptions } from '../transport/pipe.ts';
import { fakeJob, Pipe } from '../transport/pipe.ts';

/**
 * Recorded with netcat-openbsd 1.219-1 of Debian and glibc, on the loopback interface: nothing listened on 80 and 81;
 * 18080 was open; the backlog of 18099 was full, so that it answered no SYN. All of it is stderr.
 */
const RECORDED = {
  open: 'Connection to 127.0.0.1 18080 port [tcp/*] succeeded!\n',
  openByName: 'Connection to localhost (127.0.0.1) 18080 port [tcp/*] succeeded!\n',
  refused: 'nc: connect to 127.0.0.1 port 81 (tcp) failed: Connection refused\n',
  refusedByName: 'nc: connect to localhost (127.0.0.1) port 80 (tcp) failed: Connection refused\n',
  silent: 'nc: connect to 127.0.0.1 port 18099 (tcp) timed out: Operation now in progress\n',
  noName: 'nc: getaddrinfo for host "nosuch.invalid" port 80: Name or service not known\n',
} as const;

const WEBPOD = 'webpod-697b545f57-9nnfd';
const WEB_ADDRESS = '172.20.2.152';
const NODE = ipv4('192.168.10.100');
const NC: AppStimulus<'nc'> = {
  at: 0 as never,
  from: 'curl-pod' as never,
  kind: 'nc',
  target: { kind: 'address', address: ipv4(WEB_ADDRESS) },
  port: 80,
  verbose: true,
  wait: null,
};
const named = (name: string) => ({ target: { kind: 'name', name } }) as const;

/** `onNode`: from k8s-ctr, whose C library is the recording's. */
function run(
  change: Partial<AppStimulus<'nc'>> = {},
  { onNode = true, ...options }: PipeOptions & { onNode?: boolean } = {},
) {
  const pipe = new Pipe(options);
  const client = onNode ? pipe.host('k8s-ctr', NODE) : pipe.host('curl-pod');
  startServers(pipe.host(WEBPOD));
  startServers(pipe.host('router', ipv4('192.168.10.200')));
  startServers(pipe.host('kube-system/coredns-b', ipv4('10.96.0.10')));
  const job = fakeJob();
  startApp({ kernel: client.kernel, sockets: client.sockets }, { ...NC, ...change }, job);
  pipe.settle();
  return { ...job.out, steps: job.steps, pipe, client };
}

describe('nc -zv', () => {
  it('says what was recorded of an open port', () => {
    const { stdout, stderr, code } = run();
    expect([stdout, stderr, code]).toEqual([
      '',
      RECORDED.open.replace('127.0.0.1 18080', `${WEB_ADDRESS} 80`).replace('*', 'http'),
      0,
    ]);
  });

  it('shakes hands, hangs up, and sends no byte of data', () => {
    const { pipe, steps } = run();
    expect(pipe.labels()).toEqual(['SYN', 'SYN, ACK', 'ACK', 'FIN, ACK', 'FIN, ACK', 'ACK']);
    expect(pipe.sent.every(({ bytes }) => bytes.length <= 60)).toBe(true);
    expect(steps.map((step) => step.kind)).toEqual(['started', 'connecting', 'connected']);
  });

  it('says what was recorded of a closed port', () => {
    const { stderr, code, steps } = run({ port: 81 });
    expect([stderr, code]).toEqual([RECORDED.refused.replace('127.0.0.1', WEB_ADDRESS), 1]);
    expect(steps.at(-1)).toEqual({ kind: 'refused', errno: 'ECONNREFUSED' });
  });

  it('says what was recorded of silence, after -w seconds', () => {
    const { stderr, code, pipe, steps } = run({ port: 18099, wait: 2 }, { loses: () => true });
    expect([stderr, code, pipe.now]).toEqual([RECORDED.silent.replace('127.0.0.1', WEB_ADDRESS), 1, 2e9]);
    expect(pipe.labels()).toEqual(['SYN', 'SYN']);
    expect(steps.at(-1)).toEqual({ kind: 'timeout', after: 2e9 });
  });

  it('waits without -w until TCP gives up', () => {
    const { stderr, code } = run({}, { loses: () => true });
    expect([stderr, code]).toEqual([`nc: connect to ${WEB_ADDRESS} port 80 (tcp) failed: Connection timed out\n`, 1]);
  });

  it('puts the address behind a name', () => {
    const there = (text: string) => text.replace('localhost (127.0.0.1)', 'router (192.168.10.200)');
    expect(run(named('router')).stderr).toBe(there(RECORDED.openByName).replace('18080', '80').replace('*', 'http'));
    expect(run({ ...named('router'), port: 81 }).stderr).toBe(
      there(RECORDED.refusedByName).replace('port 80', 'port 81'),
    );
  });

  it('says what was recorded of a name that nobody has, and says it without -v too', () => {
    for (const verbose of [true, false]) {
      const { stderr, code } = run({ ...named('nosuch.invalid'), verbose });
      expect([stderr, code]).toEqual([RECORDED.noName, 1]);
    }
  });

  it('has the words of musl in a pod', () => {
    const { stderr } = run({ wait: 1 }, { onNode: false, loses: () => true });
    expect(stderr).toBe(`nc: connect to ${WEB_ADDRESS} port 80 (tcp) timed out: Operation in progress\n`);
  });
});

describe('nc -z', () => {
  it.each([
    ['an open port', { port: 80 }, false, 0],
    ['a closed port', { port: 81 }, false, 1],
    ['silence', { wait: 1 }, true, 1],
  ] as const)('only exits for %s', (_, change, lost, code) => {
    const { stdout, stderr, ...out } = run({ ...change, verbose: false }, { loses: () => lost });
    expect([stdout, stderr, out.code]).toEqual(['', '', code]);
  });
});

it('reads as typed', () => {
  expect(stimulusText(NC)).toBe(`nc -zv ${WEB_ADDRESS} 80`);
  expect(stimulusText({ ...NC, ...named('webpod'), verbose: false, wait: 3 })).toBe('nc -z -w 3 webpod 80');
});

it('runs twice alike', () => {
  const sent = () => run().pipe.sent.map(({ at, bytes }) => [at, ...bytes]);
  expect(sent()).toEqual(sent());
});
