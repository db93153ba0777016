import { describe, expect, it } from 'vitest';
import { ipv4 } from '../../src/wire/address.ts';
import type { EchoReply, QueuedError } from '../../src/engine/transport/sockets.ts';
import { errnoOf } from '../../src/engine/transport/icmp-errno.ts';
import { Ports } from '../../src/engine/transport/ports.ts';
import { prng } from '../../src/base/prng.ts';
import { fakeJob, Pipe } from './pipe.ts';

const SERVER = 'webpod-697b545f57-9nnfd';

describe('icmp', () => {
  it('answers an echo request with the same id, sequence and data, without DF', () => {
    const pipe = new Pipe({ hops: 1 });
    const client = pipe.host('curl-pod');
    const server = pipe.host(SERVER);
    const replies: EchoReply[] = [];
    const socket = client.sockets.openPing({
      job: fakeJob(),
      process: 'ping',
      id: 163,
      onReply: (reply) => void replies.push(reply),
      onError() {},
    });
    socket.send({ dst: server.ip, seq: 7, bytes: Uint8Array.of(1, 2, 3), ttl: 64, pmtudisc: 'want' });
    pipe.settle();
    expect(pipe.labels()).toEqual(['echo request seq 7', 'echo reply seq 7']);
    expect(pipe.sent[1]?.out).toMatchObject({ pmtudisc: 'dont', ipId: null, tos: 0, cause: { kind: 'reply', of: 0 } });
    expect(pipe.sent[1]?.packet.slice(1)).toEqual([
      { kind: 'icmp-echo', type: 'reply', id: 163, seq: 7 },
      { kind: 'data', bytes: Uint8Array.of(1, 2, 3) },
    ]);
    expect(replies).toEqual([{ src: server.ip, seq: 7, ttl: 63, length: 11, packet: 1 }]);
  });

  it('refuses a reply that nobody waits for', () => {
    const pipe = new Pipe();
    const client = pipe.host('curl-pod');
    const server = pipe.host(SERVER);
    const ask = { job: fakeJob(), process: 'ping', id: 1, onReply() {}, onError() {} };
    const socket = client.sockets.openPing(ask);
    socket.send({ dst: server.ip, seq: 1, bytes: new Uint8Array(0), ttl: 64, pmtudisc: 'want' });
    socket.close();
    pipe.settle();
    expect(pipe.refused).toEqual([1]);
  });

  it('tells the sender and the routing table of a narrow link', () => {
    const pipe = new Pipe({ loses: (s) => s.out.label.startsWith('echo') });
    const client = pipe.host('curl-pod');
    const errors: QueuedError[] = [];
    const ask = {
      job: fakeJob(),
      process: 'ping',
      id: 163,
      onReply() {},
      onError: (e: QueuedError) => void errors.push(e),
    };
    const dst = ipv4('172.20.2.152');
    client.sockets.openPing(ask).send({ dst, seq: 1, bytes: new Uint8Array(1472), ttl: 64, pmtudisc: 'do' });
    const quote = pipe.sent[0]?.bytes.slice(0, 548) ?? new Uint8Array(0);
    pipe.error(client.ip, ipv4('192.168.10.200'), { kind: 'icmp-unreachable', code: 4, mtu: 1400, quote }, 0 as never);
    pipe.settle();
    expect(pipe.mtu).toBe(1400);
    expect(errors).toMatchObject([{ errno: 'EMSGSIZE', mtu: 1400, type: 3, code: 4, quote: { dst, to: 1 } }]);
  });

  it('finds the socket by a quote of 28 bytes', () => {
    const pipe = new Pipe({ loses: (s) => s.out.label === 'probe' });
    const client = pipe.host('curl-pod');
    const errors: QueuedError[] = [];
    const onError = (e: QueuedError) => void errors.push(e);
    const socket = client.sockets.openUdp({ job: fakeJob(), process: 'x', port: null, onError, onDatagram() {} });
    socket.sendTo({ address: ipv4('172.20.2.152'), port: 33434 }, [{ kind: 'data', bytes: new Uint8Array(32) }], {
      label: 'probe',
      ttl: 1,
    });
    const quote = pipe.sent[0]?.bytes.slice(0, 28) ?? new Uint8Array(0);
    pipe.error(client.ip, ipv4('10.0.2.15'), { kind: 'icmp-time-exceeded', code: 0, quote }, 0 as never);
    pipe.settle();
    expect(errors).toMatchObject([
      { errno: 'EHOSTUNREACH', offender: '10.0.2.15', quote: { proto: 'UDP', to: 33434, ttl: 1 } },
    ]);
  });

  it('knows the errors of icmp_err_convert', () => {
    expect([0, 1, 3, 4, 13].map((code) => errnoOf(3, code))).toEqual([
      { errno: 'ENETUNREACH', fatal: false },
      { errno: 'EHOSTUNREACH', fatal: false },
      { errno: 'ECONNREFUSED', fatal: true },
      { errno: 'EMSGSIZE', fatal: false },
      { errno: 'EHOSTUNREACH', fatal: true },
    ]);
    expect(errnoOf(11, 0)).toEqual({ errno: 'EHOSTUNREACH', fatal: false });
  });
});

describe('udp', () => {
  it('has a port unreachable sent when nobody listens', () => {
    const pipe = new Pipe();
    const client = pipe.host('curl-pod');
    const server = pipe.host(SERVER);
    const errors: QueuedError[] = [];
    const onError = (e: QueuedError) => void errors.push(e);
    const socket = client.sockets.openUdp({ job: fakeJob(), process: 'x', port: null, onError, onDatagram() {} });
    socket.sendTo({ address: server.ip, port: 33434 }, [{ kind: 'data', bytes: new Uint8Array(32) }], {
      label: 'probe',
    });
    pipe.settle();
    expect(pipe.refused).toEqual([0]);
    expect(errors).toMatchObject([{ errno: 'ECONNREFUSED', offender: server.ip, code: 3 }]);
  });

  it('gives a connected socket the datagrams of its peer only', () => {
    const pipe = new Pipe();
    const client = pipe.host('curl-pod');
    const other = pipe.host(SERVER);
    const got: number[] = [];
    const socket = client.sockets.openUdp({
      job: fakeJob(),
      process: 'x',
      port: 5000,
      onError: null,
      onDatagram: (d) => void got.push(d.from.port),
    });
    expect(socket.connect({ address: other.ip, port: 53 })).toBeNull();
    const ask = { job: fakeJob(), process: 'y', onError: null, onDatagram() {} };
    for (const port of [53, 54]) {
      const peer = other.sockets.openUdp({ ...ask, port });
      peer.sendTo({ address: client.ip, port: 5000 }, [], { label: 'd' });
    }
    pipe.settle();
    expect(got).toEqual([53]);
  });
});

describe('Ports', () => {
  it('prefers even ports for connect() and odd ones for bind()', () => {
    const ports = new Ports(prng(1, 'ports'));
    const some = (by: 'connect' | 'bind') => Array.from({ length: 50 }, () => ports.choose(by) ?? 0);
    const connect = some('connect');
    const bind = some('bind');
    expect(connect.every((p) => p % 2 === 0 && p >= 32768 && p <= 60999)).toBe(true);
    expect(bind.every((p) => p % 2 === 1 && p >= 32768 && p <= 60999)).toBe(true);
    expect(new Set([...connect, ...bind]).size).toBe(100);
  });

  it('says when none is left', () => {
    const ports = new Ports(prng(1, 'ports'));
    for (let port = 32768; port <= 60999; port++) ports.take(port);
    expect(ports.choose('connect')).toBeNull();
    ports.give(40001);
    expect(ports.choose('connect')).toBe(40001);
  });
});
