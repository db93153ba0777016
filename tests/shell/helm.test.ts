import { describe, expect, it } from 'vitest';
import { stranger } from '../../src/lab/presets/stranger.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { agentRefusal } from '../../src/shell/cluster/agent-refusal.ts';
import { applySet } from '../../src/shell/cluster/helm-set.ts';
import { valuesYaml } from '../../src/shell/cluster/helm-yaml.ts';
import { Terminals } from './live-terminal.ts';

/** The line of the fourth week's post. */
const OVERLAY =
  'helm upgrade cilium cilium/cilium --namespace kube-system --version 1.18.0 --reuse-values \\\n' +
  '  --set routingMode=tunnel --set tunnelProtocol=vxlan \\\n' +
  '  --set autoDirectNodeRoutes=false --set installNoConntrackIptablesRules=false';

describe('helm upgrade', () => {
  it('prints what the post shows, with the clock of the lab', () => {
    const shown = new Terminals().at('k8s-ctr', OVERLAY);
    expect(shown.code).toBe(0);
    expect(shown.text).toBe(`Release "cilium" has been upgraded. Happy Helming!
NAME: cilium
LAST DEPLOYED: Sun Aug 10 03:13:02 2025
NAMESPACE: kube-system
STATUS: deployed
REVISION: 2
TEST SUITE: None
NOTES:
You have successfully installed Cilium with Hubble Relay and Hubble UI.

Your release version is 1.18.0.

For any further help, visit https://docs.cilium.io/en/v1.18/gettinghelp
`);
  });

  it('changes the ConfigMap only: the agents run on as they are', () => {
    const terminals = new Terminals();
    terminals.at('k8s-ctr', OVERLAY);
    expect(terminals.at('k8s-ctr', 'cilium config view | grep tunnel').text).toBe(
      'routing-mode                                      tunnel\n' +
        'tunnel-protocol                                   vxlan\n' +
        'tunnel-source-port-range                          0-0\n',
    );
    const routing = 'cilium status | grep ^Routing';
    const native = 'Routing:                 Network: Native   Host: BPF\n';
    expect(terminals.agent('k8s-w1', routing).text).toBe(native);
    expect(terminals.machine.lab.trace.stimuli).toEqual([]);
  });

  it('lets agents start again when the values say so, on every node', () => {
    const terminals = new Terminals();
    terminals.at('k8s-ctr', `${OVERLAY} --set rollOutCiliumPods=true --wait`);
    const stimuli = terminals.machine.lab.trace.stimuli;
    expect(stimuli.map(({ kind, from }) => `${kind} ${from}`)).toEqual([
      'agent k8s-w1',
      'agent k8s-w0',
      'agent k8s-ctr',
    ]);
    for (const node of ['k8s-ctr', 'k8s-w1', 'k8s-w0']) {
      expect(terminals.agent(node, 'cilium status | grep ^Routing').text).toBe(
        'Routing:                 Network: Tunnel [vxlan]   Host: BPF\n',
      );
    }
    expect(terminals.at('k8s-ctr', 'cilium features status | grep datapath_network').text.trimEnd()).toBe(
      'Yes      cilium_feature_datapath_network                                         mode=overlay-vxlan                                1        1       1',
    );
  });

  it('is refused by agents whose values cannot go together', () => {
    const terminals = new Terminals();
    const shown = terminals.at(
      'k8s-ctr',
      'helm upgrade cilium cilium/cilium -n kube-system --reuse-values --set routingMode=tunnel,rollOutCiliumPods=true --wait',
    );
    expect(shown).toMatchObject({ code: 1, text: 'Error: UPGRADE FAILED: context deadline exceeded\n' });
    expect(terminals.machine.lab.trace.stimuli).toEqual([]);
  });

  it.each([
    ['tunnelProtocol=foo', 'invalid daemon configuration: invalid protocol "foo"'],
    [
      'routingMode=bridge',
      'invalid daemon configuration: invalid routing mode "bridge", valid modes = {"tunnel", "native"}',
    ],
    [
      'ipv4NativeRoutingCIDR=',
      'invalid daemon configuration: native routing cidr must be configured with option --ipv4-native-routing-cidr in combination with --enable-ipv4=true --enable-ipv4-masquerade=true --enable-ip-masq-agent=false --routing-mode=native --ipam=cluster-pool',
    ],
  ])('%s: agents say why they do not start, and the others run on', (set, words) => {
    const terminals = new Terminals();
    const upgrade = `helm upgrade cilium cilium/cilium -n kube-system --reuse-values --set ${set} > /dev/null`;
    terminals.at('k8s-ctr', upgrade, 'kubectl rollout restart -n kube-system ds/cilium', 'sleep 60');
    const pods = terminals.at('k8s-ctr', 'kubectl get pods -n kube-system -l k8s-app=cilium --no-headers').text;
    expect(pods.match(/CrashLoopBackOff/g)).toHaveLength(2);
    expect(pods.match(/ 1\/1 +Running/g)).toHaveLength(1);
    const logs = terminals.at('k8s-ctr', 'kubectl logs -n kube-system -l k8s-app=cilium').text;
    expect(logs.replaceAll('\\"', '"')).toContain(words);
  });

  it('asks for no address range where nothing is masqueraded', () => {
    expect(agentRefusal({ routingMode: 'native' })).toContain('native routing cidr');
    expect(agentRefusal({ routingMode: 'native', enableIPv4Masquerade: false })).toBe(null);
  });

  it('forgets the earlier values without --reuse-values, as helm does', () => {
    const terminals = new Terminals();
    terminals.at('k8s-ctr', 'helm upgrade cilium cilium/cilium -n kube-system --set debug.enabled=true');
    expect(terminals.at('k8s-ctr', 'helm get values cilium -n kube-system').text).toBe(
      'USER-SUPPLIED VALUES:\ndebug:\n  enabled: true\n',
    );
    expect(terminals.machine.cluster.agents.wanted).toMatchObject({
      routingMode: 'tunnel',
      kubeProxyReplacement: false,
    });
  });

  it('takes values from files and from the command line, which wins', () => {
    const terminals = new Terminals();
    const shown = terminals.at(
      'k8s-ctr',
      'cat <<EOF > values.yaml\nendpointRoutes:\n  enabled: true\nbpf:\n  monitorAggregation: none\nEOF',
      'helm upgrade cilium cilium/cilium -n kube-system --reuse-values -f values.yaml --set bpf.monitorAggregation=medium',
      'helm history cilium -n kube-system',
    );
    expect(shown.text).toContain(
      'REVISION\tUPDATED                 \tSTATUS    \tCHART        \tAPP VERSION\tDESCRIPTION     \n' +
        '1       \tSun Aug 10 00:13:00 2025\tsuperseded\tcilium-1.18.0\t1.18.0     \tInstall complete\n' +
        '2       \tSun Aug 10 03:13:02 2025\tdeployed  \tcilium-1.18.0\t1.18.0     \tUpgrade complete\n',
    );
    const { wanted } = terminals.machine.cluster.agents;
    expect(wanted).toEqual({ ...week4.cilium, endpointRoutes: true });
  });

  it.each([
    [
      'helm upgrade cilium',
      'Error: "helm upgrade" requires 2 arguments\n\nUsage:  helm upgrade [RELEASE] [CHART] [flags]\n',
    ],
    ['helm upgrade cilium cilium/cilium', 'Error: UPGRADE FAILED: "cilium" has no deployed releases\n'],
    ['helm upgrade x foo/bar', 'Error: repo foo not found\n'],
    ['helm upgrade x foo', 'Error: non-absolute URLs should be in form of repo_name/path_to_chart, got: foo\n'],
    ['helm upgrade x cilium/cilium --set a', 'Error: failed parsing --set data: key "a" has no value\n'],
    ['helm upgrade x cilium/cilium -f no.yaml', 'Error: open no.yaml: no such file or directory\n'],
    [
      'helm install cilium cilium/cilium -n kube-system',
      'Error: INSTALLATION FAILED: cannot re-use a name that is still in use\n',
    ],
    ['helm status other', 'Error: release: not found\n'],
    ['helm get values cilium -n default', 'Error: release: not found\n'],
    ['helm foo', 'Error: unknown command "foo" for "helm"\nRun \'helm --help\' for usage.\n'],
    ['helm list --foo', 'Error: unknown flag: --foo\n'],
    ['helm list -x', "Error: unknown shorthand flag: 'x' in -x\n"],
  ])('%s', (line, text) => {
    expect(new Terminals().at('k8s-ctr', line)).toMatchObject({ text, code: 1 });
  });
});

describe('helm get all, template and show', () => {
  it('prints the status, both kinds of values, and says that there is no manifest', () => {
    const terminals = new Terminals();
    const all = terminals.at('k8s-ctr', 'helm get all cilium -n kube-system 2>/dev/null').text;
    expect(all).toMatch(
      /^NAME: cilium\nLAST DEPLOYED: .*\nNAMESPACE: kube-system\nSTATUS: deployed\nREVISION: 1\nCHART: cilium\nVERSION: 1\.18\.0\nAPP_VERSION: 1\.18\.0\nTEST SUITE: None\nUSER-SUPPLIED VALUES:\n/,
    );
    const user = terminals.at('k8s-ctr', 'helm get values cilium -n kube-system').text;
    const computed = terminals.at('k8s-ctr', 'helm get values -a cilium -n kube-system 2>/dev/null').text;
    const notes = terminals.at('k8s-ctr', 'helm get notes cilium -n kube-system').text;
    expect(all).toContain(`${user}\n${computed}\nHOOKS:\nMANIFEST:\n\n${notes}`);
    expect(terminals.at('k8s-ctr', 'helm get all other')).toMatchObject({
      text: 'Error: release: not found\n',
      code: 1,
    });
  });

  it.each(['helm template cilium cilium/cilium --set debug.enabled=true', 'helm show values cilium/cilium'])(
    '%s: the chart is not there, and it says so',
    (line) => {
      const { text, code } = new Terminals().at('k8s-ctr', line);
      expect(text).toMatch(/^Error: cilium-1\.18\.0 is not part of this lab/);
      expect(code).toBe(1);
    },
  );
});

describe('helm get values', () => {
  it('prints what the lab was installed with, keys sorted', () => {
    const { text } = new Terminals({ endpointRoutes: true }).at('k8s-ctr', 'helm get values cilium');
    expect(text).toBe(`USER-SUPPLIED VALUES:
autoDirectNodeRoutes: true
bpf:
  masquerade: true
debug:
  enabled: true
endpointHealthChecking:
  enabled: false
endpointRoutes:
  enabled: true
healthChecking: false
hubble:
  enabled: true
  relay:
    enabled: true
  ui:
    enabled: true
    service:
      nodePort: 30003
      type: NodePort
installNoConntrackIptablesRules: true
ipam:
  mode: cluster-pool
  operator:
    clusterPoolIPv4PodCIDRList:
    - 172.20.0.0/16
ipv4NativeRoutingCIDR: 172.20.0.0/16
k8sServiceHost: 192.168.10.100
k8sServicePort: 6443
kubeProxyReplacement: true
operator:
  replicas: 1
routingMode: native
`);
  });

  it('has the values of the first week in a lab of the first week, which has no Hubble', () => {
    const file = { ...week4, versions: { ...week4.versions, cilium: '1.17.5' } };
    const terminals = new Terminals({ endpointRoutes: true }, file);
    expect(terminals.at('k8s-ctr', 'helm get values cilium').text).toBe(`USER-SUPPLIED VALUES:
autoDirectNodeRoutes: true
bpf:
  masquerade: true
debug:
  enabled: true
endpointRoutes:
  enabled: true
installNoConntrackIptablesRules: true
ipam:
  mode: cluster-pool
  operator:
    clusterPoolIPv4PodCIDRList:
    - 172.20.0.0/16
ipv4NativeRoutingCIDR: 172.20.0.0/16
ipv6:
  enabled: false
k8sServiceHost: 192.168.10.100
k8sServicePort: 6443
kubeProxyReplacement: true
routingMode: native
`);
    expect(terminals.at('k8s-ctr', 'hubble status -P')).toMatchObject({
      code: 1,
      text: 'failed to port forward: failed to get service "hubble-relay": services "hubble-relay" not found\n',
    });
  });

  it('gives another lab its own values', () => {
    const terminals = new Terminals({}, stranger);
    const control = stranger.nodes.find((node) => node.controlPlane);
    const { text } = terminals.at(`${control?.name}`, 'helm get values cilium');
    expect(text).toContain(`ipv4NativeRoutingCIDR: ${stranger.cilium.ipv4NativeRoutingCIDR}\n`);
    expect(text).toContain(`k8sServiceHost: ${control?.ip}\n`);
    expect(terminals.machine.cluster.helm.ciliumFor(terminals.machine.cluster.helm.current.values)).toEqual(
      stranger.cilium,
    );
  });
});

describe('--set', () => {
  it.each([
    ['a=1,b.c=true', { a: 1, b: { c: true } }],
    ['a={x,y},b=', { a: ['x', 'y'], b: '' }],
    ['a.b=1\\,2', { a: { b: '1,2' } }],
    ['a\\.b=1', { 'a.b': 1 }],
    ['l[1]=x', { l: [null, 'x'] }],
    ['a=012,b=1.5,c=null', { a: '012', b: '1.5', c: null }],
  ])('%s', (text, values) => {
    expect(applySet({}, text, false)).toEqual({ ok: true, values });
  });

  it('keeps texts that look like something else in quotes', () => {
    expect(valuesYaml({ a: 'true', b: '1', c: '', d: 'x: y', e: [], f: {} })).toBe(
      'a: "true"\nb: "1"\nc: ""\nd: \'x: y\'\ne: []\nf: {}\n',
    );
  });
});
