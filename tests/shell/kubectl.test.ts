import { describe, expect, it } from 'vitest';
import { PRESETS } from '../../src/lab/presets/presets.ts';
import { Terminals } from './running-lab.ts';

const manifest = (name: string, replicas: number): string => `cat <<EOF | kubectl apply -f -
apiVersion: apps/v1
kind: Deployment
metadata:
  name: ${name}
spec:
  replicas: ${replicas}
  selector:
    matchLabels:
      app: ${name}
  template:
    metadata:
      labels:
        app: ${name}
    spec:
      containers:
      - name: ${name}
        image: traefik/whoami
        ports:
        - containerPort: 80
---
apiVersion: v1
kind: Service
metadata:
  name: ${name}
spec:
  selector:
    app: ${name}
  ports:
  - protocol: TCP
    port: 80
    targetPort: 80
  type: ClusterIP
EOF`;

describe('kubectl', () => {
  it('makes what a manifest says, pods that can be reached among it, and takes it away', () => {
    const lab = new Terminals(undefined, { routing: 'vxlan' });
    expect(lab.type('k8s-ctr', manifest('echo', 2)).out).toBe('deployment.apps/echo created\nservice/echo created\n');
    expect(lab.type('k8s-ctr', 'kubectl get pods -l app=echo --no-headers | grep -c ContainerCreating').out).toBe(
      '2\n',
    );
    expect(lab.type('k8s-ctr', 'kubectl rollout status deploy/echo').out).toMatch(
      /deployment "echo" successfully rolled out\n$/,
    );
    expect(lab.type('k8s-ctr', 'kubectl get deploy echo --no-headers').out).toMatch(
      /^echo {3}2\/2 {3}2 {5}2 {5}\d+s\n$/,
    );
    const names = lab
      .type('k8s-ctr', "kubectl get pods -l app=echo -o jsonpath='{.items[*].metadata.name}'")
      .out.split(' ');
    const answered = lab.type(
      'k8s-ctr',
      'for i in 1 2 3 4 5 6 7 8; do kubectl exec curl-pod -- curl -s echo; done | grep Hostname | sort -u',
    ).out;
    expect(answered).toBe(names.map((name) => `Hostname: ${name}\n`).join(''));
    expect(lab.type('k8s-ctr', manifest('echo', 2)).out).toBe(
      'deployment.apps/echo unchanged\nservice/echo unchanged\n',
    );
    expect(lab.type('k8s-ctr', 'kubectl scale deploy echo --replicas=1').out).toBe('deployment.apps/echo scaled\n');
    expect(lab.type('k8s-ctr', 'sleep 2; kubectl get pods -l app=echo --no-headers | wc -l').out).toBe('1\n');
    expect(lab.type('k8s-ctr', 'kubectl delete deploy echo; kubectl delete svc echo').out).toBe(
      'deployment.apps "echo" deleted\nservice "echo" deleted\n',
    );
    expect(lab.type('k8s-ctr', 'sleep 2; kubectl exec curl-pod -- curl -s -m 1 echo').code).toBe(6);
  });

  it('gives a pod that takes the place of a deleted one an address and a name of its own', () => {
    const lab = new Terminals();
    const before = lab.type('k8s-ctr', 'kubectl get pods -l app=webpod -o name').out.split('\n');
    expect(lab.type('k8s-ctr', `kubectl delete ${before[0]}`).out).toBe(`pod "${before[0]!.slice(4)}" deleted\n`);
    const after = lab.type('k8s-ctr', 'sleep 3; kubectl get pods -l app=webpod -o name').out.split('\n');
    expect(after).toHaveLength(before.length);
    expect(after.filter((name) => !before.includes(name))).toHaveLength(1);
  });

  it('restarts the agents one after the other; a ping sees the packet loop while they disagree', () => {
    const lab = new Terminals();
    lab.type(
      'k8s-ctr',
      'helm upgrade cilium cilium/cilium -n kube-system --version 1.18.0 --reuse-values --set routingMode=tunnel --set tunnelProtocol=vxlan --set autoDirectNodeRoutes=false --set installNoConntrackIptablesRules=false > /dev/null',
    );
    const near = lab.type(
      'k8s-ctr',
      "kubectl get pod -l app=webpod --field-selector spec.nodeName=k8s-w1 -o jsonpath='{.items[0].status.podIP}'",
    ).out;
    const { out } = lab.typeWhile(
      'curl-pod',
      `ping ${near}`,
      'k8s-ctr',
      'kubectl rollout restart -n kube-system ds/cilium; kubectl rollout status -n kube-system ds/cilium; sleep 3',
    );
    const seen = out.split('\n').flatMap((line) => /ttl=\d+|Time to live exceeded/.exec(line)?.[0] ?? []);
    expect([...new Set(seen)]).toEqual(['ttl=62', 'Time to live exceeded', 'ttl=63']);
  });

  it.each([
    ['kubectl get nosuch', 'error: the server doesn\'t have a resource type "nosuch"\n', 1],
    ['kubectl get pod nosuch', 'Error from server (NotFound): pods "nosuch" not found\n', 1],
    ['kubectl get pods -n nosuch', 'No resources found in nosuch namespace.\n', 0],
    ['kubectl get pods --nosuch', "error: unknown flag: --nosuch\nSee 'kubectl get --help' for usage.\n", 1],
    ['kubectl exec curl-pod -c nosuch -- ls', 'error: container nosuch is not valid for pod curl-pod\n', 1],
    ['kubectl exec curl-pod --', 'error: you must specify at least one command for the container\n', 1],
    [
      'kubectl scale deploy webpod',
      'error: The --replicas=COUNT flag is required, and COUNT must be greater than or equal to 0\n',
      1,
    ],
    ['kubectl rollout restart ds/nosuch', 'Error from server (NotFound): daemonsets.apps "nosuch" not found\n', 1],
    [
      'echo "kind: Pod" | kubectl apply -f -',
      'error: error validating "STDIN": error validating data: apiVersion not set; if you choose to ignore these errors, turn validation off with --validate=false\n',
      1,
    ],
    ['kubectl apply -f /nope.yaml', 'error: the path "/nope.yaml" does not exist\n', 1],
  ])('%s', (line, err, code) => {
    const answer = new Terminals().type('k8s-ctr', line);
    expect([answer.err, answer.code]).toEqual([err, code]);
  });

  it.each([
    ['{.items[0].metadata.name}', 'curl-pod'],
    [
      '{range .items[*]}{.metadata.name}{"\\t"}{.spec.nodeName}{"\\n"}{end}',
      /^curl-pod\tk8s-ctr\nwebpod-\S+\tk8s-w0\n/,
    ],
    ['{.items[?(@.spec.nodeName=="k8s-w1")].status.podIP}', '172.20.1.164'],
    ['{.items[*].status.phase}', 'Running Running Running Running'],
    ['{.items[-1:].spec.containers[0].image}', 'traefik/whoami'],
    ['{.items[0].metadata.labels.app}', 'curl'],
  ])('-o jsonpath=%s', (template, text) => {
    const { out } = new Terminals().type('k8s-ctr', `kubectl get pods -o jsonpath='${template}'`);
    expect(out).toMatch(typeof text === 'string' ? new RegExp(`^${text.replaceAll('.', '\\.')}$`) : text);
  });

  it.each(PRESETS)('knows the nodes and pods of the lab $name', ({ lab }) => {
    const terminals = new Terminals(lab);
    const master = (lab.nodes.find(({ controlPlane }) => controlPlane) ?? lab.nodes[0])!;
    const nodes = terminals.type(master.name, 'kubectl get nodes -o wide --no-headers').out;
    for (const { name, ip } of lab.nodes)
      expect(nodes).toMatch(new RegExp(`^${name} .* ${ip.replaceAll('.', '\\.')} `, 'm'));
    const pods = terminals.type(master.name, 'kubectl get pods -A -o wide --no-headers').out;
    for (const { name, ip } of lab.pods)
      expect(pods).toMatch(new RegExp(`${name.split('/').at(-1)} .* ${ip.replaceAll('.', '\\.')} `));
  });
});
