import type { packetEn } from './ui-packet.en.ts';
import type { Widen } from './widen.ts';

export const packetKo: Widen<typeof packetEn> = {
  layers: {
    ethernet: 'Ethernet',
    arp: 'ARP',
    ipv4: 'IPv4',
    'ip-payload': '조각',
    'icmp-echo': 'ICMP echo',
    'icmp-unreachable': 'ICMP unreachable',
    'icmp-time-exceeded': 'ICMP time exceeded',
    'icmp-redirect': 'ICMP redirect',
    udp: 'UDP',
    tcp: 'TCP',
    vxlan: 'VXLAN',
    geneve: 'Geneve',
    dns: 'DNS',
    http: 'HTTP',
    data: '데이터',
    sll2: 'Linux cooked',
  },
  packetPane: {
    before: '들어올 때',
    after: '나갈 때',
    same: '여기서는 패킷이 바뀌지 않는다.',
    noPacket: '여기에는 패킷이 없다. 프로그램 안에서 일어나는 일이다.',
    changed: '바뀜',
    added: '더해짐',
    removed: '벗겨짐',
    inTunnel: '터널 안쪽',
    bytes: (n) => `${n}바이트`,
  },
};
