import { readdirSync, readFileSync } from 'node:fs';
import { isDeepStrictEqual } from 'node:util';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { FILE, parseFilter } from '../../src/capture/tcpdump/filter.ts';
import { readPcap } from '../../src/capture/pcap.ts';
import type { LinkType } from '../../src/capture/pcap-limits.ts';
import { innermost, outermost } from '../../src/wire/layers.ts';
import { decode } from '../../src/wire/decode.ts';
import { seedOf } from '../property/runs.ts';
import { filterExpressions, type Vocabulary } from './tcpdump-filter-expressions.ts';
import { describeTcpdump, framesIn, hasServices, numberedPcap, tcpdumpTakes } from './tcpdump.ts';

const FOLDER = new URL('fixtures/pcaps/', import.meta.url);
const EXPRESSIONS = 300;
/** What libpcap's optimiser finds out about an expression, and we do not: it then takes nothing. */
const NEVER = 'expression rejects all packets';

/** All committed captures of one link type as one, a few frames of each: ARP, errors, fragments, tunnels, cut frames. */
function mixture(linktype: LinkType): Uint8Array {
  const files = readdirSync(FOLDER).filter((name) => name.endsWith('.pcap'));
  const frames = files.flatMap((name) => {
    const read = readPcap(new Uint8Array(readFileSync(new URL(name, FOLDER))));
    return read.ok && read.linktype === linktype ? read.packets.slice(0, 24) : [];
  });
  return numberedPcap(frames, linktype);
}

function vocabularyOf(pcap: Uint8Array, link: 'ethernet' | 'sll2'): Vocabulary {
  const hosts = new Set<string>();
  const ports = new Set<number>();
  const macs = new Set<string>();
  for (const { bytes } of framesIn(pcap)) {
    const { packet } = decode(bytes, link);
    for (const ip of [outermost(packet, 'ipv4'), innermost(packet, 'ipv4')]) {
      if (ip !== null) [ip.src, ip.dst].forEach((address) => hosts.add(address));
    }
    for (const l4 of [outermost(packet, 'udp'), innermost(packet, 'tcp')])
      if (l4 !== null) [l4.srcPort, l4.dstPort].forEach((port) => ports.add(port));
    const ethernet = outermost(packet, 'ethernet');
    if (ethernet !== null) [ethernet.src, ethernet.dst].forEach((mac) => macs.add(mac));
  }
  return { hosts: [...hosts], ports: [...ports], macs: [...macs] };
}

describeTcpdump(
  'filters take the frames that tcpdump takes',
  () => {
    for (const [link, linktype] of [
      ['ethernet', 1],
      ['sll2', 276],
    ] as const) {
      const pcap = mixture(linktype);
      const frames = framesIn(pcap);

      const ours = (expression: string): readonly number[] | string => {
        const filter = parseFilter(expression, { ...FILE, linktype });
        if (!filter.ok) return filter.message;
        return frames.flatMap((frame, at) => (filter.takes(frame) ? [at] : []));
      };
      const differences = (expressions: readonly string[], args: readonly string[] = []) =>
        expressions.flatMap((expression) => {
          const said = tcpdumpTakes(expression, pcap, args);
          const [theirs, mine] = [said === NEVER ? [] : said, ours(expression)];
          return isDeepStrictEqual(theirs, mine) ? [] : [{ expression, theirs, mine }];
        });

      it(`over ${link}: ${EXPRESSIONS} expressions on ${frames.length} frames`, { timeout: 120_000 }, () => {
        const expressions = filterExpressions(vocabularyOf(pcap, link), link);
        const sample = fc.sample(expressions, { seed: seedOf(20250814), numRuns: EXPRESSIONS });
        expect(differences(sample, ['-O'])).toEqual([]);
      });

      it(`over ${link}: what people type, and what they type wrongly`, () => {
        expect(differences(TYPED)).toEqual([]);
      });
    }
  },
  hasServices,
);

/** One after the other, with semicolons between them. */
const TYPED = `
  ; icmp; icmp or arp; udp port 8472; udp port 6081; not port 22; tcp port 80 and host 172.20.2.152;
  geneve; geneve 27143; geneve 0x6a07 and icmp; geneve and host 172.20.2.152 and tcp port 80; geneve and arp;
  host; host and; and icmp; icmp and; icmp icmp; foo; 80; not; (; ); (); (icmp; icmp); @; a"b;
  port; port 70000; port foo; port http; port www; tcp port domain; udp port http; icmp port 3; port 80-90;
  portrange 1-; portrange 80; portrange 90-80; portrange http-https; portrange 80-foo;
  host 1.2.3.400; host 1.2.3; host 1.2.3.4.5; net 10; net 172.20; net 10.0.0.1/8; net 10.0.0.0/33; net nowhere;
  host 10.0.0.0/8; net 172.20.0.0 mask 255.255.0.0; net 172.20.0.1 mask 255.255.0.0; udp host 1.2.3.4;
  ip6 host 1.2.3.4; ether host 1.2.3.4; host 08:00:27:aa:10:64; ether 08:00:27:aa:10:64;
  ether host 8:0:27:aa:10:64; ether host 08-00-27-aa-10-64; ether host 0800.27aa.1064; ether host 080027aa1064;
  ether; ether proto \\ip; ether proto \\nothing; ip proto \\tcp; ip proto tcp; proto \\udp; tcp proto 3;
  arp proto 3; src proto 17; ip proto \\nothing; src icmp; src src 1.2.3.4; src or port 80; src port;
  tcp[13]; tcp[13] & 2; tcp[13:3] = 1; tcp[ = 1; foo[1] = 1; ip[0] / 0 = 1; ip[0] % 0 = 1; ip[0] << 32 = 1;
  1 = 1; 2 > 3; len; len = 98; less; less foo; greater 098; greater 0100; greater 99999999999;
  ip[ip[0] & 15] >= 0; tcp[tcp[12] >> 2 & 0x3c] >= 0; not tcp[200] = 1; ip[200] = 1 or icmp; ip[-1] = 1;
  icmp[0] = 8 || icmp[0] = 0; tcp[tcpflags] & (tcp-syn|tcp-fin) != 0 and not src net 172.20.2; ip[2:2] > 576;
  ip[6] & 0x20 != 0; ip[6:2] & 0x3fff != 0; udp and ip[6:2] & 0x1fff != 0; udp port 8472 or ip[6:2] & 0x1fff != 0;
  host 172.20.0.215 and (tcp) or 172.20.2.152; tcp and (host 172.20.0.215) or 172.20.2.152; tcp and webpod;
  tcp and 80; tcp or 1.2.3.400; tcp and not 1.2.3.4; tcp and (webpod or 80); tcp and 1.2.3.0/24; webpod and tcp;
  inbound; outbound; ifindex 3; broadcast; multicast; ip broadcast; arp broadcast; ifindex`
  .split(';')
  .map((expression) => expression.trim());
