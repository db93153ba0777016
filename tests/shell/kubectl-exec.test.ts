import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../../src/shell/registry.ts';
import { complete } from '../../src/shell/complete.ts';
import { explain } from '../../src/shell/explain.ts';
import { PRESETS } from '../../src/lab/presets/presets.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { Terminals } from './running-lab.ts';

describe('kubectl exec', () => {
  it.each([
    ['kubectl exec curl-pod -- hostname', 'curl-pod\n', 0],
    ['kubectl exec curl-pod -- sh -c "exit 3"', 'command terminated with exit code 3\n', 3],
    ['kubectl exec curl-pod -- sh -c nosuch', 'sh: nosuch: not found\ncommand terminated with exit code 127\n', 127],
    ['echo typed | kubectl exec -i curl-pod -- cat', 'typed\n', 0],
    ['echo typed | kubectl exec curl-pod -- cat', '', 0],
    [
      'echo typed | kubectl exec -it curl-pod -- cat',
      'Unable to use a TTY - input is not a terminal or the right kind of file\ntyped\n',
      0,
    ],
    ['kubectl exec -n kube-system ds/cilium -- hostname', 'k8s-ctr\n', 0],
    [
      'kubectl exec curl-pod ls',
      "error: exec [POD] [COMMAND] is not supported anymore. Use exec [POD] -- [COMMAND] instead\nSee 'kubectl exec -h' for help and examples\n",
      1,
    ],
    ['kubectl exec', 'error: pod, type/name or --filename must be specified\n', 1],
    ['kubectl exec nosuch -- ls', 'Error from server (NotFound): pods "nosuch" not found\n', 1],
  ])('%s', (line, text, code) => {
    expect(new Terminals().type('k8s-ctr', line)).toMatchObject({ text, code });
  });

  it.each([
    ['kubectl exec -it webpod-697b545f57-mn7r5 -- sh', 'exec: "sh": executable file not found in $PATH'],
    ['kubectl exec deploy/webpod -- /bin/ls', 'exec: "/bin/ls": stat /bin/ls: no such file or directory'],
    ['kubectl exec curl-pod -- nosuch', 'exec: "nosuch": executable file not found in $PATH'],
    ['kubectl exec -n kube-system etcd-k8s-ctr -- ls', 'exec: "ls": executable file not found in $PATH'],
  ])('says what every layer says of a program that is not there: %s', (line, why) => {
    const { err, code } = new Terminals().type('k8s-ctr', line);
    expect(err.replace(/"[0-9a-f]{64}"/, '"ID"')).toBe(
      `error: Internal error occurred: Internal error occurred: error executing command in container: failed to exec in container: failed to start exec "ID": OCI runtime exec failed: exec failed: unable to start container process: ${why}: unknown\n`,
    );
    expect(code).toBe(1);
  });

  it('tells which container it takes where the chart does not say it', () => {
    const older = { ...week4, versions: { ...week4.versions, cilium: '1.17.6' } };
    expect(new Terminals(older).type('k8s-ctr', 'kubectl exec -n kube-system ds/cilium -- true').err).toBe(
      'Defaulted container "cilium-agent" out of: cilium-agent, config (init), mount-cgroup (init), apply-sysctl-overwrites (init), mount-bpf-fs (init), clean-cilium-state (init), install-cni-binaries (init)\n',
    );
    expect(new Terminals().type('k8s-ctr', 'kubectl exec -n kube-system ds/cilium -- true').err).toBe('');
  });

  it('gives Ctrl-C to the program when it has the terminal, and dies of it itself when not', () => {
    const terminals = new Terminals();
    const there = terminals.typeWhile('k8s-ctr', 'kubectl exec -it curl-pod -- sleep 60', 'k8s-w1', 'sleep 1');
    expect(there).toMatchObject({ text: 'command terminated with exit code 130\n', code: 130 });
    const here = terminals.typeWhile('k8s-ctr', 'kubectl exec curl-pod -- sleep 60', 'k8s-w1', 'sleep 1');
    expect(here).toMatchObject({ text: '', code: 130 });
  });
});

describe('typing kubectl', () => {
  const terminals = new Terminals();
  const session = terminals.session('k8s-ctr');
  const words = (text: string): readonly string[] => {
    const { machine } = terminals;
    const { host, shell } = session;
    return complete({ machine, host, shell, commands: COMMANDS, text, caret: text.length }).words;
  };

  it.each([
    ['kubectl des', ['describe']],
    ['kubectl get nod', ['nodes']],
    ['kubectl get pods,svc', ['pods,svc']],
    ['kubectl get pod curl', ['curl-pod']],
    ['kubectl get pod/curl', ['pod/curl-pod']],
    ['kubectl get pods -n kube-sys', ['kube-system']],
    ['kubectl get pods -n kube-system etcd', ['etcd-k8s-ctr']],
    ['kubectl exec -n kube-system ds/', ['ds/cilium', 'ds/cilium-envoy']],
    ['kubectl exec -n kube-system ds/cilium -c cilium', ['cilium-agent']],
    ['kubectl rollout res', ['restart']],
    ['kubectl rollout restart deploy web', ['webpod']],
    ['kubectl get pods --show-l', ['--show-labels']],
    ['kubectl scale --repl', ['--replicas']],
    ['kubectl drain k8s-w', ['k8s-w0', 'k8s-w1']],
    ['kubectl get pods -o js', ['json', 'jsonpath=']],
  ])('completes %s', (text, found) => {
    expect(words(text)).toEqual(found);
  });

  it.each([
    ['kubectl get pods', 'get', 'Display one or many resources'],
    ['kubectl get pods', 'pods', 'objects of the kind Pod'],
    ['kubectl rollout restart ds/cilium', 'restart', 'starts its pods anew, a few at a time'],
    ['kubectl rollout restart ds/cilium', 'ds/', 'the DaemonSet cilium'],
    ['kubectl exec curl-pod -- ping x', '--', 'what follows is the command in the container'],
    ['kubectl get pods -n kube-system', '-n', 'in this namespace'],
  ])('explains in %s: %s', (text, word, about) => {
    expect(explain(COMMANDS, session.shell, text, text.indexOf(word) + 1)?.about.en).toBe(about);
  });

  it.each(PRESETS)('offers lines that work in the lab $name', ({ lab }) => {
    const all = new Terminals(lab);
    const examples = COMMANDS.get('kubectl')?.examples?.(all.machine) ?? [];
    expect(examples.length).toBeGreaterThan(4);
    const master = lab.nodes.find(({ controlPlane }) => controlPlane)!.name;
    for (const { line } of examples)
      expect([line, all.type(master, line).err]).not.toEqual([line, expect.stringMatching(/^error|^Error|Internal/)]);
  });
});

describe('kubectl help', () => {
  it('is that of kubectl, and each command tells its usage', () => {
    const terminals = new Terminals();
    expect(terminals.type('k8s-ctr', 'kubectl').out).toMatch(
      /^kubectl controls the Kubernetes cluster manager\.\n\n Find more information at: https:\/\/kubernetes\.io\/docs\/reference\/kubectl\/\n\nBasic Commands \(Beginner\):\n/,
    );
    expect(terminals.type('k8s-ctr', 'kubectl rollout --help').out).toMatch(
      /^Manage the rollout of a resource\.\n[\s\S]*\nUsage:\n {2}kubectl rollout SUBCOMMAND \[options\]\n$/,
    );
  });
});
