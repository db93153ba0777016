import type { Example } from '../../command.ts';
import type { Machine } from '../../machine.ts';

/** Lines worth typing: the ways to the pods of the lab. */
export function examplesOf({ world }: Machine): readonly Example[] {
  const far = world.nodes.at(-1);
  const pod = [...world.pods.values()].find(({ node, role }) => node === far?.name && role === 'web');
  const tunnel = [...world.devices.values()].find(({ kind }) => kind === 'tunnel');
  const lines: Example[] = [
    {
      line: 'ip -c route',
      on: 'control-plane',
      about: {
        en: 'the routing table, in the order in which the kernel keeps it',
        ko: '라우팅 테이블을 커널이 두는 차례로',
      },
    },
    {
      line: 'ip -br addr',
      on: 'control-plane',
      about: { en: 'all devices with their addresses', ko: '모든 장치와 그 주소' },
    },
    {
      line: 'ip rule',
      on: 'control-plane',
      about: { en: 'which routing tables are asked', ko: '어느 라우팅 테이블을 보는지' },
    },
  ];
  if (pod !== undefined) {
    for (const on of ['control-plane', 'router'] as const) {
      lines.push({
        line: `ip route get ${pod.ip}`,
        on,
        about: {
          en: `the way to ${pod.shortName} as the kernel sees it`,
          ko: `커널이 고르는 길. 목적지: ${pod.shortName}`,
        },
      });
    }
  }
  if (tunnel !== undefined) {
    lines.push({
      line: `ip -d link show ${tunnel.name}`,
      on: 'control-plane',
      about: { en: 'the tunnel device with its settings', ko: '터널 장치와 그 설정' },
    });
  }
  if (far !== undefined) {
    lines.push({
      line: `ip route add ${far.podCIDR} via ${far.ip}`,
      on: 'router',
      about: { en: `a way to the pods of ${far.name}`, ko: `파드로 가는 길을 더한다. 노드: ${far.name}` },
    });
  }
  return lines;
}
