import { placed } from '../../cluster/kube-names.ts';
import type { ServiceRecord } from '../../cluster/records.ts';
import type { Machine } from '../../machine.ts';

export interface ServicePort {
  readonly name: string;
  readonly port: number;
  readonly protocol: 'TCP' | 'UDP';
  readonly targetPort: number;
  readonly nodePort: number | null;
}

/**
 * The ports of a service. A lab file names one; kubeadm's kube-dns always has three (cmd/kubeadm/app/phases/addons/dns), of
 * which the lab answers on the first.
 */
export function portsOf(service: ServiceRecord): readonly ServicePort[] {
  const { port, targetPort, protocol, nodePort } = service;
  const [namespace, name] = placed(service.name);
  const own = { port, targetPort, protocol, nodePort };
  if (namespace === 'kube-system' && name === 'kube-dns' && protocol === 'UDP') {
    return [
      { ...own, name: 'dns' },
      { ...own, name: 'dns-tcp', protocol: 'TCP' },
      { name: 'metrics', port: 9153, targetPort: 9153, protocol: 'TCP', nodePort: null },
    ];
  }
  return [{ ...own, name: namespace === 'default' && name === 'kubernetes' ? 'https' : '' }];
}

export interface Backend {
  readonly ip: string;
  /** Null for what is no pod. */
  readonly pod: string | null;
  readonly node: string | null;
}

/** Who answers for a service, by address. */
export function backendsOf({ world }: Machine, name: string): readonly Backend[] {
  const found = world.services.find((each) => each.name === name)?.backends ?? [];
  return found
    .map(({ address, pod }): Backend => {
      const known = pod === null ? undefined : world.pods.get(pod);
      return { ip: address, pod: known?.shortName ?? null, node: known?.node ?? null };
    })
    .toSorted((a, b) => (a.ip < b.ip ? -1 : a.ip > b.ip ? 1 : 0));
}

/** 'ADDRESS:PORT,…', at most three of them (pkg/printers/internalversion formatEndpoints). */
export function endpointsText(backends: readonly Backend[], ports: readonly ServicePort[]): string {
  const all = ports.flatMap(({ targetPort }) => backends.map(({ ip }) => `${ip}:${targetPort}`));
  if (all.length === 0) return '<none>';
  return all.slice(0, 3).join(',') + (all.length > 3 ? ` + ${all.length - 3} more...` : '');
}
