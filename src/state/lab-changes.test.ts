import { describe, expect, it } from 'vitest';
import { simulate } from '../engine/simulate.ts';
import { week4 } from '../lab/presets/week4.ts';
import { createStores, type Stores } from './app-state.ts';
import { openingAsk } from '../scenario/ask.ts';
import { labChanges } from './lab-changes.ts';
import { openSession } from './session.ts';
import { FRESH_VIEW } from './view.ts';
import { everything } from '../shell/open-machine.ts';
import { Desk } from './terminal/desk.ts';

const TUNNEL =
  'helm upgrade cilium cilium/cilium -n kube-system --reuse-values --set routingMode=tunnel --set tunnelProtocol=vxlan --set autoDirectNodeRoutes=false --set installNoConntrackIptablesRules=false';

function open(): { stores: Stores; type: (host: string, line: string) => void } {
  const stores = createStores(openSession(week4, openingAsk, simulate), FRESH_VIEW, 3);
  stores.terminal.setState({ pace: 'at-once' });
  const desk = new Desk(stores, { installed: everything(), fetch: (name) => expect.unreachable(name) });
  return {
    stores,
    type: (host, line) => {
      const tab = stores.terminal.getState().tabs.find(({ place }) => place.host === host);
      desk.choose(tab?.id ?? -1);
      desk.keys(`${line}\r`);
      for (let i = 0; i < 600 && desk.works; i++) {
        let left = 40;
        desk.frame(16.7, () => left-- > 0);
      }
    },
  };
}

const changes = (stores: Stores) => labChanges(stores.session.getState());

describe('what commands have changed', () => {
  it('is nothing after commands that only look and send', () => {
    const { stores, type } = open();
    type('k8s-ctr', 'kubectl get pod; ping -c 1 192.168.10.101; ip route del 1.2.3.0/24');
    expect(changes(stores)).toEqual([]);
    expect(stores.terminal.getState().asked).toBeNull();
  });

  it('are routes, also those that no control shows', () => {
    const { stores, type } = open();
    type('k8s-ctr', 'ip route add 10.98.0.0/24 via 192.168.10.200');
    expect(stores.session.getState().run.ask).toEqual(openSession(week4, openingAsk, simulate).ask);
    type('router', 'ip route add 172.20.2.0/24 via 192.168.20.100');
    expect(changes(stores)).toEqual([
      { kind: 'table', at: 'k8s-ctr', line: 'ip route add 10.98.0.0/24 via 192.168.10.200' },
      { kind: 'table', at: 'router', line: 'ip route add 172.20.2.0/24 via 192.168.20.100' },
    ]);
    expect(stores.session.getState().run.ask.router).toBe('custom');
    expect(stores.terminal.getState().asked?.router).toBe('lab');
  });

  it('are pods, by name', () => {
    const { stores, type } = open();
    type('k8s-ctr', 'kubectl delete pod curl-pod');
    expect(changes(stores)).toEqual([{ kind: 'cluster', come: [], gone: ['curl-pod'] }]);
  });

  it('are agents once they have started anew, and the controls say so without another command', () => {
    const { stores, type } = open();
    type('k8s-ctr', TUNNEL);
    expect([changes(stores), stores.session.getState().ask.routing]).toEqual([[], 'native']);
    type('k8s-ctr', 'kubectl rollout restart -n kube-system ds/cilium');
    expect(changes(stores)[0]).toMatchObject({ kind: 'agents' });
    expect(stores.session.getState().ask.routing).toBe(stores.session.getState().trace?.world.settings.routing);
    expect(stores.session.getState().ask.routing).toBe('vxlan');
    expect(stores.terminal.getState().asked?.routing).toBe('native');
  });
});
