import { isTree, merged, withValueAt, type HelmValue, type HelmValues } from '../../cluster/helm-values.ts';
import { valuesJson, valuesYaml } from '../../cluster/helm-yaml.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { CobraCall } from '../cobra/tree.ts';
import { askedNamespace, askedRevision, fail } from './release-asked.ts';
import { ansic, goTime, stateOf, statusText, notes, uitable } from './release-text.ts';

/** The chart's own values as far as they change something in the lab (values.yaml of 1.18). */
const CHART: readonly (readonly [path: string, value: HelmValue])[] = [
  ['autoDirectNodeRoutes', false],
  ['bgpControlPlane.enabled', false],
  ['bpf.hostLegacyRouting', false],
  ['bpf.monitorAggregation', 'medium'],
  ['endpointRoutes.enabled', false],
  ['installNoConntrackIptablesRules', false],
  ['ipv4NativeRoutingCIDR', ''],
  ['kubeProxyReplacement', 'false'],
  ['rollOutCiliumPods', false],
  ['routingMode', ''],
  ['socketLB.enabled', false],
  ['tunnelProtocol', ''],
];

function asOutput(value: HelmValue, format: string): string {
  return format === 'json' ? `${valuesJson(value)}\n` : isTree(value) ? valuesYaml(value) : `${valuesJson(value)}\n`;
}

export function* getValues(call: CobraCall): Task {
  const asked = yield* askedRevision(call);
  if (asked === null) return 1;
  const { io } = call.context;
  const all = call.flags.has('all');
  const values = all ? computedValues(asked.revision.values) : asked.revision.values;
  if (all) yield* write(io.stderr, COMPUTED_NOTE);
  const format = call.flags.value('output') ?? 'table';
  const head = format === 'table' ? (all ? 'COMPUTED VALUES:\n' : 'USER-SUPPLIED VALUES:\n') : '';
  const nothing = Object.keys(values).length === 0;
  yield* write(io.stdout, nothing && format === 'table' ? `${head}null\n` : head + asOutput(values, format));
  return 0;
}

export function* getNotes(call: CobraCall): Task {
  const asked = yield* askedRevision(call);
  if (asked === null) return 1;
  yield* write(call.context.io.stdout, `NOTES:\n${notes(asked.release, asked.revision)}`);
  return 0;
}

export function* getMetadata(call: CobraCall): Task {
  const asked = yield* askedRevision(call);
  if (asked === null) return 1;
  const { release, revision } = asked;
  const { machine, io } = call.context;
  const lines = [
    `NAME: ${release.name}`,
    'CHART: cilium',
    `VERSION: ${release.version}`,
    `APP_VERSION: ${release.version}`,
    `NAMESPACE: ${release.namespace}`,
    `REVISION: ${revision.revision}`,
    `STATUS: ${stateOf(release, revision)}`,
    `DEPLOYED_AT: ${rfc3339(goTime(machine, revision.at))}`,
  ];
  yield* write(io.stdout, `${lines.join('\n')}\n`);
  return 0;
}

/** '2025-08-10 03:03:57.5 +0900 KST' as RFC 3339 without the fraction. */
function rfc3339(text: string): string {
  const [date = '', time = '', offset = ''] = text.split(' ');
  return `${date}T${time.split('.')[0] ?? ''}${offset.slice(0, 3)}:${offset.slice(3)}`;
}

const COMPUTED_NOTE = 'helm: of the values of the chart only those that change something in this lab\n';

/** What the chart computes of the values, as far as the lab knows the chart's own. */
function computedValues(values: HelmValues): HelmValues {
  const chart = CHART.reduce<HelmValues>((tree, [path, value]) => withValueAt(tree, path.split('.'), value), {});
  return merged(chart, values);
}

/** Everything but the manifest (helm 3.18 pkg/cmd/status.go, with debug and metadata). */
export function* getAll(call: CobraCall): Task {
  const asked = yield* askedRevision(call);
  if (asked === null) return 1;
  const { release, revision } = asked;
  const { machine, io } = call.context;
  yield* write(io.stderr, COMPUTED_NOTE);
  yield* write(
    io.stderr,
    `helm: the templates of ${release.chart} are not part of this lab: no HOOKS and no MANIFEST\n`,
  );
  const head = `CHART: cilium\nVERSION: ${release.version}\nAPP_VERSION: ${release.version}\nTEST SUITE: None\n`;
  const values = [
    `USER-SUPPLIED VALUES:\n${valuesYaml(revision.values)}\n`,
    `COMPUTED VALUES:\n${valuesYaml(computedValues(revision.values))}\n`,
    'HOOKS:\nMANIFEST:\n\n',
  ].join('');
  const text = statusText(machine, release, revision, stateOf(release, revision));
  yield* write(io.stdout, text.replace('TEST SUITE: None\n', `${head}${values}`));
  return 0;
}

/** `helm template`, `helm show`: the chart itself. */
export function* chartAbsent(call: CobraCall): Task {
  const { chart } = call.context.machine.cluster.helm;
  return yield* fail(
    call,
    `${chart} is not part of this lab, only its values are: helm get values -a, helm upgrade --set`,
  );
}

/** The lab knows no templates: nothing is better than something made up. */
export function* getManifest(call: CobraCall): Task {
  const asked = yield* askedRevision(call);
  if (asked === null) return 1;
  const name = asked.release.chart;
  return yield* fail(
    call,
    `the templates of ${name} are not part of this lab: see 'kubectl get cm -n kube-system cilium-config -o yaml' for what they make of the values`,
  );
}

export function* status(call: CobraCall): Task {
  const asked = yield* askedRevision(call);
  if (asked === null) return 1;
  const { release, revision } = asked;
  const text = statusText(call.context.machine, release, revision, stateOf(release, revision));
  yield* write(call.context.io.stdout, text);
  return 0;
}

export function* history(call: CobraCall): Task {
  const asked = yield* askedRevision(call);
  if (asked === null) return 1;
  const { release } = asked;
  const { machine, io } = call.context;
  const max = Number(call.flags.value('max') ?? 256) || 256;
  const shown = release.revisions.slice(-max);
  const format = call.flags.value('output') ?? 'table';
  if (format !== 'table') {
    const list: HelmValue = shown.map((each) => ({
      revision: each.revision,
      updated: goTime(machine, each.at),
      status: stateOf(release, each),
      chart: release.chart,
      app_version: release.version,
      description: each.description,
    }));
    yield* write(io.stdout, `${valuesJson(list)}\n`);
    return 0;
  }
  const head = ['REVISION', 'UPDATED', 'STATUS', 'CHART', 'APP VERSION', 'DESCRIPTION'];
  const rows = shown.map((each) => [
    `${each.revision}`,
    ansic(machine, each.at),
    stateOf(release, each),
    release.chart,
    release.version,
    each.description,
  ]);
  yield* write(io.stdout, uitable([head, ...rows]));
  return 0;
}

export function* list(call: CobraCall): Task {
  const { machine, io } = call.context;
  const { helm: release } = machine.cluster;
  const namespace = askedNamespace(call) ?? 'default';
  const seen = call.flags.has('allNamespaces') || namespace === release.namespace;
  const { current } = release;
  const row = [
    release.name,
    release.namespace,
    `${current.revision}`,
    goTime(machine, current.at),
    'deployed',
    release.chart,
    release.version,
  ];
  const format = call.flags.value('output') ?? 'table';
  if (call.flags.has('short')) yield* write(io.stdout, seen ? `${release.name}\n` : '');
  else if (format !== 'table') {
    const [name = '', ns = '', revision = '', updated = '', state = '', chart = '', version = ''] = row;
    const element = { name, namespace: ns, revision, updated, status: state, chart, app_version: version };
    yield* write(io.stdout, `${valuesJson(seen ? [element] : [])}\n`);
  } else {
    const head = ['NAME', 'NAMESPACE', 'REVISION', 'UPDATED', 'STATUS', 'CHART', 'APP VERSION'];
    yield* write(io.stdout, uitable(seen ? [head, row] : [head]));
  }
  return 0;
}
