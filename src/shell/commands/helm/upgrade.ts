import { parse as parseYaml } from 'yaml';
import type { HelmRelease } from '../../cluster/helm-release.ts';
import { applySet } from '../../cluster/helm-set.ts';
import { isTree, merged, valueAt, type HelmValue, type HelmValues } from '../../cluster/helm-values.ts';
import { restartAgents } from '../../cluster/restart-agents.ts';
import type { Nanos } from '../../../lab/names.ts';
import { absolute, streamed } from '../../process/files.ts';
import { readAll, write } from '../../process/stream.ts';
import { sleepUntil, until, type Task } from '../../process/task.ts';
import type { CobraCall } from '../cobra/tree.ts';
import { askedNamespace, fail } from './release-asked.ts';
import { statusText } from './release-text.ts';

/** What rendering the chart and telling the API server takes. */
const UPGRADE_TIME = 2_500_000_000;
/** --timeout, unless it is given: 5m0s. */
const WAIT_LIMIT = 300_000_000_000;

type Given = { readonly ok: true; readonly values: HelmValues } | { readonly ok: false; readonly message: string };

/** The values of the command line: files in their order, then --set, then --set-string (helm pkg/cli/values MergeValues). */
export function* givenValues({ context, flags }: CobraCall): Task<Given> {
  const { host, io, shell } = context;
  let values: HelmValues = {};
  for (const name of flags.values('values').flatMap((names) => names.split(','))) {
    const path = absolute(name, shell.folder);
    const text = name === '-' ? yield* readAll(io.stdin) : host.files.read(path);
    if (text === null) return { ok: false, message: `open ${name}: no such file or directory` };
    const tree = treeOf(typeof text === 'string' ? text : streamed(text));
    if (typeof tree === 'string') return { ok: false, message: `failed to parse ${name}: ${tree}` };
    values = merged(values, tree);
  }
  for (const key of ['set', 'setString'] as const) {
    for (const text of flags.values(key)) {
      const answer = applySet(values, text, key === 'setString');
      const flag = key === 'set' ? '--set' : '--set-string';
      if (!answer.ok) return { ok: false, message: `failed parsing ${flag} data: ${answer.message}` };
      values = answer.values;
    }
  }
  return { ok: true, values };
}

function treeOf(text: string): HelmValues | string {
  try {
    const value = parseYaml(text) as HelmValue;
    if (value === null) return {};
    return isTree(value)
      ? value
      : 'error unmarshaling JSON: while decoding JSON: json: cannot unmarshal value into Go value of type map[string]interface {}';
  } catch (error) {
    // An alias to nowhere or to too much is no YAMLParseError.
    if (error instanceof Error) return `error converting YAML to JSON: yaml: ${error.message.split('\n')[0] ?? ''}`;
    throw error;
  }
}

/** Why this chart cannot be had; null when it is that of the release. */
export function chartProblem(release: HelmRelease, chart: string, version: string | null): string | null {
  const slash = chart.indexOf('/');
  if (chart.startsWith('.') || chart.startsWith('/')) return `path "${chart}" not found`;
  if (slash < 0) return `non-absolute URLs should be in form of repo_name/path_to_chart, got: ${chart}`;
  const [repository, name] = [chart.slice(0, slash), chart.slice(slash + 1)];
  if (!release.repositories.has(repository)) return `repo ${repository} not found`;
  if (name !== 'cilium') {
    return `chart "${name}" matching ${version ?? ''} not found in ${repository} index. (try 'helm repo update'): no chart name found`;
  }
  if (version === null || version.replace(/^v/, '') === release.version) return null;
  return `this lab is one of Cilium ${release.version}: chart "cilium" version "${version}" is not part of it`;
}

/** What values the release gets (helm pkg/action/upgrade.go reuseValues). */
function wantedValues({ flags }: CobraCall, release: HelmRelease, given: HelmValues): HelmValues {
  const before = release.current.values;
  if (flags.has('resetValues')) return given;
  if (flags.has('reuseValues') || flags.has('resetThenReuse')) return merged(before, given);
  return Object.keys(given).length === 0 ? before : given;
}

export function* upgrade(call: CobraCall): Task {
  const { machine, io } = call.context;
  const { helm: release } = machine.cluster;
  const { flags } = call;
  const [name = '', chart = ''] = call.operands;
  const problem = chartProblem(release, chart, flags.value('version'));
  if (problem !== null) return yield* fail(call, problem);
  const given = yield* givenValues(call);
  if (!given.ok) return yield* fail(call, given.message);
  if (name !== release.name || (askedNamespace(call) ?? 'default') !== release.namespace) {
    if (!flags.has('install')) return yield* fail(call, `UPGRADE FAILED: "${name}" has no deployed releases`);
    return yield* fail(
      call,
      `this lab has one Cilium, which is release ${release.name} of namespace ${release.namespace}`,
    );
  }
  const values = wantedValues(call, release, given.values);
  yield* sleepUntil((machine.now + UPGRADE_TIME) as Nanos);
  const dry = flags.has('dryRun') && flags.value('dryRun') !== 'none' && flags.value('dryRun') !== 'false';
  if (dry) {
    const next = { revision: release.current.revision + 1, at: machine.now, values, description: 'Dry run complete' };
    yield* write(
      io.stderr,
      `helm: the templates of ${release.chart} are not part of this lab: no HOOKS and no MANIFEST\n`,
    );
    yield* write(io.stdout, done(release, statusText(machine, release, next, 'pending-upgrade')));
    return 0;
  }
  const made = release.upgrade(values, machine.now, flags.values('set'));
  const rollsOut = valueAt(values, 'rollOutCiliumPods') === true;
  if (rollsOut) {
    const rollout = machine.scheduler.spawn(rolledOut(call), machine.scheduler.newGroup());
    if (flags.has('wait')) yield* until(() => rollout.exitCode !== null);
    if (flags.has('wait') && rollout.exitCode !== 0) {
      // Agents that do not come up are waited for as long as --timeout says.
      yield* sleepUntil((machine.now + WAIT_LIMIT) as Nanos);
      return yield* fail(call, 'UPGRADE FAILED: context deadline exceeded');
    }
  }
  yield* write(io.stdout, done(release, statusText(machine, release, made, 'deployed')));
  return 0;
}

function* rolledOut({ context }: CobraCall): Task {
  return (yield* restartAgents(context.machine)) === null ? 0 : 1;
}

function done(release: HelmRelease, status: string): string {
  return `Release "${release.name}" has been upgraded. Happy Helming!\n${status}`;
}

/** A release that is there cannot be installed, and of other charts the lab has none. */
export function* install(call: CobraCall): Task {
  const { helm: release } = call.context.machine.cluster;
  const [name = '', chart = '', ...more] = call.operands;
  if (more.length > 0) {
    const words = more.join(', ');
    return yield* fail(call, `INSTALLATION FAILED: expected at most two arguments, unexpected arguments: ${words}`);
  }
  const problem = chartProblem(release, chart, call.flags.value('version'));
  if (problem !== null) return yield* fail(call, `INSTALLATION FAILED: ${problem}`);
  if (name === release.name && (askedNamespace(call) ?? 'default') === release.namespace) {
    return yield* fail(call, 'INSTALLATION FAILED: cannot re-use a name that is still in use');
  }
  return yield* fail(
    call,
    `this lab has one Cilium, which is release ${release.name} of namespace ${release.namespace}`,
  );
}

export function* uninstall(call: CobraCall): Task {
  const { helm: release } = call.context.machine.cluster;
  const [name = ''] = call.operands;
  if (name !== release.name || (askedNamespace(call) ?? 'default') !== release.namespace) {
    return yield* fail(call, `uninstall: Release not loaded: ${name}: release: not found`);
  }
  return yield* fail(call, 'this lab has no life without its CNI: the release stays');
}

export function* rollback(call: CobraCall): Task {
  const { machine, io } = call.context;
  const { helm: release } = machine.cluster;
  const [name = '', to = '0'] = call.operands;
  if (name !== release.name || (askedNamespace(call) ?? 'default') !== release.namespace) {
    return yield* fail(call, 'release: not found');
  }
  const wanted = Number(to) === 0 ? release.current.revision - 1 : Number(to);
  const revision = release.revisions.find((each) => each.revision === wanted);
  if (revision === undefined) return yield* fail(call, `release has no ${wanted} version`);
  yield* sleepUntil((machine.now + UPGRADE_TIME) as Nanos);
  release.upgrade(revision.values, machine.now, [], `Rollback to ${wanted}`);
  yield* write(io.stdout, 'Rollback was a success! Happy Helming!\n');
  return 0;
}
