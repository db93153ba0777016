import { describe, expect, it } from 'vitest';
import type { LabFile } from '../../src/lab/file.ts';
import { stranger } from '../../src/lab/presets/stranger.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { cidrHas, type Cidr } from '../../src/wire/address.ts';
import { seed001 } from './posts/seed-001.ts';
import { Terminals } from './running-lab.ts';

/** The manifests of the posts, as they are typed. */
function postsManifest(part: 'webpod' | 'curl-pod', node = 'k8s-ctr'): string {
  const line = seed001.steps
    .map((step) => step.typed)
    .find((typed) => typed.includes('kubectl apply') && typed.includes(part))!;
  return line.replaceAll('k8s-ctr', node);
}

/** The lab before anybody has applied anything. */
function bare(lab: LabFile): LabFile {
  const pods = lab.pods.filter(({ name }) => name.startsWith('kube-system/'));
  const services = lab.services.filter(({ name }) => name !== 'webpod');
  return { ...lab, pods, services };
}

const OVERLAY =
  'helm upgrade cilium cilium/cilium -n kube-system --version 1.18.0 --reuse-values --set routingMode=tunnel --set tunnelProtocol=vxlan --set autoDirectNodeRoutes=false --set installNoConntrackIptablesRules=false > /dev/null';

describe('pods that a reader makes', () => {
  it.each([
    ['week4', week4],
    ['stranger', stranger],
  ])('come up from the manifests of the posts in the lab %s', (_, lab) => {
    const terminals = new Terminals(bare(lab));
    expect(terminals.type('k8s-ctr', postsManifest('webpod')).text).toBe(
      'deployment.apps/webpod created\nservice/webpod created\n',
    );
    expect(terminals.type('k8s-ctr', postsManifest('curl-pod')).text).toBe('pod/curl-pod created\n');
    expect(
      terminals.type('k8s-ctr', 'kubectl rollout status deploy webpod; kubectl wait --for=condition=Ready pod/curl-pod')
        .out,
    ).toMatch(/deployment "webpod" successfully rolled out\npod\/curl-pod condition met\n$/);
    const pods = [...terminals.machine.world.pods.values()].filter(({ namespace }) => namespace === 'default');
    expect(pods).toHaveLength(4);
    for (const { ip, node, identity } of pods) {
      expect(cidrHas(lab.nodes.find(({ name }) => name === node)!.podCIDR as Cidr, ip)).toBe(true);
      expect(identity).toBeGreaterThan(255);
    }
    const web = pods.filter(({ shortName }) => shortName.startsWith('webpod-'));
    // Their anti-affinity names a label that no pod has; they are spread by habit, and not on a tainted control plane.
    expect(new Set(web.map(({ node }) => node)).size).toBe(
      lab.nodes.filter(({ controlPlane }) => !controlPlane).length,
    );
    expect(new Set(web.map(({ identity }) => identity)).size).toBe(1);
    // Natively not every node is within reach, of the name servers neither.
    const answer = terminals.type(
      'k8s-ctr',
      'for i in 1 2 3 4 5 6 7 8 9; do kubectl exec curl-pod -- curl -s -m 3 webpod | grep Hostname; done',
    ).out;
    expect(answer).toMatch(/^(Hostname: webpod-\w+-\w{5}\n)+$/);
    expect(terminals.type('k8s-ctr', postsManifest('webpod')).text).toBe(
      'deployment.apps/webpod unchanged\nservice/webpod unchanged\n',
    );
  });

  it('leave the numbers of those that were there alone, and are of their kind', () => {
    const terminals = new Terminals();
    const numbers = (): ReadonlyMap<string, readonly unknown[]> =>
      new Map(
        [...terminals.machine.world.pods.values()].map((pod) => [
          pod.name,
          [pod.ip, pod.identity, pod.endpoint, pod.lxc],
        ]),
      );
    const before = numbers();
    terminals.type('k8s-ctr', 'kubectl scale deploy webpod --replicas=6; kubectl rollout status deploy webpod');
    const after = numbers();
    expect(after.size).toBe(before.size + 3);
    for (const [name, all] of before) expect(after.get(name)).toEqual(all);
    const added = [...after].filter(([name]) => !before.has(name));
    expect(added.map(([, [, identity]]) => identity)).toEqual([16202, 16202, 16202]);
    const kinds = terminals.machine.lab.trace.stimuli.map(({ kind, from }) => `${kind} ${from}`);
    expect(new Set(kinds)).toEqual(new Set(['cluster k8s-ctr']));
  });

  it('keep the identity of their kind when none of them is left in between', () => {
    const terminals = new Terminals();
    terminals.type(
      'k8s-ctr',
      'kubectl scale deploy webpod --replicas=0; sleep 3; kubectl scale deploy webpod --replicas=1; sleep 4',
    );
    const [pod] = [...terminals.machine.world.pods.values()].filter(({ shortName }) => shortName.startsWith('webpod'));
    expect(pod?.identity).toBe(16202);
  });

  it('roll over to another template one by one, and back', () => {
    const terminals = new Terminals();
    const out = terminals.type(
      'k8s-ctr',
      'kubectl rollout restart deploy/webpod; kubectl rollout status deploy/webpod',
    ).out;
    expect([...new Set(out.trimEnd().split('\n'))]).toEqual([
      'deployment.apps/webpod restarted',
      'Waiting for deployment "webpod" rollout to finish: 1 out of 3 new replicas have been updated...',
      'Waiting for deployment "webpod" rollout to finish: 2 out of 3 new replicas have been updated...',
      'Waiting for deployment "webpod" rollout to finish: 1 old replicas are pending termination...',
      'deployment "webpod" successfully rolled out',
    ]);
    const sets = terminals.type('k8s-ctr', 'kubectl get rs --no-headers').out;
    expect(sets).toMatch(/^webpod-697b545f57 +0 +0 +0 +30m$/m);
    expect(
      terminals.type('k8s-ctr', 'kubectl rollout undo deploy/webpod; kubectl rollout status deploy/webpod').out,
    ).toMatch(/^deployment\.apps\/webpod rolled back\n.*successfully rolled out\n$/s);
    expect(terminals.type('k8s-ctr', 'kubectl get rs webpod-697b545f57 --no-headers').out).toMatch(/ 3 +3 +3 +30m\n$/);
  });

  it('wait for a node that takes them, and say why none does', () => {
    const terminals = new Terminals(bare(stranger));
    terminals.type('k8s-ctr', 'kubectl cordon k8s-w0; kubectl cordon k8s-w1; kubectl cordon k8s-w2');
    terminals.type('k8s-ctr', 'kubectl create deployment web --image=traefik/whoami; sleep 1');
    expect(terminals.type('k8s-ctr', 'kubectl get pods --no-headers').out).toMatch(
      /^web-\w+-\w{5} +0\/1 +Pending +0 +1s\n$/,
    );
    expect(terminals.type('k8s-ctr', 'kubectl describe pod web | tail -n 1').out).toMatch(
      / {2}default-scheduler {2}0\/4 nodes are available: 1 node\(s\) had untolerated taint {node-role\.kubernetes\.io\/control-plane: }, 3 node\(s\) were unschedulable\. preemption: 0\/4 nodes are available: 4 Preemption is not helpful for scheduling\.\n$/,
    );
    terminals.type('k8s-ctr', 'kubectl uncordon k8s-w2; sleep 4');
    expect(terminals.type('k8s-ctr', 'kubectl get pods -o wide --no-headers').out).toMatch(/1\/1 +Running .* k8s-w2 /);
  });

  it('are evicted when a node is drained, and come up elsewhere', () => {
    const terminals = new Terminals();
    expect(terminals.type('k8s-ctr', 'kubectl drain k8s-w1').err).toMatch(
      /^error: unable to drain node "k8s-w1" due to error: cannot delete DaemonSet-managed Pods \(use --ignore-daemonsets to ignore\): kube-system\/cilium-[\w-]+, kube-system\/cilium-[\w-]+, continuing command\.\.\.\nThere are pending nodes to be drained:\n k8s-w1\n/,
    );
    expect(terminals.type('k8s-ctr', 'kubectl drain k8s-w1 --ignore-daemonsets').out).toBe(
      'node/k8s-w1 already cordoned\nevicting pod default/webpod-697b545f57-9ns5w\npod/webpod-697b545f57-9ns5w evicted\nnode/k8s-w1 drained\n',
    );
    const nodes = terminals.type(
      'k8s-ctr',
      "sleep 4; kubectl get pods -l app=webpod -o jsonpath='{.items[*].spec.nodeName}'",
    ).out;
    expect(nodes.split(' ')).toHaveLength(3);
    expect(nodes).not.toContain('k8s-w1');
  });

  it('take as long to end as their program', () => {
    const terminals = new Terminals();
    const seconds = (line: string): number => {
      const before = terminals.machine.now;
      terminals.type('k8s-ctr', line);
      return (terminals.machine.now - before) / 1e9;
    };
    expect(seconds('kubectl delete pod curl-pod')).toBeLessThan(1);
    expect(seconds('kubectl delete pod -l app=webpod')).toBeLessThan(3);
    // What is process 1 and does not listen is killed when the grace period is over.
    const made = 'kubectl run idle --image=nicolaka/netshoot --labels=app=webpod --command -- sleep 3600';
    expect(terminals.type('k8s-ctr', `${made}; kubectl wait pod idle --for=condition=Ready`).out).toBe(
      'pod/idle created\npod/idle condition met\n',
    );
    const backends = (): number =>
      terminals.machine.world.services.find(({ name }) => name === 'webpod')!.backends.length;
    terminals.type('k8s-ctr', 'sleep 4');
    expect(backends()).toBe(4);
    terminals.type('k8s-ctr', 'kubectl delete pod idle --wait=false; sleep 1');
    expect(backends()).toBe(3);
    expect(terminals.type('k8s-ctr', 'kubectl get pod idle --no-headers').out).toMatch(/1\/1 +Terminating/);
    expect(seconds('kubectl wait pod idle --for=delete --timeout=60s')).toBeGreaterThan(28);
  });

  it('run a command and are gone with --rm', () => {
    const { out, code } = new Terminals().type(
      'k8s-ctr',
      'kubectl run t --image=nicolaka/netshoot --rm -it -- curl -s webpod; kubectl get pod t',
    );
    expect(out).toMatch(/^Hostname: webpod-.*\npod "t" deleted\n$/s);
    expect(code).toBe(1);
  });
});

describe('the agents', () => {
  it('restart two at a time, workers first, with names of their own', () => {
    const terminals = new Terminals();
    const names = (): readonly string[] =>
      terminals.type('k8s-ctr', 'kubectl get pods -n kube-system -l k8s-app=cilium -o name').out.trimEnd().split('\n');
    const before = names();
    terminals.type('k8s-ctr', OVERLAY);
    const { out } = terminals.type(
      'k8s-ctr',
      'kubectl rollout restart -n kube-system ds/cilium; kubectl rollout status -n kube-system ds/cilium',
    );
    expect([...new Set(out.trimEnd().split('\n'))]).toEqual([
      'daemonset.apps/cilium restarted',
      'Waiting for daemon set "cilium" rollout to finish: 0 out of 3 new pods have been updated...',
      'Waiting for daemon set "cilium" rollout to finish: 1 out of 3 new pods have been updated...',
      'Waiting for daemon set "cilium" rollout to finish: 2 out of 3 new pods have been updated...',
      'Waiting for daemon set "cilium" rollout to finish: 1 of 3 updated pods are available...',
      'Waiting for daemon set "cilium" rollout to finish: 2 of 3 updated pods are available...',
      'daemon set "cilium" successfully rolled out',
    ]);
    expect(names().filter((name) => before.includes(name))).toEqual([]);
    const stimuli = terminals.machine.lab.trace.stimuli.filter(({ kind }) => kind === 'agent');
    expect(stimuli.map(({ from }) => from)).toEqual(['k8s-w1', 'k8s-w0', 'k8s-ctr']);
    // exec takes the one that has been ready for the longest.
    expect(terminals.type('k8s-ctr', 'kubectl exec -n kube-system ds/cilium -- hostname').out).toBe('k8s-w1\n');
  });

  it('crash with a configuration that is none, and the others stay; a better one mends it', () => {
    const terminals = new Terminals();
    terminals.type(
      'k8s-ctr',
      `${OVERLAY.replace('--set autoDirectNodeRoutes=false ', '')}; kubectl rollout restart -n kube-system ds/cilium; sleep 25`,
    );
    const pods = terminals.type('k8s-ctr', 'kubectl get pods -n kube-system -l k8s-app=cilium --no-headers').out;
    expect(pods.match(/0\/1 +(?:CrashLoopBackOff|Error|Running)/g)).toHaveLength(2);
    expect(pods.match(/1\/1 +Running/g)).toHaveLength(1);
    const crashed = terminals.type('k8s-ctr', 'kubectl rollout status -n kube-system ds/cilium --timeout=5s');
    expect(crashed).toMatchObject({ err: 'error: timed out waiting for the condition\n', code: 1 });
    terminals.type('k8s-ctr', `${OVERLAY}; kubectl rollout restart -n kube-system ds/cilium`);
    expect(terminals.type('k8s-ctr', 'kubectl rollout status -n kube-system ds/cilium').out).toMatch(
      /successfully rolled out\n$/,
    );
  });

  it('are replaced when somebody deletes their pod', () => {
    const terminals = new Terminals();
    terminals.type(
      'k8s-ctr',
      'kubectl delete pod -n kube-system -l k8s-app=cilium --field-selector spec.nodeName=k8s-w1; sleep 15',
    );
    const pods = terminals.type('k8s-ctr', 'kubectl get pods -n kube-system -l k8s-app=cilium --no-headers').out;
    expect(pods.match(/1\/1 +Running/g)).toHaveLength(3);
    expect(terminals.machine.lab.trace.stimuli.map(({ kind, from }) => `${kind} ${from}`)).toEqual(['agent k8s-w1']);
  });
});

describe('manifests that are none', () => {
  const apply = (text: string): string =>
    new Terminals().type('k8s-ctr', `kubectl apply -f - <<'EOF'\n${text}\nEOF`).err;

  it.each([
    ['', 'error: no objects passed to apply\n'],
    [
      'kind: Pod\nmetadata: {name: x}',
      'error: error validating "STDIN": error validating data: apiVersion not set; if you choose to ignore these errors, turn validation off with --validate=false\n',
    ],
    [
      '{}',
      'error: error validating "STDIN": error validating data: [apiVersion not set, kind not set]; if you choose to ignore these errors, turn validation off with --validate=false\n',
    ],
    [
      'apiVersion: apps/v1\nkind: Pod\nmetadata: {name: x}',
      'error: resource mapping not found for name: "x" namespace: "" from "STDIN": no matches for kind "Pod" in version "apps/v1"\nensure CRDs are installed first\n',
    ],
    [
      'apiVersion: v1\nkind: Pod\nmetadata: {name: X}\nspec: {containers: [{name: a, image: b}]}',
      "The Pod \"X\" is invalid: metadata.name: Invalid value: \"X\": a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')\n",
    ],
    [
      'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {containers: []}',
      'The Pod "x" is invalid: spec.containers: Required value\n',
    ],
    [
      'apiVersion: v1\nkind: Pod\nmetadata: {name: x}\nspec: {container: [{name: a, image: b}]}',
      'Error from server (BadRequest): error when creating "STDIN": Pod in version "v1" cannot be handled as a Pod: strict decoding error: unknown field "spec.container"\n',
    ],
    [
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: x}\nspec:\n  selector: {matchLabels: {a: b}}\n  template:\n    metadata: {labels: {a: c}}\n    spec: {containers: [{name: a, image: b}]}',
      'The Deployment "x" is invalid: spec.template.metadata.labels: Invalid value: {"a":"c"}: `selector` does not match template `labels`\n',
    ],
    [
      'apiVersion: v1\nkind: Pod\nmetadata: {name: x, namespace: no}\nspec: {containers: [{name: a, image: b}]}',
      'Error from server (NotFound): error when creating "STDIN": namespaces "no" not found\n',
    ],
  ])('%j', (text, words) => {
    expect(apply(text)).toBe(words);
  });

  it('refuses YAML that is none at its line', () => {
    expect(apply('a: b\n  c: d')).toMatch(
      /^error: error parsing STDIN: error converting YAML to JSON: yaml: line \d+: /,
    );
  });
});
