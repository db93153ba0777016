import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { CobraCall } from '../cobra/tree.ts';
import { fail } from './release-asked.ts';
import { uitable } from './release-text.ts';

export function* repoAdd(call: CobraCall): Task {
  const { repositories } = call.context.machine.cluster.helm;
  const [name = '', url = ''] = call.operands;
  const before = repositories.get(name);
  const same = before !== undefined && before.replace(/\/$/, '') === url.replace(/\/$/, '');
  if (before !== undefined && !same && !call.flags.has('force')) {
    return yield* fail(call, `repository name (${name}) already exists, please specify a different name`);
  }
  if (before === undefined || !same) repositories.set(name, url);
  const text = same ? 'already exists with the same configuration, skipping' : 'has been added to your repositories';
  yield* write(call.context.io.stdout, `"${name}" ${text}\n`);
  return 0;
}

export function* repoList(call: CobraCall): Task {
  const { repositories } = call.context.machine.cluster.helm;
  if (repositories.size === 0) return yield* fail(call, 'no repositories to show');
  yield* write(call.context.io.stdout, uitable([['NAME', 'URL'], ...repositories]));
  return 0;
}

export function* repoUpdate(call: CobraCall): Task {
  const { repositories } = call.context.machine.cluster.helm;
  const { stdout } = call.context.io;
  const wanted = call.operands.length === 0 ? [...repositories.keys()] : call.operands;
  const missing = wanted.find((name) => !repositories.has(name));
  if (missing !== undefined) {
    return yield* fail(call, `no repositories found matching '${missing}'.  Nothing will be updated`);
  }
  yield* write(stdout, 'Hang tight while we grab the latest from your chart repositories...\n');
  for (const name of wanted)
    yield* write(stdout, `...Successfully got an update from the "${name}" chart repository\n`);
  yield* write(stdout, 'Update Complete. ⎈Happy Helming!⎈\n');
  return 0;
}

export function* repoRemove(call: CobraCall): Task {
  const { repositories } = call.context.machine.cluster.helm;
  for (const name of call.operands) {
    if (!repositories.delete(name)) return yield* fail(call, `no repo named "${name}" found`);
    yield* write(call.context.io.stdout, `"${name}" has been removed from your repositories\n`);
  }
  return 0;
}

/** Of the charts of a repository the lab knows one, in one version. */
export function* searchRepo(call: CobraCall): Task {
  const { repositories, version } = call.context.machine.cluster.helm;
  const { stdout } = call.context.io;
  const words = call.operands.map((word) => word.toLowerCase());
  const about = 'eBPF-based Networking, Security, and Observability';
  const rows = [...repositories.keys()]
    .map((name) => [`${name}/cilium`, version, version, about])
    .filter((row) => words.every((word) => row.join(' ').toLowerCase().includes(word)));
  if (rows.length === 0) yield* write(stdout, 'No results found\n');
  else yield* write(stdout, uitable([['NAME', 'CHART VERSION', 'APP VERSION', 'DESCRIPTION'], ...rows]));
  return 0;
}
