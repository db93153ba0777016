import { hostEndpointId } from '../../../capture/monitor/endpoint-ids.ts';
import { deviceName, IDENTITY, type EndpointId, type Identity } from '../../../lab/names.ts';
import type { Device, Pod } from '../../../lab/world.ts';
import type { Context } from '../../command.ts';
import { nodeOf } from './map-rows.ts';
import { labelsOf } from './identity-labels.ts';

/** An endpoint that the agent of a node manages: a pod of its node, or the node itself. */
export interface Managed {
  readonly id: EndpointId;
  readonly identity: Identity;
  readonly labels: readonly string[];
  readonly ip: string;
  readonly pod: Pod | null;
  readonly lxc: Device | null;
  readonly eth0: Device | null;
}

/** The endpoints of a node by their number. Says that they came from cilium_lxc. */
export function managedEndpoints(context: Context): readonly Managed[] {
  const { lab, world } = context.machine;
  const node = nodeOf(context);
  const rows = lab.table(node, 'cilium_lxc');
  context.shows({ kind: 'rows', netns: node, table: 'cilium_lxc', keys: [...rows.keys()] });
  const pods = [...world.pods.values()].filter((pod) => pod.node === node && rows.has(pod.ip));
  const all = pods.map((pod): Managed => ({
    id: pod.endpoint,
    identity: pod.identity,
    labels: labelsOf(context, pod.identity),
    ip: pod.ip,
    pod,
    lxc: world.devices.get(pod.lxc) ?? null,
    eth0: world.devices.get(pod.eth0) ?? null,
  }));
  const host: Managed = {
    id: hostEndpointId(world, node),
    identity: IDENTITY.host,
    labels: hostLabels(context),
    ip: '',
    pod: null,
    lxc: null,
    eth0: null,
  };
  return [...all, host].toSorted((a, b) => a.id - b.id);
}

/** The host endpoint has the labels of its Node object that identities may have (kubeadm's, on a control plane). */
function hostLabels(context: Context): readonly string[] {
  const node = context.machine.world.nodes.find((each) => each.name === nodeOf(context));
  if (node?.controlPlane !== true) return ['reserved:host'];
  return [
    'k8s:node-role.kubernetes.io/control-plane',
    'k8s:node.kubernetes.io/exclude-from-external-load-balancers',
    'reserved:host',
  ];
}

/**
 * models.Endpoint as `endpoint get` prints it, as far as the lab knows it. unverified: which of the fields without a value
 * are left out.
 */
export function endpointModel({ id, identity, labels, ip, pod, lxc, eth0 }: Managed): unknown {
  const networking = {
    addressing: [{ ipv4: ip, 'ipv4-pool-name': 'default' }],
    'host-mac': lxc?.mac ?? '',
    'interface-index': lxc?.ifindex ?? 0,
    'interface-name': lxc === null ? 'cilium_host' : deviceName(lxc.id),
    mac: eth0?.mac ?? '',
  };
  const realized = {
    'allowed-egress-identities': [],
    'allowed-ingress-identities': [],
    build: 2,
    'cidr-policy': { egress: [], ingress: [] },
    id: identity,
    l4: { egress: [], ingress: [] },
    'policy-enabled': 'none',
    'policy-revision': 1,
  };
  const external =
    pod === null
      ? {}
      : {
          'cni-attachment-id': `${pod.name}:${deviceName(pod.eth0)}`,
          'k8s-namespace': pod.namespace,
          'k8s-pod-name': pod.shortName,
          'pod-name': `${pod.namespace}/${pod.shortName}`,
        };
  return {
    id,
    spec: { 'label-configuration': {}, options: ENDPOINT_OPTIONS },
    status: {
      controllers: [],
      'external-identifiers': external,
      health: { bpf: 'OK', connected: true, overallHealth: 'OK', policy: 'OK' },
      identity: { id: identity, labels, labelsSHA256: '' },
      labels: { derived: [], disabled: [], realized: {}, 'security-relevant': labels },
      networking,
      policy: { 'proxy-policy-revision': 1, 'proxy-statistics': [], realized, spec: realized },
      realized: { 'label-configuration': {}, options: ENDPOINT_OPTIONS },
      state: 'ready',
    },
  };
}

const ENDPOINT_OPTIONS = {
  ConntrackAccounting: 'Disabled',
  Debug: 'Disabled',
  DebugLB: 'Disabled',
  DebugPolicy: 'Disabled',
  DropNotification: 'Enabled',
  MonitorAggregationLevel: 'Medium',
  PolicyAccounting: 'Enabled',
  PolicyAuditMode: 'Disabled',
  PolicyVerdictNotification: 'Enabled',
  SourceIPVerification: 'Enabled',
  TraceNotification: 'Enabled',
};
