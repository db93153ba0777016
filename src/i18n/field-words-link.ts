import { linux, rfc } from '../trace/cite.ts';
import { type LayerWords, word } from './field-word.ts';

const ARP = rfc('RFC 826');
const SLL = linux('include/uapi/linux/if_packet.h', 'sockaddr_ll');

export const ETHERNET_FIELDS: LayerWords<'ethernet'> = {
  layer: word(
    'Ethernet',
    '다음 장치까지만 유효한 헤더. 라우팅될 때마다 새로 쓴다.',
    'A header that lasts to the next device only: every routing step writes a new one.',
    rfc('RFC 894'),
  ),
  fields: {
    dst: word(
      'dst MAC',
      '이 프레임을 받을 다음 장치의 MAC. 이웃 테이블이나 FIB lookup의 답이다.',
      'MAC of the next device, as the neighbour table or the FIB lookup answered it.',
      linux('net/core/neighbour.c', 'neigh_resolve_output'),
    ),
    src: word(
      'src MAC',
      '이 프레임을 내보낸 장치의 MAC. 패킷을 처음 보낸 쪽의 것이 아니다.',
      'MAC of the device that sent this frame, not of whoever sent the packet first.',
      linux('net/ethernet/eth.c', 'eth_header'),
    ),
    etherType: word(
      'EtherType',
      '안에 든 것의 종류. 0x0800은 IPv4, 0x0806은 ARP다.',
      'What is inside: 0x0800 is IPv4, 0x0806 is ARP.',
      rfc('RFC 894'),
    ),
  },
  parts: {},
};

export const ARP_FIELDS: LayerWords<'arp'> = {
  layer: word(
    'ARP',
    '같은 링크에서 IP 주소의 MAC을 묻고 답하는 메시지.',
    'The question for the MAC of an IP address on this link, and the answer to it.',
    ARP,
  ),
  fields: {
    hardwareType: word('hardware type', '링크의 종류. 1은 Ethernet이다.', 'Kind of link: 1 is Ethernet.', ARP),
    protocolType: word(
      'protocol type',
      '묻는 주소의 종류. 0x0800은 IPv4다.',
      'Kind of address that is asked about: 0x0800 is IPv4.',
      ARP,
    ),
    hardwareLength: word('hardware size', 'MAC의 길이, 6바이트.', 'Length of a MAC: 6 bytes.', ARP),
    protocolLength: word('protocol size', 'IPv4 주소의 길이, 4바이트.', 'Length of an IPv4 address: 4 bytes.', ARP),
    operation: word('opcode', '1은 질문, 2는 답이다.', '1 asks, 2 answers.', ARP),
    senderMac: word(
      'sender MAC',
      '이 메시지를 보낸 쪽의 MAC. 받은 쪽은 이것으로 이웃 행을 갱신한다.',
      'MAC of whoever sends this message; the receiver updates its neighbour row with it.',
      linux('net/ipv4/arp.c', 'arp_process'),
    ),
    senderIp: word('sender IP', '이 메시지를 보낸 쪽의 IP 주소.', 'IP address of whoever sends this message.', ARP),
    targetMac: word(
      'target MAC',
      '답에서는 물어본 쪽의 MAC. 질문에서는 아직 모르므로 0이다.',
      'In an answer the MAC of whoever asked; in a question zero, because it is what is asked for.',
      ARP,
    ),
    targetIp: word('target IP', 'MAC을 알고 싶은 IP 주소.', 'The IP address whose MAC is wanted.', ARP),
  },
  parts: {},
};

export const SLL2_FIELDS: LayerWords<'sll2'> = {
  layer: word(
    'Linux cooked v2',
    'tcpdump -i any가 링크 헤더 대신 쓰는 헤더. 선로에는 없다.',
    'What tcpdump -i any writes in place of the link header. It is never on the wire.',
    SLL,
  ),
  fields: {
    protocol: word('protocol', '안에 든 것의 EtherType.', 'EtherType of what is inside.', SLL),
    reserved: word('reserved', '쓰지 않는 자리, 늘 0이다.', 'Not used, always 0.', SLL),
    ifindex: word('ifindex', '패킷이 지나간 장치의 번호.', 'Number of the device that the packet passed.', SLL),
    arphrd: word('ARPHRD', '장치의 종류. 1은 Ethernet이다.', 'Kind of the device: 1 is Ethernet.', SLL),
    packetType: word(
      'packet type',
      '0은 이 호스트 앞으로, 1은 브로드캐스트, 3은 남의 앞으로, 4는 나간 것이다.',
      '0 to this host, 1 broadcast, 3 to another host, 4 sent by this host.',
      SLL,
    ),
    addressLength: word('address length', '보낸 장치 주소의 길이.', "Length of the sending device's address.", SLL),
    address: word(
      'address',
      '보낸 장치의 주소. MAC은 앞의 6바이트다.',
      "The sending device's address; a MAC is the first 6 bytes.",
      SLL,
    ),
  },
  parts: {},
};
