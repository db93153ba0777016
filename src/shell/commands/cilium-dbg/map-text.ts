import type {
  IpcacheRow,
  LbBackendRow,
  LbReverseNatRow,
  LbServiceRow,
  LxcRow,
  ReverseSkRow,
} from '../../../lab/tables.ts';

/** RemoteEndpointInfo.String (pkg/maps/ipcache). */
export function ipcacheText(row: IpcacheRow): string {
  const flags = [row.skipTunnel ? 'skiptunnel' : '', row.hasTunnelEp ? 'hastunnel' : ''].filter((flag) => flag !== '');
  const names = flags.length === 0 ? '<none>' : flags.join(',');
  return `identity=${row.identity} encryptkey=${row.encryptKey} tunnelendpoint=${row.tunnelEndpoint} flags=${names}`;
}

/** EndpointInfo.String (pkg/maps/lxcmap). */
export function endpointText(row: LxcRow): string {
  if (row.host) return '(localhost)';
  const mac = (row.mac ?? '').toUpperCase();
  const node = (row.nodeMac ?? '').toUpperCase();
  const ids = `id=${`${row.lxcId}`.padEnd(5)} sec_id=${`${row.secId}`.padEnd(5)} flags=0x0000`;
  return `${ids} ifindex=${`${row.ifindex}`.padEnd(3)} mac=${mac} nodemac=${node} parent_ifindex=${row.parentIfindex}`;
}

/** Service4Key.String (pkg/loadbalancer/maps). */
export function serviceKey(row: LbServiceRow): string {
  return `${row.address}:${row.port}/${row.proto} (${row.slot})`;
}

/** Service4Value.String: backend, count, quarantined, reverse NAT and the two flag bytes. */
export function serviceValue(row: LbServiceRow): string {
  return `${row.backendId} ${row.count}[0] (${row.revNat}) [0x${serviceFlags(row).toString(16)} 0x0]`;
}

/** SVC_FLAG_EXTERNAL_IP is 1, SVC_FLAG_NODEPORT 2, SVC_FLAG_LOADBALANCER 32; a ClusterIP has none (bpf/lib/common.h). */
function serviceFlags({ type, slot }: LbServiceRow): number {
  if (slot !== 0) return 0;
  return { ClusterIP: 0, NodePort: 0x42, LoadBalancer: 0x60 }[type];
}

/** ServiceFlags.String: the type, and whether packets from outside may be for it. */
export function serviceType({ type, address }: LbServiceRow, any: string): string {
  const routable = type !== 'ClusterIP' && address !== any;
  return routable ? type : `${type}, non-routable`;
}

export function backendText(row: LbBackendRow): string {
  return `${row.proto}://${row.address}:${row.port}`;
}

export function reverseNatText(row: LbReverseNatRow): string {
  return `${row.address}:${row.port}`;
}

/**
 * A row of `bpf socknat list` in 1.18.0, which forgets that the map is in network order: ports and reverse NAT are printed
 * as they lie there, and signed.
 */
export function socknatText(row: ReverseSkRow): string {
  const backend = `${row.backend}:${swapped(row.backendPort)}`;
  return `${backend} -> ${row.service}:${swapped(row.servicePort)} (revnat=${swappedUnsigned(row.revNat)})`;
}

function swappedUnsigned(n: number): number {
  return ((n & 0xff) << 8) | ((n >> 8) & 0xff);
}

function swapped(n: number): number {
  const value = swappedUnsigned(n);
  return value >= 0x8000 ? value - 0x10000 : value;
}
