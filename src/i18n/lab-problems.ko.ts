import type { LabProblemArgs, NamedThing, Wanted } from '../lab/problems.ts';
import type { LabProblemWords } from './lab-problems.en.ts';

const WANTED: Readonly<Record<Wanted, string>> = {
  address: 'IPv4 주소',
  prefix: 'IPv4 프리픽스(주소/길이)',
  'address/length': '프리픽스 길이가 붙은 주소(주소/길이)',
  'node name': '노드 이름',
  port: '포트(1~65535)',
};

const COUNTED: Readonly<Record<LabProblemArgs['too-many']['what'], string>> = {
  nodes: '노드',
  pods: '파드',
  'pods on a node': '이 노드의 파드',
  services: '서비스',
  'static routes': '정적 경로',
  labels: '레이블',
  ports: '포트',
  rows: '행',
};

const THING: Readonly<Record<NamedThing, string>> = { node: '노드', router: '라우터', pod: '파드', service: '서비스' };

function nameRule(of: NamedThing): string {
  const rule = "소문자, 숫자, '-', 점 사이 63자까지(Kubernetes 규칙)";
  return of === 'pod' || of === 'service' ? `${rule}, default 밖이면 '네임스페이스/' 다음에` : rule;
}

/** 값 뒤에 조사를 붙이지 않는다: 값이 무엇으로 끝날지 모르기 때문이다. */
export const labProblemsKo: LabProblemWords = {
  'too-big': ({ limit }) => `파일 크기 제한 ${limit / 1_048_576} MiB 초과: 질문에 필요한 노드와 파드만 남기세요`,
  'too-deep': ({ limit }) =>
    `중첩 깊이 제한 ${limit}단계 초과: 랩 파일에는 다섯 단계면 충분하므로 다른 파일을 연 것 같습니다`,
  'too-many-values': ({ limit }) => `값 개수 제한 ${limit} 초과: 질문에 필요한 노드와 파드만 남기세요`,
  'not-json': ({ line, column }) =>
    `${line}행 ${column}열에서 JSON 문법 오류: 빠지거나 남는 쉼표, 따옴표, 괄호를 찾아보세요`,
  'duplicate-key': ({ key, line, column }) =>
    `같은 객체에 키 '${key}' 중복(${line}행 ${column}열): 하나의 이름을 바꾸거나 지우세요`,
  'unknown-format': ({ got, want }) =>
    got === ''
      ? `값 없음: 랩 파일은 "format": "${want}" 줄로 시작합니다`
      : `알 수 없는 형식 '${got}': '${want}' 형식만 읽을 수 있습니다`,
  'not-object': ({ got }) => `객체가 아님 '${got}': 중괄호 안에 키와 값으로 적으세요`,
  'not-list': ({ got }) => `목록이 아님 '${got}': 대괄호 안에 적으세요`,
  'not-text': ({ got }) => `문자열이 아님 '${got}': 따옴표로 감싸세요`,
  'too-long': ({ length, limit }) => `${length}자: ${limit}자까지만 쓸 수 있습니다`,
  'not-boolean': ({ got }) => `참/거짓이 아님 '${got}': true 또는 false 중에서 고르세요`,
  'not-number': ({ got, low, high }) => `${low}~${high} 범위의 정수가 아님 '${got}'`,
  'not-one-of': ({ got, options }) => `쓸 수 없는 값 '${got}': ${options.join(', ')} 중에서 고르세요`,
  'not-a-clock': ({ got }) => `시차가 붙은 시각이 아님 '${got}': YYYY-MM-DDThh:mm:ss+hh:mm 꼴로 적으세요`,
  missing: ({ want }) => `값 없음: ${WANTED[want]} 필요`,
  'not-ipv4': ({ got }) => `IPv4 주소가 아님 '${got}' (0~255 숫자 네 개, 앞에 0 없이)`,
  'not-prefix': ({ got }) => `IPv4 프리픽스가 아님 '${got}' (길이 0~32)`,
  'not-interface-address': ({ got }) => `프리픽스 길이가 붙은 주소가 아님 '${got}': 주소/길이 꼴로 적으세요`,
  'host-bits': ({ got, mend }) => `길이 밖의 비트가 남아 있음 '${got}': 올바른 프리픽스 ${mend}`,
  'prefix-length': ({ got, low, high }) => `허용 범위 ${low}~${high} 밖의 길이 '${got}'`,
  'not-a-host': ({ ip, cidr }) => `${ip}: ${cidr} 대역의 첫 주소나 마지막 주소라 쓸 수 없습니다`,
  'not-static-route': ({ got }) =>
    `경로가 아님 '${got}': 'PREFIX via GATEWAY', 또는 unreachable, blackhole, prohibit 뒤에 PREFIX 하나를 적으세요`,
  'not-on-link': ({ gateway, subnets }) =>
    `게이트웨이 ${gateway}: 이 머신의 서브넷(${subnets.join(', ')}) 어디에도 없습니다`,
  'gateway-is-self': ({ gateway }) => `${gateway}: 이 머신 자신의 주소입니다. 다른 머신의 주소를 적으세요`,
  'same-route': ({ dst }) => `${dst}: 이미 경로가 있습니다. 하나만 남기세요`,
  'outside-pod-cidr': ({ ip, node, cidr }) => `${ip}: 노드 ${node}의 podCIDR ${cidr} 밖의 주소입니다`,
  'outside-subnet': ({ ip, cidr }) => `${ip}: 업링크 서브넷 ${cidr} 밖의 주소입니다`,
  'unknown-node': ({ got, nodes }) => `이 랩에 없는 노드 '${got}' (있는 노드: ${nodes.join(', ')})`,
  'same-address': ({ a, b, ip }) => `주소 중복 ${ip}: ${a}, ${b}`,
  'same-endpoint': ({ a, b, node, endpoint }) =>
    `노드 ${node}에서 엔드포인트 번호 ${endpoint} 중복: ${a}, ${b}. 하나를 바꾸거나 지우세요`,
  'same-lxc': ({ a, b, node, lxc }) => `노드 ${node}에서 장치 이름 ${lxc} 중복: ${a}, ${b}. 하나를 바꾸거나 지우세요`,
  'same-frontend': ({ a, b, frontend }) => `서비스 주소 중복 ${frontend}: ${a}, ${b}`,
  'cidr-overlap': ({ a, aCidr, b, bCidr }) => `겹치는 대역: ${a} (${aCidr}), ${b} (${bCidr}). 서로 다른 대역을 주세요`,
  'cluster-ip-in-use': ({ ip, owner, cidr }) =>
    `${ip}: ${owner} 대역 ${cidr} 안의 주소입니다. 서비스 대역에서 고르세요`,
  'no-nodes': () => '노드 없음: ip, podCIDR 값이 있는 노드가 적어도 하나 필요합니다',
  'too-many': ({ what, count, limit }) => `${COUNTED[what]} ${count}개: ${limit}개까지만 쓸 수 있습니다`,
  'pod-cidr-full': ({ node, cidr }) => `${cidr} 대역이 가득 참: 노드 ${node}의 cilium_host 주소로 쓸 자리가 없습니다`,
  'not-a-name': ({ got, of }) => `${THING[of]} 이름으로 쓸 수 없음 '${got}' (${nameRule(of)})`,
  'name-taken': ({ name, by }) => `이미 ${THING[by]} 이름으로 쓰임 '${name}': 하나의 이름을 바꾸세요`,
  'not-a-device': ({ got }) =>
    `Linux 장치 이름이 아님 '${got}' (영문자, 숫자, '.', '_', '-' 1~15자. 파드의 장치는 lxc 접두어)`,
  'device-taken': ({ name }) => `노드의 다른 장치가 쓰는 이름 '${name}': 다른 이름을 주세요`,
  'not-an-identity': ({ got }) => `보안 identity가 아님 '${got}' (256~65535, 예약된 것은 1~10)`,
  'not-a-mac': ({ got }) => `장치 하나의 MAC이 아님 '${got}': aa:bb:cc:dd:ee:ff 꼴의 여섯 바이트, 첫 바이트는 짝수`,
  'auto-direct-in-tunnel': () =>
    '터널 모드에서 true 값이면 에이전트가 멈춥니다(auto-direct-node-routes cannot be used with tunneling): false로 바꾸거나 지우세요',
  'more-problems': ({ count }) => `그 밖에 ${count}건: 먼저 위의 것부터 고치세요`,
  'unknown-key': ({ key, nearest }) =>
    nearest === null
      ? `이 형식에 없는 키 '${key}': 무시합니다`
      : `이 형식에 없는 키 '${key}': 무시합니다. 혹시 '${nearest}'?`,
  'no-pods-selected': ({ service }) =>
    `서비스 ${service}: 선택되는 파드 없음. selector와 파드의 labels를 비교해 보세요`,
  'no-control-plane': ({ service }) => `서비스 ${service}: 백엔드 없음. 노드 하나에 "controlPlane": true 값을 주세요`,
  'other-cilium': ({ got, modelled }) => `이름만 ${got}: 프로그램과 맵은 ${modelled}의 것입니다`,
  'policies-not-enforced': ({ count }) => `정책 ${count}개: 이 버전은 정책을 보관만 하고 적용하지 않습니다`,
  'bgp-reserved': () => '나중을 위해 비워 둔 키라 무시합니다: BGP로 생길 경로는 static_routes에 적으세요',
  'unknown-pod': ({ got }) => `이 랩의 파드가 아님 '${got}': 서비스의 백엔드인 파드 이름을 적으세요`,
  'unknown-device': ({ got }) => `이 랩의 머신이나 파드가 아님 '${got}': 이름:장치 꼴로 적으세요`,
  'unknown-flow': ({ got }) =>
    `이 랩의 머신이나 파드 사이의 흐름이 아님 '${got}': 'FROM->TO icmp' 꼴로 적으세요(tcp, udp도 됩니다)`,
};
