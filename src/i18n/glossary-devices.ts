import { cilium, linux, measured } from '../trace/cite.ts';
import { kept, said, type Term } from './glossary-term.ts';

/** Devices, and where a capture can look. */
export const DEVICE_TERMS: readonly Term[] = [
  kept(
    'lxc',
    {
      ko: '파드 veth 쌍의 노드 쪽 장치. 이름은 lxc와 16진수다. IPv4 주소가 없다.',
      en: "The node's end of a pod's veth pair, named lxc and hex digits. It has no IPv4 address.",
    },
    cilium('pkg/datapath/connector'),
  ),
  kept(
    'cilium_host',
    {
      ko: '노드 자신과 파드 사이의 문. 파드 게이트웨이의 IP를 갖고 있지만, 파드와 파드 사이의 패킷은 이 장치를 지나지 않는다.',
      en: "The door between the node itself and pods. It carries the IP of the pods' gateway, yet no packet from pod to pod enters it.",
    },
    cilium('bpf/bpf_host.c', 'handle_ipv4_cont'),
  ),
  kept(
    'cilium_net',
    {
      ko: 'cilium_host의 veth 반대쪽. IPv4 주소가 없다.',
      en: 'The other end of the veth of cilium_host. No IPv4 address.',
    },
    cilium('pkg/datapath/loader/base.go'),
  ),
  kept(
    'cilium_vxlan',
    {
      ko: '노드마다 하나 있는 VXLAN 장치. 상대 목록도 FDB도 없고 패킷마다 tunnel key를 따른다.',
      en: 'The one VXLAN device of a node. It has no peers and no FDB: each packet brings its tunnel key.',
    },
    cilium('pkg/datapath/loader/netlink.go', 'setupVxlanDevice'),
  ),
  kept(
    'cilium_geneve',
    {
      ko: 'Geneve일 때의 터널 장치. 하는 일은 cilium_vxlan과 같다.',
      en: 'The tunnel device with Geneve; it does what cilium_vxlan does.',
    },
    cilium('pkg/datapath/loader/netlink.go', 'setupGeneveDevice'),
  ),
  kept(
    'router IP',
    {
      ko: 'cilium_host가 가진 주소. cilium status에 (router)로 나온다. 라우터 VM과는 아무 관계가 없다.',
      en: 'The address of cilium_host, shown as (router) by cilium status. It has nothing to do with the router VM.',
    },
    cilium('cilium-dbg/cmd/status.go'),
  ),
  kept(
    'veth',
    {
      ko: '한쪽에 넣으면 다른 쪽으로 나오는 가상 이더넷 쌍. 보통 두 네임스페이스를 잇는다.',
      en: 'A pair of virtual Ethernet devices: what goes in at one end comes out at the other, usually in another namespace.',
    },
    linux('drivers/net/veth.c'),
  ),
  said(
    'network namespace',
    '네트워크 네임스페이스',
    {
      ko: '장치, 주소, 라우팅 테이블을 따로 갖는 커널의 구획. 파드마다 하나씩 있다.',
      en: 'A compartment of the kernel with devices, addresses and routing tables of its own. Every pod has one.',
    },
    linux('net/core/net_namespace.c'),
  ),
  kept(
    'external mode',
    {
      ko: '터널 장치가 패킷마다 상대를 따로 받는 방식(collect metadata). `ip -d link`에 external로 나온다.',
      en: 'A tunnel device that is told the remote per packet (collect metadata); `ip -d link` prints external.',
    },
    linux('drivers/net/vxlan/vxlan_core.c', 'vxlan_xmit'),
  ),
  kept(
    'tcx',
    {
      ko: '장치의 ingress와 egress에 BPF를 붙이는 자리. `tc filter show`에는 안 나오고 `bpftool net`에 나온다.',
      en: 'Where BPF is attached to the ingress and egress of a device. `tc filter show` does not list it, `bpftool net` does.',
    },
    linux('kernel/bpf/tcx.c'),
  ),
  kept(
    'tap',
    {
      ko: '캡처가 패킷을 보는 지점(AF_PACKET). In은 tcx ingress보다 먼저, Out은 tcx egress보다 나중이다.',
      en: 'Where a capture sees packets (AF_PACKET): In comes before tcx ingress, Out after tcx egress.',
    },
    measured('tap order around tc hooks'),
  ),
  kept(
    'In, Out, B, P',
    {
      ko: '-i any가 찍는 방향. B는 broadcast, P는 다른 MAC 앞으로 온 프레임이다. 캡슐을 벗긴 안쪽 패킷이 P로 찍힌다.',
      en: 'The direction that -i any prints. B is broadcast, P a frame for another MAC: the decapsulated inner packet prints as P.',
    },
    measured('direction column of a decapsulated frame'),
  ),
  kept(
    'SLL2',
    {
      ko: '-i any가 이더넷 헤더 대신 쓰는 20바이트 헤더(Linux cooked v2). 그래서 프레임 길이가 eth1에서 잡은 것과 다르다.',
      en: 'The 20-byte header that -i any writes in place of Ethernet (Linux cooked v2): frame lengths differ from a capture on eth1.',
    },
    measured('frame lengths of -i any'),
  ),
  kept(
    'dummy',
    {
      ko: '보내면 사라지고, 주소만 갖는 장치. 라우터의 loop1과 loop2가 그렇다.',
      en: "A device that carries an address and swallows what is sent to it: the router's loop1 and loop2.",
    },
    linux('drivers/net/dummy.c'),
  ),
];
