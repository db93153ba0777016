import { describe, expect, it } from 'vitest';
import { MILLISECOND, SECOND } from '../../src/engine/timing.ts';
import type { TcpEvents, TcpSocket } from '../../src/engine/transport/sockets.ts';
import { utf8 } from '../../src/base/bytes.ts';
import { TCP_FLAG } from '../../src/wire/layers.ts';
import { ipv4 } from '../../src/wire/address.ts';
import type { Host, PipeOptions } from './pipe.ts';
import { fakeJob, Pipe } from './pipe.ts';

const PORT = 8080;
const silent: TcpEvents = { connected() {}, data() {}, end() {}, failed() {} };

/** A client and a server that answers any data with `answer`, and closes when the client has. */
function pair(options: PipeOptions, answer = utf8('x'.repeat(322))) {
  const pipe = new Pipe(options);
  const client = pipe.host('curl-pod');
  const server = pipe.host('webpod-697b545f57-9nnfd');
  server.sockets.listenTcp(PORT, 'whoami', (socket) => ({
    ...silent,
    data: (_bytes, packet) => void pipe.after(3_000_000, () => socket.write(answer, packet)),
    end: (packet) => void pipe.after(400_000, () => socket.close(packet)),
  }));
  return { pipe, client, server };
}

/** Connects, sends 70 bytes, reads `expected`, closes. */
function talk(pipe: Pipe, client: Host, server: Host, expected = 322) {
  const job = fakeJob();
  const heard: string[] = [];
  let got = 0;
  let socket: TcpSocket | null = null;
  const answer = client.sockets.connectTcp({
    job,
    process: 'curl',
    to: { address: server.ip, port: PORT },
    localPort: null,
    events: {
      connected: () => void (heard.push('connected'), pipe.after(300_000, () => socket?.write(utf8('q'.repeat(70))))),
      data(bytes) {
        got += bytes.length;
        if (got === expected) pipe.after(300_000, () => socket?.close());
      },
      end: () => void heard.push('end'),
      failed(errno) {
        heard.push(errno);
        socket?.close();
      },
    },
  });
  if (answer.ok) ({ socket } = answer);
  pipe.settle();
  return { heard, received: () => got };
}

/** Windows as a capture shows them: the field, scaled by 128 except in SYN and SYN-ACK. */
function windows(pipe: Pipe, host: Host): readonly number[] {
  return pipe.segments(host).map(({ tcp }) => (tcp.flags & TCP_FLAG.syn ? tcp.window : tcp.window * 128));
}

/** Timers fire at the end of their slot in the timer wheel: up to an eighth late, never early. */
function expectAbout(times: readonly number[], wanted: readonly number[]): void {
  expect(times).toHaveLength(wanted.length);
  for (const [i, want] of wanted.entries()) {
    expect(times[i]).toBeGreaterThanOrEqual(want);
    expect(times[i]).toBeLessThanOrEqual(want * 1.125 + 0.001);
  }
}

describe('a small exchange', () => {
  it('takes the ten packets of the study', () => {
    const { pipe, client, server } = pair({});
    talk(pipe, client, server);
    expect(pipe.labels()).toEqual([
      'SYN',
      'SYN, ACK',
      'ACK',
      'PSH, ACK Len=70',
      'ACK',
      'PSH, ACK Len=322',
      'ACK',
      'FIN, ACK',
      'FIN, ACK',
      'ACK',
    ]);
  });

  it('offers the windows of the captures, native and overlay', () => {
    const native = pair({ mtu: 1500 });
    talk(native.pipe, native.client, native.server);
    expect(windows(native.pipe, native.client)).toEqual([64240, 64256, 64256, 64128, 64128, 64128]);
    expect(windows(native.pipe, native.server)).toEqual([65160, 65152, 65152, 65152]);
    const overlay = pair({ mtu: 1450 });
    talk(overlay.pipe, overlay.client, overlay.server);
    expect(windows(overlay.pipe, overlay.client)).toEqual([64860, 64896, 64896, 64640, 64640, 64640]);
    expect(windows(overlay.pipe, overlay.server)).toEqual([64308, 64256, 64256, 64256]);
  });

  it('writes options and IPv4 ids as Linux does', () => {
    const { pipe, client, server } = pair({});
    talk(pipe, client, server);
    const [syn, synAck, ack] = pipe.sent;
    const kinds = (sent: typeof syn) =>
      sent?.packet.flatMap((l) => (l.kind === 'tcp' ? l.options.map((o) => o.kind) : []));
    const opening = ['mss', 'sack-permitted', 'timestamps', 'nop', 'window-scale'];
    expect(kinds(syn)).toEqual(opening);
    expect(kinds(synAck)).toEqual(opening);
    expect(kinds(ack)).toEqual(['nop', 'nop', 'timestamps']);
    expect([syn, synAck, ack].map((s) => s?.bytes.length)).toEqual([60, 60, 52]);
    expect(synAck?.out.ipId).toBe(0);
    const ids = pipe.sent.filter((s) => s.from === client.kernel.netns).map((s) => s.out.ipId ?? -1);
    expect(ids).toEqual(ids.map((_, i) => ((ids[0] ?? 0) + i) & 0xffff));
    expect(pipe.sent.every((s) => s.out.pmtudisc === 'want')).toBe(true);
  });

  it('goes through the states of both sides and leaves one TIME-WAIT', () => {
    const { pipe, client, server } = pair({});
    talk(pipe, client, server);
    const of = (host: Host) =>
      pipe.tcp.flatMap((e) => (e.netns === host.kernel.netns && e.step.kind === 'state' ? [e.step.to] : []));
    expect(of(client)).toEqual(['SYN-SENT', 'ESTABLISHED', 'FIN-WAIT-1', 'FIN-WAIT-2', 'TIME-WAIT']);
    expect(of(server)).toEqual(['SYN-RECV', 'ESTABLISHED', 'CLOSE-WAIT', 'LAST-ACK', 'CLOSED']);
    expect([...client.rows.values()].map((r) => r.state)).toEqual(['TIME-WAIT']);
    expect([...server.rows.values()].map((r) => r.state)).toEqual(['LISTEN']);
    expect(pipe.released).toHaveLength(1);
  });

  it('keeps the port of a TIME-WAIT for a minute', () => {
    const { pipe, client, server } = pair({});
    talk(pipe, client, server);
    const port = pipe.segments(client)[0]?.tcp.srcPort ?? 0;
    expect(port % 2).toBe(0);
    expect(client.sockets.isPortFree(port)).toBe(false);
    pipe.after(61 * SECOND, () => {});
    pipe.settle();
    expect(client.sockets.isPortFree(port)).toBe(true);
    expect(client.rows.size).toBe(0);
  });
});

describe('nobody answers', () => {
  it('sends SYNs at 0, 1, 2, 3, 4, 5, 7, 11, 19, 35 and 67 s and gives up after 131 s', () => {
    const { pipe, client, server } = pair({ loses: () => true });
    const { heard } = talk(pipe, client, server);
    expectAbout(
      pipe.segments(client).map((s) => s.at / SECOND),
      [0, 1, 2, 3, 4, 5, 7, 11, 19, 35, 67],
    );
    expect(heard).toEqual(['ETIMEDOUT']);
    expectAbout([pipe.now / SECOND], [131]);
    const stamps = pipe.segments(client).map(({ tcp }) => tcp.options.find((o) => o.kind === 'timestamps')?.value ?? 0);
    const elapsed = pipe.segments(client).map((s) => Math.trunc(s.at / MILLISECOND));
    expect(stamps.map((stamp) => (stamp - (stamps[0] ?? 0)) >>> 0)).toEqual(elapsed);
  });

  it('repeats a SYN-ACK by its own timer and for every SYN that comes again', () => {
    const { pipe, client, server } = pair({ loses: (s) => s.out.label === 'SYN, ACK' });
    const job = fakeJob();
    const to = { address: server.ip, port: PORT };
    const answer = client.sockets.connectTcp({ job, process: 'curl', to, localPort: null, events: silent });
    pipe.after(3 * SECOND - 1, () => answer.ok && answer.socket.close());
    pipe.settle();
    // The timer's, the repeated SYN's, the next SYN's; from then on the timer alone, doubling until 63 s are over.
    expectAbout(
      pipe.segments(server).map((s) => s.at / SECOND),
      [0, 1, 1, 2, 4, 8, 16, 32],
    );
    expect(server.rows.size).toBe(1);
  });

  it('doubles the timeout of lost data from 200 ms', () => {
    const { pipe, client, server } = pair({ loses: (s) => s.out.label.startsWith('PSH') });
    talk(pipe, client, server);
    const times = pipe.segments(client).flatMap((s) => (s.tcp.flags & TCP_FLAG.psh ? [s.at / 1e6] : []));
    const pauses = times.slice(1).map((t, i) => t - (times[i] ?? 0));
    expectAbout(pauses.slice(0, 5), [201, 402, 804, 1608, 3216]);
    expect(times).toHaveLength(16);
    expect(pipe.tcp.at(-1)?.step).toEqual({ kind: 'state', from: 'ESTABLISHED', to: 'CLOSED' });
  });
});

describe('refusals', () => {
  it('answers a SYN to a closed port with RST, ACK of 40 bytes, without window, options or id', () => {
    const { pipe, client, server } = pair({});
    const heard: string[] = [];
    const to = { address: server.ip, port: 81 };
    const events = { ...silent, failed: (errno: string) => void heard.push(errno) };
    client.sockets.connectTcp({ job: fakeJob(), process: 'curl', to, localPort: null, events });
    pipe.settle();
    const reset = pipe.sent[1];
    expect(reset?.out).toMatchObject({ label: 'RST, ACK', ipId: 0, pmtudisc: 'want', ttl: 64 });
    expect(reset?.bytes).toHaveLength(40);
    const [syn] = pipe.segments(client);
    expect(pipe.segments(server)[0]?.tcp).toMatchObject({ seq: 0, ack: ((syn?.tcp.seq ?? 0) + 1) >>> 0, window: 0 });
    expect(pipe.refused).toEqual([0]);
    expect(heard).toEqual(['ECONNREFUSED']);
  });

  it('gives up a connect at once on any ICMP error about its SYN', () => {
    const pipe = new Pipe({ loses: (s) => s.out.label === 'SYN' });
    const client = pipe.host('curl-pod');
    const heard: string[] = [];
    const to = { address: ipv4('172.20.2.99'), port: 80 };
    const events = { ...silent, failed: (errno: string) => void heard.push(errno) };
    client.sockets.connectTcp({ job: fakeJob(), process: 'curl', to, localPort: null, events });
    const [syn] = pipe.sent;
    const quote = (syn?.bytes ?? new Uint8Array()).slice(0, 28);
    pipe.error(client.ip, ipv4('192.168.10.200'), { kind: 'icmp-unreachable', code: 0, mtu: 0, quote }, 0 as never);
    pipe.settle();
    expect(heard).toEqual(['ENETUNREACH']);
    expect(pipe.labels(client)).toEqual(['SYN']);
  });

  it('resets data for a connection that its owner has closed', () => {
    const pipe = new Pipe();
    const client = pipe.host('curl-pod');
    const server = pipe.host('webpod-697b545f57-9nnfd');
    server.sockets.listenTcp(PORT, 'whoami', (socket) => ({
      ...silent,
      data: (_bytes, packet) => void pipe.after(3_000_000, () => socket.write(utf8('late'), packet)),
    }));
    const job = fakeJob();
    const to = { address: server.ip, port: PORT };
    const answer = client.sockets.connectTcp({
      job,
      process: 'curl',
      to,
      localPort: null,
      events: { ...silent, connected: () => answer.ok && answer.socket.write(utf8('q')) },
    });
    pipe.after(1_000_000, () => answer.ok && answer.socket.close());
    pipe.settle();
    expect(pipe.labels(client).at(-1)).toBe('RST');
    expect(server.rows.size).toBe(1);
  });

  it('says what it expects when an old connection of the same ports gets a new SYN', () => {
    const { pipe, client, server } = pair({ loses: (s) => s.out.label === 'SYN, ACK' && s.at < 2 * SECOND });
    const to = { address: server.ip, port: PORT };
    const job = fakeJob();
    const first = client.sockets.connectTcp({ job, process: 'curl', to, localPort: 48220, events: silent });
    pipe.after(1000, () => first.ok && first.socket.close());
    const heard: string[] = [];
    const events = { ...silent, connected: () => void heard.push('connected') };
    pipe.after(
      2.5 * SECOND,
      () => void client.sockets.connectTcp({ job, process: 'curl', to, localPort: 48220, events }),
    );
    pipe.settle(10 * SECOND);
    expect(heard).toEqual(['connected']);
    expect(pipe.labels(client)).toEqual(['SYN', 'SYN', 'RST', 'SYN', 'ACK']);
  });
});

describe('bulk', () => {
  it('fills segments, starts with ten, and pushes the last', () => {
    const size = 65656;
    const { pipe, client, server } = pair({ mtu: 1500 }, new Uint8Array(size));
    expect(talk(pipe, client, server, size).received()).toBe(size);
    const data = pipe.segments(server).filter((s) => s.length > 60);
    expect(data.filter((s) => s.length === 1500)).toHaveLength(45);
    expect(data.at(-1)?.length).toBe(52 + size - 45 * 1448);
    expect(data.map((s) => (s.tcp.flags & TCP_FLAG.psh) !== 0)).toEqual(data.map((_, i) => i === data.length - 1));
    expect(data.filter((s) => s.at === data[0]?.at)).toHaveLength(10);
  });

  it('acknowledges sixteen segments one by one, then every second', () => {
    const size = 65656;
    const { pipe, client, server } = pair({ mtu: 1500 }, new Uint8Array(size));
    talk(pipe, client, server, size);
    const base = pipe.segments(server)[0]?.tcp.seq ?? 0;
    const acks = pipe.segments(client).map((s) => (s.tcp.ack - base - 1) >>> 0);
    const steps = acks.slice(3).map((a, i) => (a - (acks[i + 2] ?? 0)) / 1448);
    expect(steps.slice(0, 15)).toEqual(Array.from({ length: 15 }, () => 1));
    expect(steps.slice(16, 24)).toEqual(Array.from({ length: 8 }, () => 2));
  });

  it('comes through whole when every seventh data segment is lost', () => {
    const size = 65656;
    let count = 0;
    const loses: PipeOptions['loses'] = (s) => s.bytes.length === 1500 && ++count % 7 === 0;
    const { pipe, client, server } = pair({ mtu: 1500, loses }, new Uint8Array(size));
    const { received, heard } = talk(pipe, client, server, size);
    expect(received()).toBe(size);
    expect(heard).toEqual(['connected']);
    expect(pipe.sent.some((s) => s.out.cause.kind === 'retransmission')).toBe(true);
    const sack = pipe.sent.some((s) =>
      s.packet.some((l) => l.kind === 'tcp' && l.options.some((o) => o.kind === 'sack')),
    );
    expect(sack).toBe(true);
  });

  it('sends smaller segments once the path says so', () => {
    const size = 20_000;
    const { pipe, client, server } = pair({ mtu: 1500, loses: (s) => s.bytes.length > 1400 }, new Uint8Array(size));
    const tell = (): void => {
      const big = pipe.sent.find((s) => s.bytes.length > 1400);
      if (!big) return void pipe.after(100_000, tell);
      const quote = big.bytes.slice(0, 548);
      pipe.error(server.ip, ipv4('192.168.10.200'), { kind: 'icmp-unreachable', code: 4, mtu: 1400, quote }, big.id);
      return undefined;
    };
    tell();
    expect(talk(pipe, client, server, size).received()).toBe(size);
    expect(pipe.mtu).toBe(1400);
    expect(pipe.segments(server).filter((s) => s.length === 1400).length).toBeGreaterThan(10);
  });

  it('survives any single loss of the small exchange', () => {
    for (let lost = 0; lost < 10; lost++) {
      const { pipe, client, server } = pair({ loses: (s) => s.id === lost });
      const { received } = talk(pipe, client, server);
      expect(received(), `packet ${lost} lost`).toBe(322);
      expect(
        [...server.rows.values()].map((r) => r.state),
        `packet ${lost} lost`,
      ).toEqual(['LISTEN']);
    }
  });
});
