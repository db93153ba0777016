import type { helpEn } from './ui-help.en.ts';
import type { Widen } from './widen.ts';

export const helpKo: Widen<typeof helpEn> = {
  shortcuts: {
    title: '단축키',
    enabled: '한 글자 단축키 쓰기',
    rows: {
      toggle: '재생 또는 일시 정지',
      step: '이전 또는 다음 사건',
      phase: '이전 또는 다음 단계',
      nudge: '사건의 10분의 1만큼 앞뒤로',
      ends: '구간의 첫 사건 또는 마지막 사건',
      share: '구간의 0~90 %로',
      speed: '느리게 또는 빠르게',
      marks: '표시 단추에서: 다음 또는 이전 것으로',
      detail: '자세히 보기 1, 2, 3단계',
      stage: '토폴로지로',
      fullscreen: '전체 화면',
      pages: '발표용 큰 글자에서 이전 또는 다음 사건',
      help: '이 목록',
      leave: '대화 상자, 토폴로지, 발표용 큰 글자에서 나가기',
    },
  },
  modelled: {
    title: '모델링한 것과 하지 않은 것',
    intro:
      '모든 홉은 실습 파일에서 Linux와 Cilium 1.18의 모델로 계산합니다. 아무것도 어디로 보내지 않고, 여러분의 클러스터에서 잰 값도 아닙니다.',
    isTitle: '모델링한 것',
    is: [
      '가장 긴 프리픽스와 메트릭을 따르는 커널 라우팅 테이블, 이웃과 ARP, veth 쌍, NIC, TTL을 줄이는 포워딩, ICMP 오류, rp_filter, 경로 MTU.',
      'Cilium eBPF 프로그램을 그 이름대로. 읽고 쓰는 맵, conntrack, 정책 판정, 마스커레이딩, 소켓 로드 밸런싱, host routing까지.',
      'external 모드의 VXLAN과 Geneve. VNI는 보내는 쪽의 보안 identity다.',
      '핸드셰이크, 윈도, 재전송, 타임아웃을 갖춘 TCP와 ping, traceroute, 검색 도메인을 쓰는 DNS.',
      '어느 장치에서든 캡처에 보이는 것과 medium aggregation에서 Hubble이 보여주는 사건.',
    ],
    isNotTitle: '모델링하지 않은 것',
    isNot: [
      'VirtualBox NAT가 파드 주소를 어떻게 처리하는지. 응답이 돌아오지 않는다는 것만 안다.',
      '암호화, IPv6, kube-proxy, L7 정책, NIC offload, 패킷 손실, 큐와 실제 시간. 지연은 그럴듯한 값이지 잰 값이 아니다.',
      '다른 Cilium 버전. 이름과 순서는 1.18.0의 것이다.',
    ],
    sure: '사건마다 출처가 있습니다. 프레임과 조회는 실제 커널과 실제 eBPF 프로그램의 캡처와 맞춰 봅니다.',
  },
};
