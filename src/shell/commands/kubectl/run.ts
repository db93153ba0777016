import { makePod, stopPod } from '../../cluster/controllers.ts';
import { container, podTemplate } from '../../cluster/pod-template.ts';
import type { Labels } from '../../cluster/records.ts';
import type { Context } from '../../command.ts';
import { write } from '../../process/stream.ts';
import { Signalled, signalCode, type Task, until } from '../../process/task.ts';
import type { Flags } from './flags.ts';
import { runIn } from './exec.ts';
import { nameProblem } from './manifest-checks.ts';
import { formatted } from './output.ts';
import { PODS } from './kinds-of-pods.ts';
import { Refusal } from './refusal.ts';
import { namespaceOf } from './resource-arguments.ts';

/** What kubectl says before it shows a session (1.32 and later). */
const ATTACHED = `All commands and output from this session will be recorded in container logs, including credentials and sensitive information passed through the command prompt.
If you don't see a command prompt, try pressing enter.
`;

/** kubectl run NAME --image=… [--rm -it] [-- COMMAND]. */
export function* run(context: Context, flags: Flags, words: readonly string[]): Task {
  const { io, machine } = context;
  const { work } = machine.cluster;
  const [name, ...inline] = words;
  if (name === undefined)
    throw new Refusal("error: NAME is required for run\nSee 'kubectl run -h' for help and examples");
  const image = flags.value('image');
  if (image === null) throw new Refusal('error: required flag(s) "image" not set');
  if (/\s/.test(image) || image === '')
    throw new Refusal(`error: Invalid image name "${image}": invalid reference format`);
  if (flags.has('overrides'))
    throw new Refusal('error: --overrides is not part of this lab: write a manifest and apply it');
  const attached = flags.has('stdin') || flags.has('tty');
  if (flags.has('remove') && !attached) throw new Refusal('error: --rm should only be used for attached containers');
  if (flags.has('tty') && !flags.has('stdin'))
    throw new Refusal('error: -i/--stdin is required for containers with -t/--tty=true');
  const problem = nameProblem('Pod', name);
  if (problem !== null) throw new Refusal(problem);
  const namespace = namespaceOf(flags);
  if (!work.hasNamespace(namespace))
    throw new Refusal(`Error from server (NotFound): namespaces "${namespace}" not found`);
  if (work.findPod(namespace, name) !== undefined)
    throw new Refusal(`Error from server (AlreadyExists): pods "${name}" already exists`);
  const command = [...inline, ...(flags.rest ?? [])];
  const port = Number(flags.value('port') ?? 0);
  const env = flags
    .values('env')
    .map((each) => ({ name: each.split('=')[0] ?? '', value: each.slice(each.indexOf('=') + 1) }));
  const one = {
    ...container(name, image, port > 0 ? [port] : []),
    ...(flags.has('asCommand') ? { command } : { args: command }),
    ...(env.length > 0 ? { more: { env } } : {}),
  };
  const policy = flags.value('restart');
  const template = podTemplate(labelsOf(flags, name), [one], {
    restartPolicy: policy === 'Never' || policy === 'OnFailure' ? policy : 'Always',
    // What reads a terminal or is typed to ends with it.
    grace: attached ? 0 : 30,
  });
  const pod = makePod(machine, namespace, name, template, null);
  const output = flags.value('output');
  if (output !== null) {
    const item = PODS.list(machine).find((each) => each.name === name && each.namespace === namespace);
    if (item !== undefined) yield* write(io.stdout, formatted(output, [{ kind: PODS, item }], true, true));
    return 0;
  }
  if (!attached) {
    yield* write(io.stdout, `pod/${name} created\n`);
    return 0;
  }
  return yield* attach(context, flags, { name, namespace, created: pod.created }, command);
}

function labelsOf(flags: Flags, name: string): Labels {
  const said = flags.value('setLabels');
  if (said === null) return [['run', name]];
  return said.split(',').map((each): readonly [string, string] => {
    const [key = '', value = ''] = each.split('=');
    return [key, value];
  });
}

/** Waits for the pod and runs its words where somebody sees them. */
function* attach(
  context: Context,
  flags: Flags,
  { name, namespace, created }: { readonly name: string; readonly namespace: string; readonly created: number },
  command: readonly string[],
): Task {
  const { io, machine } = context;
  const { work } = machine.cluster;
  const up = (): boolean =>
    work.findPod(namespace, name)?.created !== created || work.findPod(namespace, name)?.started !== null;
  let code: number;
  try {
    yield* until(up);
    const pod = work.findPod(namespace, name);
    if (pod === undefined) throw new Refusal(`Error from server (NotFound): pods "${name}" not found`);
    if (!flags.has('quiet')) yield* write(io.stderr, ATTACHED);
    code = yield* runIn(context, flags, pod, name, command.length > 0 ? command : ['sh'], false);
  } catch (error) {
    if (!(error instanceof Signalled)) throw error;
    code = signalCode(error.signal);
  }
  const pod = work.findPod(namespace, name);
  if (pod !== undefined && flags.has('remove')) {
    stopPod(machine, pod, 0);
    yield* write(io.stdout, `pod "${name}" deleted\n`);
  }
  if (code !== 0) yield* write(io.stderr, `pod ${namespace}/${name} terminated (Error)\n`);
  return code === 0 ? 0 : 1;
}
