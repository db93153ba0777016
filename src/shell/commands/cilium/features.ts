import { effectiveSettings } from '../../../lab/settings.ts';
import type { Machine } from '../../machine.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { CobraCall, CobraFlags } from '../cobra/tree.ts';
import { tabwriter } from '../cobra/tabwriter.ts';
import { valueAt } from '../../cluster/helm-values.ts';

export const FEATURES_FLAGS = {
  node: {
    names: ['--node'],
    takes: 'string',
    about: { en: 'Node from which features status will be fetched, omit to select all nodes', ko: '이 노드만' },
  },
  output: {
    names: ['-o', '--output'],
    takes: 'string',
    default: '"tab"',
    about: { en: 'Output format. One of: tab, markdown, json', ko: '출력 형식' },
  },
} satisfies CobraFlags;

interface Metric {
  readonly name: string;
  readonly labels: string;
  /** By node, in the order of the header. */
  readonly values: readonly number[];
}

type OfNode = readonly (readonly [name: string, labels: string, value: number])[];

/**
 * What an agent counts of its configuration (pkg/metrics/features). unverified: the set of metrics is that of a lab of the
 * study, where the widest name and label give the columns that others have printed.
 */
function metricsOf(machine: Machine, node: string): OfNode {
  const { cluster, world } = machine;
  const agent = cluster.agents.all().find((each) => each.node === node);
  const settings = effectiveSettings({ ...world.file, cilium: agent?.cilium ?? world.file.cilium });
  const network = settings.routing === 'native' ? 'direct-routing' : `overlay-${settings.routing}`;
  const bgp = valueAt(cluster.helm.current.values, 'bgpControlPlane.enabled') === true;
  const on = (value: boolean): number => (value ? 1 : 0);
  const lb = 'cilium_feature_adv_connect_and_lb_';
  const control = 'cilium_feature_controlplane_';
  const path = 'cilium_feature_datapath_';
  const policies = 'cilium_feature_network_policies_';
  return [
    [`${lb}bandwidth_manager_enabled`, '', 0],
    [`${lb}bgp_enabled`, '', on(bgp)],
    [`${lb}cilium_envoy_config_enabled`, '', 0],
    [`${lb}cilium_node_config_enabled`, '', 0],
    [`${lb}egress_gateway_enabled`, '', 0],
    [`${lb}envoy_proxy_enabled`, 'mode=standalone', 1],
    [`${lb}kube_proxy_replacement_enabled`, '', on(settings.kubeProxyReplacement)],
    [`${lb}l2_lb_enabled`, '', 0],
    [`${lb}l2_pod_announcement_enabled`, '', 0],
    [`${lb}node_port_configuration`, 'acceleration=disabled;algorithm=random;mode=snat', 1],
    [`${lb}sctp_enabled`, '', 0],
    [`${lb}vtep_enabled`, '', 0],
    [`${control}cilium_endpoint_slices_enabled`, '', 0],
    [`${control}identity_allocation`, 'mode=crd', 1],
    [`${control}ipam`, 'mode=cluster-pool', 1],
    [`${path}chaining_enabled`, 'mode=none', 1],
    [`${path}config`, 'mode=veth', 1],
    [`${path}endpoint_routes_enabled`, '', on(settings.endpointRoutes)],
    [`${path}internet_protocol`, 'address_family=ipv4-only', 1],
    [`${path}network`, `mode=${network}`, 1],
    [`${policies}host_firewall_enabled`, '', 0],
    [`${policies}internal_traffic_policy_services_total`, 'action=add', world.services.length],
    [`${policies}local_redirect_policy_enabled`, '', 0],
    [`${policies}mutual_auth_enabled`, '', 1],
    [`${policies}non_defaultdeny_policies_enabled`, '', 1],
  ];
}

/** What the operator counts. unverified: the set. */
const OPERATOR: OfNode = [
  ['cilium_operator_feature_adv_connect_and_lb_gateway_api_enabled', '', 0],
  ['cilium_operator_feature_adv_connect_and_lb_ingress_controller_enabled', '', 0],
  ['cilium_operator_feature_adv_connect_and_lb_l7_aware_traffic_management_enabled', '', 0],
  ['cilium_operator_feature_adv_connect_and_lb_lb_ipam_enabled', '', 1],
  ['cilium_operator_feature_adv_connect_and_lb_node_ipam_enabled', '', 0],
];

/** A metric is a name with its labels: nodes that have others than the rest have 0 there. */
function joined(byNode: readonly OfNode[]): readonly Metric[] {
  const keys = new Map<string, readonly [string, string]>();
  for (const metrics of byNode) for (const [name, labels] of metrics) keys.set(`${name};${labels}`, [name, labels]);
  return [...keys]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, [name, labels]]) => ({
      name,
      labels,
      values: byNode.map((own) => own.find((each) => each[0] === name && each[1] === labels)?.[2] ?? 0),
    }));
}

function table(nodes: readonly string[], metrics: readonly Metric[]): string {
  let previous = '';
  const rows = metrics.map(({ name, labels, values }) => {
    const binary = values.every((value) => value === 0 || value === 1);
    const uniform = binary ? (new Set(values).size <= 1 ? 'Yes' : 'No') : ' ';
    const shown = name === previous ? '' : name;
    previous = name;
    return [uniform, shown, labels, ...values.map(String), ''].join('\t');
  });
  return tabwriter([['Uniform', 'Name', 'Labels', ...nodes, ''].join('\t'), ...rows], { min: 0, padding: 2 });
}

/** `cilium features status` of cilium-cli 0.18: the operators' table, then the agents', nodes by name. */
export function* featuresStatus(call: CobraCall): Task {
  const { machine, io } = call.context;
  const format = call.flags.value('output') ?? 'tab';
  if (format !== 'tab') {
    const message = ['markdown', 'json'].includes(format)
      ? `this lab prints tables only: -o ${format}`
      : `output ${format} not recognized`;
    yield* write(io.stderr, `\nError: Unable to print features status: ${message}\n`);
    return 1;
  }
  const only = call.flags.value('node');
  const nodes = machine.world.nodes
    .map((node) => `${node.name}`)
    .filter((name) => only === null || name === only)
    .toSorted((a, b) => (a < b ? -1 : 1));
  const operatorOn = machine.world.nodes.find((node) => node.controlPlane)?.name;
  const operators = operatorOn === undefined ? [] : [`${operatorOn}`];
  yield* write(io.stdout, `Cilium Operators\n${table(operators, joined(operators.map(() => OPERATOR)))}`);
  yield* write(io.stdout, `\nCilium Agents\n${table(nodes, joined(nodes.map((node) => metricsOf(machine, node))))}`);
  return 0;
}
