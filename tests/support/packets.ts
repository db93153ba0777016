/**
 * Packets that the model can produce, for property tests. Not any integer: a free port would make tshark read a
 * payload as some protocol that happens to live there.
 */
import fc from 'fast-check';
import { ipv4Of, type Mac, macOf } from '../../src/wire/address.ts';
import { encode } from '../../src/wire/encode.ts';
import type { DnsAnswer, DnsQuestion, Layer, Packet, TcpOption } from '../../src/wire/layers.ts';

/** Linux's net.ipv4.ip_local_port_range. */
const ephemeral = fc.integer({ min: 32768, max: 60999 });
const u8 = fc.integer({ min: 0, max: 0xff });
const u16 = fc.integer({ min: 0, max: 0xffff });
const u32 = fc.integer({ min: 0, max: 0xffffffff });
const vni = fc.integer({ min: 0, max: 0xffffff });
const bytes = (minLength: number, maxLength: number) => fc.uint8Array({ minLength, maxLength });

/** Unicast, locally administered. */
const mac = bytes(5, 5).map((tail): Mac => macOf([2, ...tail]));
/** Unicast: not loopback, not multicast, not reserved. */
const addr = fc
  .tuple(fc.integer({ min: 1, max: 223 }), u8, u8, u8)
  .filter(([first]) => first !== 127)
  .map(([a, b, c, d]) => ipv4Of(((a << 24) | (b << 16) | (c << 8) | d) >>> 0));

const data = (maxLength: number) => bytes(1, maxLength).map((content): Layer => ({ kind: 'data', bytes: content }));
const maybeData = (maxLength: number) =>
  fc.option(data(maxLength), { nil: null }).map((layer) => (layer ? [layer] : []));

const ethernet = fc.record({ kind: fc.constant('ethernet' as const), dst: mac, src: mac });

const sll2 = fc.record({
  kind: fc.constant('sll2' as const),
  ifindex: fc.integer({ min: 1, max: 4096 }),
  arphrd: fc.constantFrom(1, 772),
  packetType: fc.integer({ min: 0, max: 4 }),
  address: fc.option(mac, { nil: null }),
});

const ipv4 = fc.record({
  kind: fc.constant('ipv4' as const),
  tos: u8,
  id: u16,
  df: fc.boolean(),
  mf: fc.constant(false),
  fragOffset: fc.constant(0),
  ttl: fc.integer({ min: 1, max: 255 }),
  src: addr,
  dst: addr,
});

const arp = fc.record({
  kind: fc.constant('arp' as const),
  op: fc.constantFrom('request' as const, 'reply' as const),
  senderMac: mac,
  senderIp: addr,
  targetMac: mac,
  targetIp: addr,
});

const nop: TcpOption = { kind: 'nop' };
const timestamps = fc.record({ kind: fc.constant('timestamps' as const), value: u32, echo: u32 });
/** What Linux puts into a SYN, and the same without its third part: both need padding or have it. */
const synOptions = fc
  .record({ mss: fc.integer({ min: 536, max: 65495 }), stamp: timestamps, shift: fc.integer({ min: 0, max: 14 }) })
  .chain(({ mss, stamp, shift }) => {
    const full: readonly TcpOption[] = [
      { kind: 'mss', value: mss },
      { kind: 'sack-permitted' },
      stamp,
      nop,
      { kind: 'window-scale', shift },
    ];
    return fc.constantFrom(full, full.slice(0, 3), full.slice(0, 2), full.slice(0, 1), [
      { kind: 'window-scale', shift } as const,
    ]);
  });
const sackOptions = fc
  .tuple(timestamps, fc.array(fc.tuple(u32, u32), { minLength: 1, maxLength: 3 }))
  .map(([stamp, blocks]): readonly TcpOption[] => [nop, nop, stamp, nop, nop, { kind: 'sack', blocks }]);
const ackOptions = fc.oneof(
  fc.constant<readonly TcpOption[]>([]),
  timestamps.map((stamp): readonly TcpOption[] => [nop, nop, stamp]),
  sackOptions,
);

const tcpBase = (port: fc.Arbitrary<number>) =>
  fc
    .record({ here: ephemeral, there: port, seq: u32, ack: u32, window: u16, away: fc.boolean() })
    .map(({ here, there, away, ...rest }) => ({
      kind: 'tcp' as const,
      ...(away ? { srcPort: here, dstPort: there } : { srcPort: there, dstPort: here }),
      ...rest,
    }));
const synTo = (port: fc.Arbitrary<number>): fc.Arbitrary<Layer<'tcp'>> =>
  fc
    .tuple(tcpBase(port), synOptions, fc.boolean())
    .map(([tcp, options, answer]) => ({ ...tcp, ...(answer ? { flags: 0x12 } : { flags: 0x02, ack: 0 }), options }));
const segmentTo = (port: fc.Arbitrary<number>): fc.Arbitrary<Layer<'tcp'>> =>
  fc
    .tuple(tcpBase(port), ackOptions, fc.constantFrom(0x10, 0x11, 0x18))
    .map(([tcp, options, flags]) => ({ ...tcp, flags, options }));

/** Letters only, so that nothing looks like a field or a line end. */
const word = fc.stringMatching(/^[a-z]{1,12}$/);
const head = fc
  .tuple(fc.constantFrom('GET', 'POST', 'HEAD'), word, word, fc.boolean())
  .map(([method, path, host, answer]) =>
    answer
      ? `HTTP/1.1 200 OK\r\nServer: ${host}\r\n\r\n`
      : `${method} /${path} HTTP/1.1\r\nHost: ${host}\r\nAccept: */*\r\n\r\n`,
  );

const http = fc
  .tuple(segmentTo(fc.constant(80)), head, maybeData(64))
  .map(([tcp, text, body]): Packet => [{ ...tcp, flags: 0x18 }, { kind: 'http', head: text }, ...body]);
/** Ports that tshark knows nothing of, so that it does not read sense into random bytes. */
const webOrOther = fc.constantFrom(80, 9876);
const tcpSyn = synTo(webOrOther).map((tcp): Packet => [tcp]);
const tcpReset = tcpBase(webOrOther).map((tcp): Packet => [{ ...tcp, flags: 0x14, window: 0, options: [] }]);
const tcpSegment = fc.tuple(segmentTo(webOrOther), maybeData(256)).map(([tcp, body]): Packet => [tcp, ...body]);

const name = fc.array(word, { minLength: 1, maxLength: 5 }).map((labels) => labels.join('.'));
const type = fc.constantFrom('A' as const, 'AAAA' as const, 'PTR' as const, 'CNAME' as const);
const question: fc.Arbitrary<DnsQuestion> = fc.record({ name, type });
const hex16 = bytes(16, 16).map((b) => Buffer.from(b).toString('hex'));
/** Some names are endings of others, so that the encoder has something to point to. */
const answer = (asked: string): fc.Arbitrary<DnsAnswer> => {
  const owner = fc.oneof(
    fc.constant(asked),
    name,
    word.map((label) => `${label}.${asked}`),
  );
  const common = { name: owner, ttl: fc.integer({ min: 0, max: 86400 }) };
  return fc.oneof(
    fc.record({ ...common, type: fc.constant('A' as const), data: addr }),
    fc.record({ ...common, type: fc.constant('AAAA' as const), data: hex16 }),
    fc.record({ ...common, type: fc.constantFrom('CNAME' as const, 'PTR' as const), data: owner }),
  );
};
const dns = fc
  .record({
    id: u16,
    authoritative: fc.boolean(),
    recursionAvailable: fc.boolean(),
    rcode: fc.constantFrom(0, 2, 3),
    question,
    response: fc.boolean(),
  })
  .chain(({ question: asked, response, ...flags }) =>
    fc.array(answer(asked.name), { maxLength: response ? 4 : 0 }).map((answers): Layer<'dns'> => {
      const said = response ? flags : { ...flags, authoritative: false, recursionAvailable: false, rcode: 0 };
      return { kind: 'dns', ...said, response, recursionDesired: true, questions: [asked], answers };
    }),
  );

const udpTo = (dstPort: fc.Arbitrary<number>, zeroChecksum: fc.Arbitrary<boolean>): fc.Arbitrary<Layer<'udp'>> =>
  fc.record({ kind: fc.constant('udp' as const), srcPort: ephemeral, dstPort, zeroChecksum });
const anySum = fc.boolean();

const dnsMessage = fc.tuple(udpTo(fc.constant(53), fc.constant(false)), dns).map(([udp, message]): Packet => {
  const back = { ...udp, srcPort: 53, dstPort: udp.srcPort };
  return [message.response ? back : udp, message];
});
/** What traceroute sends. */
const udpDatagram = fc
  .tuple(udpTo(fc.integer({ min: 33434, max: 33523 }), anySum), maybeData(64))
  .map(([udp, body]): Packet => [udp, ...body]);

const echo = fc
  .tuple(
    fc.record({
      kind: fc.constant('icmp-echo' as const),
      type: fc.constantFrom('request' as const, 'reply' as const),
      id: u16,
      seq: u16,
    }),
    maybeData(128),
  )
  .map(([layer, body]): Packet => [layer, ...body]);

const carriedByIp = fc.oneof(tcpSyn, tcpReset, tcpSegment, http, udpDatagram, dnsMessage, echo);
const plainIp = fc.tuple(ipv4, carriedByIp).map(([ip, rest]): Packet => [ip, ...rest]);

/** As Linux quotes: as much as fits into 576 bytes; at least the header and eight bytes. */
const quote = fc
  .tuple(plainIp, fc.integer({ min: 28, max: 548 }))
  .map(([packet, length]) => encode(packet).slice(0, length));
const unreachable = fc
  .record({ code: fc.integer({ min: 0, max: 15 }), mtu: fc.integer({ min: 68, max: 1500 }), quote })
  .map(({ code, mtu, quote: quoted }): Packet => [
    { kind: 'icmp-unreachable', code, mtu: code === 4 ? mtu : 0, quote: quoted },
  ]);
const timeExceeded = fc
  .record({ kind: fc.constant('icmp-time-exceeded' as const), code: fc.constantFrom(0, 1), quote })
  .map((layer): Packet => [layer]);
const redirect = fc
  .record({ kind: fc.constant('icmp-redirect' as const), code: fc.constantFrom(0, 1), gateway: addr, quote })
  .map((layer): Packet => [layer]);
const icmpError = fc
  .tuple(ipv4, fc.oneof(unreachable, timeExceeded, redirect))
  .map(([ip, rest]): Packet => [ip, ...rest]);

/** First, middle and last fragments. */
const fragment = fc
  .record({
    ip: ipv4,
    mf: fc.boolean(),
    offset: fc.integer({ min: 0, max: 180 }),
    words: bytes(1, 12),
    protocol: fc.constantFrom(1, 6, 17),
  })
  .filter(({ mf, offset }) => mf || offset > 0)
  .map(({ ip, mf, offset, words, protocol }): Packet => {
    const content = Uint8Array.from({ length: words.length * 8 }, (_, i) => words[i >> 3] ?? 0);
    return [
      { ...ip, df: false, mf, fragOffset: offset * 8 },
      { kind: 'ip-payload', protocol, bytes: content },
    ];
  });

/** A packet that begins with IPv4: what a kernel has before it knows the link. */
export const ipPacket: fc.Arbitrary<Packet> = fc.oneof(
  { weight: 5, arbitrary: plainIp },
  { weight: 2, arbitrary: icmpError },
  { weight: 1, arbitrary: fragment },
);

const frame = fc
  .tuple(
    ethernet,
    fc.oneof({ weight: 8, arbitrary: ipPacket }, { weight: 1, arbitrary: arp.map((layer): Packet => [layer]) }),
  )
  .map(([link, rest]): Packet => [link, ...rest]);

const geneveOption = fc.record({
  class: u16,
  type: u8,
  data: fc.array(bytes(4, 4), { maxLength: 4 }).map((words) => Uint8Array.from(words.flatMap((w) => [...w]))),
});
const tunnelHeader = fc.oneof(
  vni.map((id): { layer: Layer; port: number } => ({ layer: { kind: 'vxlan', vni: id }, port: 8472 })),
  fc.tuple(vni, fc.array(geneveOption, { maxLength: 3 })).map(([id, options]): { layer: Layer; port: number } => ({
    layer: { kind: 'geneve', vni: id, options },
    port: 6081,
  })),
);
const inTunnel = (inner: fc.Arbitrary<Packet>): fc.Arbitrary<Packet> =>
  fc
    .tuple(ipv4, ephemeral, anySum, tunnelHeader, inner)
    .map(([ip, srcPort, zeroChecksum, { layer, port }, rest]) => [
      { ...ip, df: false },
      { kind: 'udp', srcPort, dstPort: port, zeroChecksum },
      layer,
      ...rest,
    ]);
const tunnelled = inTunnel(frame);
const nested = inTunnel(fc.tuple(ethernet, tunnelled).map(([link, rest]): Packet => [link, ...rest]));

const overLink = (link: fc.Arbitrary<Layer>): fc.Arbitrary<Packet> =>
  fc
    .tuple(
      link,
      fc.oneof(
        { weight: 6, arbitrary: ipPacket },
        { weight: 4, arbitrary: tunnelled },
        { weight: 1, arbitrary: nested },
        { weight: 1, arbitrary: arp.map((layer): Packet => [layer]) },
      ),
    )
    .map(([outer, rest]) => [outer, ...rest]);

/** A frame on a cable: Ethernet outermost. */
export const ethernetPacket: fc.Arbitrary<Packet> = overLink(ethernet);
/** A frame as `-i any` shows it. */
export const cookedPacket: fc.Arbitrary<Packet> = overLink(sll2);
