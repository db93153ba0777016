import { absolute, streamed } from '../../process/files.ts';
import type { HelmRelease, HelmRevision } from '../../cluster/helm-release.ts';
import type { Machine } from '../../machine.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { CobraCall } from '../cobra/tree.ts';

/** The namespace that was asked for: -n, HELM_NAMESPACE, or that of the kubeconfig's context; null: nobody has chosen one. */
export function askedNamespace({ context, flags }: CobraCall): string | null {
  const { host, environment, shell } = context;
  const given = flags.value('namespace') ?? environment.get('HELM_NAMESPACE') ?? null;
  if (given !== null) return given;
  const config = environment.get('KUBECONFIG');
  const text = config === undefined ? null : host.files.read(absolute(config, shell.folder));
  const found = text === null ? null : /^\s+namespace:\s*"?([a-z0-9-]+)/m.exec(streamed(text));
  return found?.[1] ?? null;
}

/**
 * The release and revision that a reading command names, or null when helm has said that there is none. Where nobody has
 * chosen a namespace, the release is found in its own: the study's shells stand in kube-system, which a kubeconfig keeps.
 */
export function* askedRevision(
  call: CobraCall,
): Task<{ readonly release: HelmRelease; readonly revision: HelmRevision } | null> {
  const release = call.context.machine.cluster.helm;
  const namespace = askedNamespace(call) ?? release.namespace;
  const number = call.flags.value('revision');
  const revision =
    number === null || number === '0'
      ? release.current
      : release.revisions.find((each) => `${each.revision}` === number);
  if (call.operands[0] === release.name && namespace === release.namespace && revision !== undefined) {
    return { release, revision };
  }
  yield* fail(call, 'release: not found');
  return null;
}

/** 'Error: …', and 1. */
export function* fail({ context }: CobraCall, message: string): Task {
  yield* write(context.io.stderr, `Error: ${message}\n`);
  return 1;
}

/** require.ExactArgs, MinimumNArgs and NoArgs of helm, with the usage line they quote. */
export function needs(
  count: number,
  how: 'exactly' | 'at least' | 'at most' = 'exactly',
): (operands: readonly string[], call: CobraCall) => string | null {
  return (operands, { path, help }) => {
    const usage = /^ {2}(.*\[flags\])$/m.exec(help)?.[1] ?? `${path} [flags]`;
    const fits =
      how === 'exactly'
        ? operands.length === count
        : how === 'at least'
          ? operands.length >= count
          : operands.length <= count;
    if (fits) return null;
    const number = `${count} ${count === 1 ? 'argument' : 'arguments'}`;
    if (count === 0) return `"${path}" accepts no arguments\n\nUsage:  ${usage}`;
    const verb = how === 'at most' ? 'accepts at most' : how === 'at least' ? 'requires at least' : 'requires';
    return `"${path}" ${verb} ${number}\n\nUsage:  ${usage}`;
  };
}

export function releaseNames({ machine }: { readonly machine: Machine }): readonly string[] {
  return [machine.cluster.helm.name];
}
