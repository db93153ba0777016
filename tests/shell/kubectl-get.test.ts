import { describe, expect, it } from 'vitest';
import { crowded } from '../../src/lab/presets/crowded.ts';
import { stranger } from '../../src/lab/presets/stranger.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import type { LabFile } from '../../src/lab/file.ts';
import { Terminals } from './running-lab.ts';

function typed(line: string, lab: LabFile = week4): ReturnType<Terminals['type']> {
  const master = lab.nodes.find(({ controlPlane }) => controlPlane)!;
  return new Terminals(lab).type(master.name, line);
}

describe('kubectl get', () => {
  it('prints nodes as they are', () => {
    expect(typed('kubectl get nodes -o wide').out).toBe(
      `NAME      STATUS   ROLES           AGE    VERSION   INTERNAL-IP      EXTERNAL-IP   OS-IMAGE             KERNEL-VERSION     CONTAINER-RUNTIME
k8s-ctr   Ready    control-plane   3h     v1.33.2   192.168.10.100   <none>        Ubuntu 24.04.2 LTS   6.8.0-53-generic   containerd://1.7.27
k8s-w0    Ready    <none>          175m   v1.33.2   192.168.20.100   <none>        Ubuntu 24.04.2 LTS   6.8.0-53-generic   containerd://1.7.27
k8s-w1    Ready    <none>          177m   v1.33.2   192.168.10.101   <none>        Ubuntu 24.04.2 LTS   6.8.0-53-generic   containerd://1.7.27
`,
    );
  });

  it('prints the pods of another lab with its own names and addresses', () => {
    expect(typed('kubectl get pods -o wide', stranger).out).toBe(
      `NAME                     READY   STATUS    RESTARTS   AGE   IP             NODE      NOMINATED NODE   READINESS GATES
netshoot                 1/1     Running   0          30m   10.200.0.33    k8s-ctr   <none>           <none>
webpod-5f9c8d7b6-hw4vn   1/1     Running   0          30m   10.200.3.140   k8s-w2    <none>           <none>
webpod-5f9c8d7b6-qk2lp   1/1     Running   0          30m   10.200.1.18    k8s-w1    <none>           <none>
webpod-5f9c8d7b6-x7rzt   1/1     Running   0          30m   10.200.1.97    k8s-w1    <none>           <none>
`,
    );
  });

  it('prints several kinds one after the other, and warns of the one that goes out of use', () => {
    const { out, err } = typed('kubectl get deploy,svc,ep webpod');
    expect(out).toBe(`NAME                     READY   UP-TO-DATE   AVAILABLE   AGE
deployment.apps/webpod   3/3     3            3           30m

NAME             TYPE        CLUSTER-IP     EXTERNAL-IP   PORT(S)   AGE
service/webpod   ClusterIP   10.96.111.94   <none>        80/TCP    30m

NAME               ENDPOINTS                                         AGE
endpoints/webpod   172.20.0.154:80,172.20.1.164:80,172.20.2.152:80   30m
`);
    expect(err).toBe('Warning: v1 Endpoints is deprecated in v1.33+; use discovery.k8s.io/v1 EndpointSlice\n');
  });

  it('shows the podCIDRs of kubeadm at the nodes and those that are used at the CiliumNodes', () => {
    const template = `jsonpath='{range .items[*]}{.metadata.name}{"\\t"}{.spec.podCIDR}{"\\n"}{end}'`;
    expect(typed(`kubectl get node -o ${template}`).out).toBe(
      'k8s-ctr\t10.244.0.0/24\nk8s-w0\t10.244.2.0/24\nk8s-w1\t10.244.1.0/24\n',
    );
    expect(typed(`kubectl get cn -o jsonpath='{.items[*].spec.ipam.podCIDRs[0]}'`).out).toBe(
      '172.20.0.0/24 172.20.2.0/24 172.20.1.0/24',
    );
    // Where the pods are in kubeadm's own subnet there is one truth.
    const nodes = crowded.nodes.toSorted((a, b) => (a.name < b.name ? -1 : 1));
    expect(typed(`kubectl get node -o jsonpath='{.items[*].spec.podCIDR}'`, crowded).out).toBe(
      nodes.map(({ podCIDR }) => podCIDR).join(' '),
    );
  });

  it('prints custom resources of Cilium with the columns of their definitions', () => {
    expect(typed('kubectl get cn').out).toBe(`NAME      CILIUMINTERNALIP   INTERNALIP       AGE
k8s-ctr   172.20.0.84        192.168.10.100   3h
k8s-w0    172.20.2.70        192.168.20.100   175m
k8s-w1    172.20.1.179       192.168.10.101   177m
`);
    expect(typed('kubectl get cep curl-pod').out).toBe(
      `NAME       SECURITY IDENTITY   ENDPOINT STATE   IPV4           IPV6
curl-pod   27143               ready            172.20.0.215   
`,
    );
    const linux = { ...week4, cilium: { ...week4.cilium, datapath: 'linux' } } as const;
    expect(typed('kubectl get ciliumnodes', linux).err).toBe(
      'error: the server doesn\'t have a resource type "ciliumnodes"\n',
    );
    expect(typed('kubectl get ds -A', linux).out).toMatch(/kube-proxy/);
  });

  it('prints an object as sigs.k8s.io/yaml does', () => {
    const { out } = typed('kubectl get svc webpod -o yaml');
    expect(out.replace(/(resourceVersion|uid): .*/g, '$1: -')).toBe(`apiVersion: v1
kind: Service
metadata:
  creationTimestamp: "2025-08-09T17:43:00Z"
  labels:
    app: webpod
  name: webpod
  namespace: default
  resourceVersion: -
  uid: -
spec:
  clusterIP: 10.96.111.94
  clusterIPs:
  - 10.96.111.94
  internalTrafficPolicy: Cluster
  ipFamilies:
  - IPv4
  ipFamilyPolicy: SingleStack
  ports:
  - port: 80
    protocol: TCP
    targetPort: 80
  selector:
    app: webpod
  sessionAffinity: None
  type: ClusterIP
status:
  loadBalancer: {}
`);
  });

  it('refers to objects by the uid that they have', () => {
    const terminals = new Terminals();
    const uid = (line: string): string => terminals.type('k8s-ctr', `kubectl get ${line}`).out;
    const [pod] = uid('pods -l app=webpod -o name').split('\n');
    expect(uid(`${pod} -o jsonpath='{.metadata.ownerReferences[0].uid}'`)).toBe(
      uid(`rs webpod-697b545f57 -o jsonpath='{.metadata.uid}'`),
    );
    expect(uid(`rs webpod-697b545f57 -o jsonpath='{.metadata.ownerReferences[0].uid}'`)).toBe(
      uid(`deploy webpod -o jsonpath='{.metadata.uid}'`),
    );
  });

  it.each([
    ['-o name', 'pod/curl-pod\npod/webpod-697b545f57-9nnfd\n'],
    [
      '-o custom-columns=NAME:.metadata.name,IP:.status.podIP,NONE:.spec.nothing',
      'NAME                      IP             NONE\ncurl-pod                  172.20.0.215   <none>\nwebpod-697b545f57-9nnfd   172.20.2.152   <none>\n',
    ],
    [
      `-o go-template='{{range .items}}{{.metadata.name}}{{if .metadata.generateName}} of a set{{end}}{{"\\n"}}{{end}}'`,
      'curl-pod\nwebpod-697b545f57-9nnfd of a set\n',
    ],
    [
      '-L app --no-headers',
      'curl-pod                  1/1   Running   0     30m   curl\nwebpod-697b545f57-9nnfd   1/1   Running   0     30m   webpod\n',
    ],
  ])('%s', (format, text) => {
    const lab = { ...week4, pods: week4.pods.filter(({ name }) => !/mn7r5|9ns5w/.test(name)) };
    expect(typed(`kubectl get po ${format}`, lab).out).toBe(text);
  });

  it.each([
    ['-l app=webpod,app!=curl', 3],
    ['-l "app in (curl,webpod)"', 4],
    ['-l "app notin (curl)"', 3],
    ["-l '!app' -n kube-system", 13],
    ['-A --field-selector spec.nodeName=k8s-w0', 3],
    ['--field-selector status.phase!=Running', 0],
    ['--field-selector=metadata.name=curl-pod', 1],
  ])('selects %s', (selection, count) => {
    expect(typed(`kubectl get pods --no-headers ${selection} 2>/dev/null | wc -l`).out).toBe(`${count}\n`);
  });

  it('goes on with -w until Ctrl-C, in the columns that it has begun with, and ends well', () => {
    const terminals = new Terminals();
    const watched = terminals.typeWhile(
      'k8s-ctr',
      'kubectl get pods -w -l app=webpod',
      'k8s-ctr',
      'kubectl scale deploy webpod --replicas=4; sleep 4',
    );
    const [heading, , , , ...changes] = watched.out.trimEnd().split('\n');
    expect(heading).toBe('NAME                      READY   STATUS    RESTARTS   AGE');
    expect(changes.map((line) => line.replace(/^webpod-697b545f57-\w{5}/, 'POD'))).toEqual([
      'POD   0/1     Pending   0          0s',
      'POD   0/1     Pending   0          0s',
      'POD   0/1     ContainerCreating   0          0s',
      expect.stringMatching(/^POD {3}1\/1 {5}Running {13}0 {10}[0-2]s$/),
    ]);
    expect(watched.code).toBe(0);
  });

  it.each([
    [
      'kubectl get',
      /^You must specify the type of resource to get\. .*\n\nerror: Required resource not specified\.\n/s,
    ],
    ['kubectl get po nosuch curl-pod', /^Error from server \(NotFound\): pods "nosuch" not found\n$/],
    ['kubectl get deploy nosuch', /^Error from server \(NotFound\): deployments\.apps "nosuch" not found\n$/],
    ['kubectl get pod/', /^error: arguments in resource\/name form must have a single resource and name\n$/],
    ['kubectl get pods x -l app', /^error: name cannot be provided when a selector is specified\n$/],
    ['kubectl get pods x -A', /^error: a resource cannot be retrieved by name across all namespaces\n$/],
    ['kubectl get pods -z', /^error: unknown shorthand flag: 'z' in -z\nSee 'kubectl get --help' for usage\.\n$/],
    ['kubectl get pods --replicas=2', /^error: unknown flag: --replicas\nSee 'kubectl get --help' for usage\.\n$/],
    ['kubectl get pods -n', /^error: flag needs an argument: 'n' in -n\nSee 'kubectl get --help' for usage\.\n$/],
    ['kubectl get pods -o nosuch', /^error: unable to match a printer suitable for the output format "nosuch", /],
    ['kubectl get secrets', /^error: secrets are not part of this lab/],
    [
      'kubectl get pods --field-selector x=y',
      /^Error from server \(BadRequest\): Unable to find "\/v1, Resource=pods" that match label selector "", field selector "x=y": field label not supported: x\n$/,
    ],
    [
      "kubectl get pods -o jsonpath='{.items[9].metadata.name}'",
      /^error: error executing jsonpath "{\.items\[9\]\.metadata\.name}": Error executing template: array index out of bounds: index 9, length 4\. Printing more information for debugging the template:\n\ttemplate was:\n\t\t{\.items\[9\]\.metadata\.name}\n\tobject given to jsonpath engine was:\n\t\tmap\[string\]interface {}{"apiVersion":"v1", "items":\[\]interface {}{/,
    ],
    ['kubectl gett pods', /^error: unknown command "gett" for "kubectl"\n\nDid you mean this\?\n\tget\n\tset\n$/],
    ['kubectl edit pod x', /^error: kubectl edit is not part of this lab: /],
  ])('refuses: %s', (line, words) => {
    const { err, code } = typed(line);
    expect(err).toMatch(words);
    expect(code).toBe(1);
  });

  it('says that there is nothing, and where', () => {
    expect(typed('kubectl get sts')).toMatchObject({ err: 'No resources found in default namespace.\n', code: 0 });
    expect(typed('kubectl get sts -A').err).toBe('No resources found\n');
    expect(typed('kubectl get pv').err).toBe('No resources found\n');
  });
});

describe('kubectl describe', () => {
  it('tells of a service', () => {
    expect(typed('kubectl describe svc webpod').out).toBe(`Name:                     webpod
Namespace:                default
Labels:                   app=webpod
Annotations:              <none>
Selector:                 app=webpod
Type:                     ClusterIP
IP Family Policy:         SingleStack
IP Families:              IPv4
IP:                       10.96.111.94
IPs:                      10.96.111.94
Port:                     <unset>  80/TCP
TargetPort:               80/TCP
Endpoints:                172.20.0.154:80,172.20.1.164:80,172.20.2.152:80
Session Affinity:         None
Internal Traffic Policy:  Cluster
Events:                   <none>
`);
  });

  it('tells of a pod, in the clock of the machine', () => {
    const { out } = typed('kubectl describe pod curl-pod');
    expect(out.slice(0, out.indexOf('    Container ID'))).toBe(`Name:             curl-pod
Namespace:        default
Priority:         0
Service Account:  default
Node:             k8s-ctr/192.168.10.100
Start Time:       Sun, 10 Aug 2025 02:43:00 +0900
Labels:           app=curl
Annotations:      <none>
Status:           Running
IP:               172.20.0.215
IPs:
  IP:  172.20.0.215
Containers:
  curl:
`);
    expect(out).toMatch(
      /Node-Selectors: {14}<none>\nTolerations: {17}node\.kubernetes\.io\/not-ready:NoExecute op=Exists for 300s\n/,
    );
  });

  it('takes the beginning of names, and says when there is none', () => {
    expect(typed('kubectl describe pod webpod | grep ^Name:').out).toMatch(/^(Name: +webpod-697b545f57-\w{5}\n){3}$/);
    expect(typed('kubectl describe pod nosuch')).toMatchObject({
      err: 'Error from server (NotFound): pods "nosuch" not found\n',
      code: 1,
    });
  });

  it.each([
    'node k8s-w1',
    'deploy webpod',
    'ds -n kube-system cilium',
    'cm -n kube-system cilium-config',
    'cn k8s-w0',
    'cep curl-pod',
    'ep webpod',
    'ns default',
    'rs',
    'ciliumid 27143',
  ])('tells of %s', (what) => {
    const { out, err, code } = typed(`kubectl describe ${what}`);
    expect([err, code]).toEqual(['', 0]);
    expect(out).toMatch(/^Name: +\S/);
    expect(out).not.toMatch(/undefined|\[object/);
  });
});
