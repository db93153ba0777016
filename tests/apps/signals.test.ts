import { describe, expect, it } from 'vitest';
import { simulate } from '../../src/engine/simulate.ts';
import { worldOf } from '../../src/trace/world-of.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { traceFromJson, traceToJson } from '../../src/trace/json.ts';
import { stimulusText } from '../../src/trace/stimulus-text.ts';
import type { Stimulus } from '../../src/trace/stimulus.ts';
import { CURL, DNS, MTR, NC, NOBODY, PING, runOnPipe, TRACEROUTE } from './pipe-run.ts';

const nobody = { kind: 'address', address: NOBODY } as const;
const SECOND = 1e9;

describe('Ctrl-C', () => {
  it('makes ping print its statistics and exit with 0 when something was answered', () => {
    const { stdout, code, pipe } = runOnPipe(PING, { signal: [2.5 * SECOND, 'INT'] });
    expect(stdout).toBe(`PING 172.20.2.152 (172.20.2.152) 56(84) bytes of data.
64 bytes from 172.20.2.152: icmp_seq=1 ttl=64 time=0.200 ms
64 bytes from 172.20.2.152: icmp_seq=2 ttl=64 time=0.200 ms
64 bytes from 172.20.2.152: icmp_seq=3 ttl=64 time=0.200 ms

--- 172.20.2.152 ping statistics ---
3 packets transmitted, 3 received, 0% packet loss, time 2000ms
rtt min/avg/max/mdev = 0.200/0.200/0.200/0.000 ms
`);
    expect([code, pipe.now]).toEqual([0, 2.5 * SECOND]);
  });

  it('makes ping exit with 1 when nothing was', () => {
    const { stdout, code } = runOnPipe({ ...PING, target: nobody }, { signal: [1.5 * SECOND, 'INT'] });
    expect(stdout).toBe(`PING 172.20.2.200 (172.20.2.200) 56(84) bytes of data.

--- 172.20.2.200 ping statistics ---
2 packets transmitted, 0 received, 100% packet loss, time 1000ms

`);
    expect(code).toBe(1);
  });

  it('finds ping without a handler as long as it looks for the name', () => {
    const target = { kind: 'name', name: 'webpod' } as const;
    const run = runOnPipe({ ...PING, target }, { loses: () => true, signal: [SECOND, 'INT'] });
    expect([run.stdout, run.stderr, run.code]).toEqual(['', '', 130]);
    expect(run.pipe.now).toBe(SECOND);
  });

  it('ends a curl that connects without a packet', () => {
    const run = runOnPipe({ ...CURL, target: nobody }, { signal: [0.5 * SECOND, 'INT'] });
    expect([run.stdout, run.stderr, run.code, run.labels]).toEqual(['', '', 130, ['SYN']]);
    expect(run.rows).toEqual([]);
  });

  it('closes the connection of a curl that waits for its answer, which is refused then', () => {
    const run = runOnPipe(
      { ...CURL, target: { kind: 'address', address: PING.target.kind === 'address' ? PING.target.address : NOBODY } },
      { signal: [2e6, 'INT'] },
    );
    expect([run.stdout, run.stderr, run.code]).toEqual(['', '', 130]);
    expect(run.labels).toEqual(['SYN', 'ACK', 'GET /', 'FIN, ACK', 'RST', 'RST']);
  });

  it('ends a curl between two attempts', () => {
    const run = runOnPipe({ ...CURL, target: nobody, connectTimeout: 1, retry: 5 }, { signal: [1.5 * SECOND, 'INT'] });
    expect(run.stderr).toBe(
      'curl: (28) Failed to connect to 172.20.2.200 port 80 after 1000 ms: Timeout was reached\n' +
        'Warning: Problem : timeout. Will retry in 1 second. 5 retries left.\n',
    );
    expect([run.code, run.pipe.now]).toEqual([130, 1.5 * SECOND]);
  });

  it.each([
    ['dig', { ...DNS, style: 'dig' as const }],
    ['host', { ...DNS, style: 'host' as const }],
    ['nslookup', DNS],
  ])('ends %s, which waits', (_name, stimulus) => {
    const run = runOnPipe(stimulus, { loses: () => true, signal: [6 * SECOND, 'INT'] });
    expect([run.stdout, run.code]).toEqual([';; communications error to 10.96.0.10#53: timed out\n', 130]);
    expect(run.pipe.now).toBeLessThanOrEqual(10 * SECOND);
  });

  it.each([
    ['traceroute', { ...TRACEROUTE, target: nobody }],
    ['tracepath', { at: 0, from: 'curl-pod', kind: 'tracepath', target: nobody, maxHops: 30 }],
    ['mtr', { ...MTR, target: nobody }],
    ['nc', { ...NC, udp: false, target: nobody }],
    ['nc -u', { ...NC, target: nobody }],
  ] as const)('ends %s', (_name, stimulus) => {
    const run = runOnPipe(stimulus as never, { signal: [2.25 * SECOND, 'INT'] });
    expect(run.code).toBe(130);
    expect(run.rows).toEqual([]);
    const sent = run.pipe.sent.length;
    expect(run.pipe.sent.every(({ at }) => at <= 2.25 * SECOND)).toBe(true);
    expect(sent).toBeGreaterThan(0);
  });
});

describe('other signals', () => {
  it('end ping without a word', () => {
    const run = runOnPipe({ ...PING, quiet: true }, { signal: [2.5 * SECOND, 'TERM'] });
    expect([run.stdout, run.code]).toEqual(['PING 172.20.2.152 (172.20.2.152) 56(84) bytes of data.\n', 143]);
  });

  it('do nothing to what has exited', () => {
    const run = runOnPipe({ ...PING, count: 1 }, { signal: [2.5 * SECOND, 'INT'] });
    run.program.signal('TERM');
    expect([run.code, run.stdout.match(/statistics/g)?.length]).toEqual([0, 1]);
  });
});

describe('a trace with options and signals', () => {
  const stimuli: readonly Stimulus[] = [
    {
      ...CURL,
      verbose: true,
      meter: true,
      output: 'file',
      headers: ['X-A: 1'],
      writeOut: '%{http_code}',
      maxTime: 2.5,
    },
    { ...PING, source: 'eth0', pattern: 'ff', outstanding: true },
    { at: 3e9 as never, from: PING.from, kind: 'signal', stimulus: 1, signal: 'INT' },
    { ...DNS, style: 'dig', types: ['PTR'], name: '94.111.96.10.in-addr.arpa' },
    { ...MTR, count: 1 },
    { ...NC, port: 54 },
  ];
  const trace = simulate(week4, stimuli);

  it('survives its file, with what goes to a file marked', () => {
    const text = traceToJson(trace);
    const back = traceFromJson(text, worldOf);
    expect(back.ok ? '' : `${back.where}: ${back.why}`).toBe('');
    expect(back.ok && traceToJson(back.trace)).toBe(text);
    const written = trace.events.flatMap((e) =>
      e.kind === 'job' && e.step.kind === 'output' && e.job === 0 && e.step.stream === 'stdout' ? [e.step] : [],
    );
    expect(written.map(({ text: body, file }) => [body.slice(0, 9), file])).toEqual([
      ['Hostname:', true],
      ['200', undefined],
    ]);
  });

  it('is not read when an option is not what it should be', () => {
    const text = traceToJson(trace).replace('"verbose":true', '"verbose":1');
    expect(traceFromJson(text, worldOf)).toMatchObject({
      ok: false,
      kind: 'malformed',
      where: 'stimuli[0].verbose',
      why: 'expected true or false, found 1',
    });
  });

  it('tells every command as it would be typed', () => {
    expect(stimuli.map(stimulusText)).toEqual([
      "curl -v -o FILE -m 2.5 -H 'X-A: 1' -w '%{http_code}' webpod",
      'ping -W 10 -e 163 -O -I eth0 -p ff 172.20.2.152',
      'kill -INT %1',
      'dig -x 10.96.111.94',
      'mtr -r -n -c 1 172.20.2.152',
      'nc -zvu 10.96.0.10 54',
    ]);
  });
});

describe('a signal as a stimulus', () => {
  const at = (seconds: number): never => (seconds * SECOND) as never;
  const trace = (signal: Stimulus) => simulate(week4, [PING, signal]);

  it('ends the program of the stimulus that it names, and has no job of its own', () => {
    const { jobs, ended } = trace({ at: at(1.5), from: PING.from, kind: 'signal', stimulus: 0, signal: 'INT' });
    expect(jobs.map(({ exitCode, stimulus }) => [exitCode, stimulus])).toEqual([[1, 0]]);
    expect(ended).toBe(1.5 * SECOND);
    expect(jobs[0]?.stdout).toBe(`PING 172.20.2.152 (172.20.2.152) 56(84) bytes of data.

--- 172.20.2.152 ping statistics ---
2 packets transmitted, 0 received, 100% packet loss, time 1000ms

`);
  });
});
