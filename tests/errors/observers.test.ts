import { describe, expect, it } from 'vitest';
import { LANGS } from '../../src/i18n/lang.ts';
import { tableWords } from '../../src/i18n/table-words.ts';
import { deriveWorld } from '../../src/lab/derive.ts';
import { deviceName, type NetnsName } from '../../src/lab/names.ts';
import { parseLab } from '../../src/lab/parse.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { timelineOf } from '../../src/scene/timeline.ts';
import { withVariant } from '../../src/lab/variant.ts';
import type { IpcacheRow } from '../../src/lab/tables.ts';
import { packetAt } from '../../src/trace/packet-at.ts';
import { modeText } from '../../src/trace/hop-text.ts';
import { headText, traceText } from '../../src/trace/text.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { encode } from '../../src/wire/encode.ts';
import { week4File } from '../lab/week4-file.ts';
import { drawnIn } from './drawn.ts';
import {
  addressOf,
  capture,
  CLIENT,
  cold,
  curl,
  hopsOf,
  hooksOf,
  id,
  labOf,
  NODES,
  ping,
  podOf,
  printed,
  ROUTER,
  SHORTS,
  taps,
  WEBPOD,
  type Mode,
  expectIn,
} from './runs.ts';
import { pagesSaying, read, wordsOn } from './told.ts';

/** Dumps, captures and pictures: what they are of, and what they cannot say. */

function ipcacheOf(mode: Mode, node: NetnsName): ReadonlyMap<string, IpcacheRow> {
  return deriveWorld(labOf(mode)).netns.get(node)!.tables.cilium_ipcache_v2;
}

describe('E12: an ipcache dump is taken for that of another node', () => {
  it('E12: every node has its own: its pods have no tunnel endpoint there, all others have', () => {
    for (const mode of ['native', 'vxlan'] as const) {
      for (const node of NODES) {
        const rows = ipcacheOf(mode, node);
        for (const { name, ip, node: home } of labOf(mode).pods) {
          const row = rows.get(`${ip}/32`);
          const remote = home === node ? '0.0.0.0' : addressOf(home);
          expectIn(`${node} ${name}`, row).toMatchObject({ tunnelEndpoint: remote, hasTunnelEp: home !== node });
        }
      }
    }
  });

  it('E12: the address of cilium_host tells whose dump it is: identity 1 on its own node, 6 elsewhere', () => {
    const lab = labOf('vxlan');
    for (const node of NODES) {
      const ones = [...ipcacheOf('vxlan', node).values()].filter(({ identity }) => identity === 1);
      const own = lab.nodes.find(({ name }) => name === node)!;
      expect(ones.map(({ prefix }) => prefix)).toEqual([`${own.ip}/32`, `${own.ciliumHost}/32`, '10.0.2.15/32']);
    }
    // What the study printed under k8s-ctr is the view of k8s-w1.
    const printed = { '172.20.1.179/32': 1, '192.168.10.100/32': 7, '172.20.0.84/32': 6, '192.168.10.101/32': 1 };
    const fits = NODES.filter((node) =>
      Object.entries(printed).every(
        ([prefix, identity]) => ipcacheOf('vxlan', node).get(prefix)?.identity === identity,
      ),
    );
    expect(fits).toEqual(['k8s-w1']);
  });

  it('E12: every lookup of a run names the host whose table it is, and it is the host of the program', () => {
    for (const mode of ['repaired', 'vxlan'] as const) {
      const trace = curl(mode, CLIENT.ctr, WEBPOD.w0);
      for (const hook of hooksOf(trace)) {
        for (const { netns } of hook.reads) expectIn(`${mode} ${hook.program}`, netns).toBe(hook.netns);
      }
    }
    for (const lang of LANGS) expect(tableWords(lang).node('k8s-w1')).toContain('k8s-w1');
  });

  it('E12: a dump is never read: in a lab file it is an unknown key, and the reader is told', () => {
    const dump = ['172.20.2.152/32 identity=16202 encryptkey=0 tunnelendpoint=192.168.20.100 flags=hastunnel'];
    expect(parseLab({ ...week4File(), ipcache: dump })).toMatchObject({
      ok: true,
      warnings: [{ path: 'ipcache', code: 'unknown-key' }],
    });
  });
});

describe('E20: the gateway answers ARP with the MAC of cilium_host', () => {
  const asked = (mode: Mode): Trace => ping(cold(labOf(mode)), CLIENT.ctr, WEBPOD.w0);

  it('E20: the answer carries the MAC of the pod’s lxc, from the program on that lxc', () => {
    for (const mode of ['native', 'vxlan', 'geneve', 'endpoint routes'] as const) {
      const trace = asked(mode);
      const { lxc } = podOf(trace, CLIENT.ctr);
      const frames = capture(trace, CLIENT.ctr, 'eth0').filter(({ facts }) => facts.arp !== null);
      expectIn(
        mode,
        frames.map(({ tap, facts }) => [tap, facts.arp?.op, facts.arp?.targetIp]),
      ).toEqual([
        ['Out', 1, '172.20.0.84'],
        ['In', 2, addressOf(CLIENT.ctr)],
      ]);
      const mac = trace.world.devices.get(lxc)?.mac;
      const host = trace.world.devices.get(id('k8s-ctr', 'cilium_host'))?.mac;
      expectIn(mode, frames[1]?.facts.arp).toMatchObject({ senderIp: '172.20.0.84', senderMac: mac });
      expectIn(mode, frames[1]?.facts.smac).toBe(mac);
      expectIn(mode, mac).not.toBe(host);
      const hook = hooksOf(trace).find(({ hop }) => hop === 'LXC.ARP');
      expectIn(mode, hook).toMatchObject({ device: lxc, program: 'cil_from_container', tails: [6] });
    }
  });

  it('E20: it is seen on the lxc, question and answer, and nowhere else on the node', () => {
    const trace = asked('vxlan');
    const lxc = deviceName(podOf(trace, CLIENT.ctr).lxc);
    const arp = trace.packets.find(({ label, from }) => label.startsWith('who-has') && from === CLIENT.ctr)!;
    expect(taps(trace, 'k8s-ctr', 'any', arp)).toEqual([`${lxc} B`, `${lxc} Out`]);
  });

  it('E20: tcpdump on the lxc prints the question and is-at with the MAC of that lxc', () => {
    const trace = asked('vxlan');
    const { lxc } = podOf(trace, CLIENT.ctr);
    const { lines } = printed(trace, 'k8s-ctr', deviceName(lxc), 'arp');
    expect(lines.map((line) => line.replace(/^\S+ /, ''))).toEqual([
      expect.stringMatching(/^ARP, Request who-has 172\.20\.0\.84 .*tell 172\.20\.0\.215/),
      expect.stringContaining(`ARP, Reply 172.20.0.84 is-at ${trace.world.devices.get(lxc)!.mac}`),
    ]);
  });

  it('E20: every frame of a pod goes to the MAC of its lxc, whatever its destination', () => {
    for (const mode of ['native', 'vxlan'] as const) {
      for (const from of SHORTS) {
        for (const to of SHORTS) {
          const trace = ping(mode, CLIENT[from], WEBPOD[to]);
          for (const name of [CLIENT[from], WEBPOD[to]]) {
            const mac = trace.world.devices.get(podOf(trace, name).lxc)?.mac;
            for (const { facts } of capture(trace, name, 'eth0').filter(({ tap }) => tap === 'Out')) {
              expectIn(mode, facts.dmac).toBe(mac);
            }
          }
        }
      }
    }
  });

  it('E20: both languages say whose MAC it is and that cilium_host has no part in it', () => {
    const trace = asked('native');
    const hook = hooksOf(trace).find(({ hop }) => hop === 'LXC.ARP')!;
    for (const { sentence, detail } of wordsOn(trace, hook)) {
      expect(sentence).toContain(trace.world.devices.get(podOf(trace, CLIENT.ctr).lxc)!.mac);
      expect(sentence).toMatch(/the MAC of this lxc|이 lxc의 MAC/);
      expect(detail).toMatch(/cilium_host never hears|cilium_host는 질문을 듣지도/);
    }
  });

  it('E20: question and answer are drawn between the pod and its lxc', () => {
    const trace = asked('native');
    const arp = trace.packets.find(({ label, from }) => label.startsWith('who-has') && from === CLIENT.ctr)!;
    const others = ['cilium_host', 'cilium_net', 'eth1'].map((name) => id('k8s-ctr', name));
    expect(drawnIn(trace, arp, others)).toEqual([]);
  });
});

describe('E21: the retransmissions that tshark marks are real', () => {
  const trace = curl('vxlan', CLIENT.ctr, WEBPOD.w0);

  it('E21: at the router every segment is seen twice, In and Out, and sent once', () => {
    const frames = capture(trace, ROUTER, 'any');
    expect(frames).toHaveLength(2 * trace.packets.length);
    for (const packet of trace.packets) {
      const own = frames.filter((frame) => frame.packet === packet.id);
      expect(own.map(({ tap }) => tap)).toEqual(['In', 'Out']);
      const [first, second] = own.map(({ event }) => {
        const layers = packetAt(trace, trace.events[event]!.frame);
        return encode(layers.slice(layers.findLastIndex(({ kind }) => kind === 'ethernet')));
      });
      expect(second).toEqual(first);
    }
  });

  it('E21: nothing of the run is a retransmission: not in the packets, not in TCP, not on the timeline', () => {
    expect(trace.packets.filter(({ cause }) => cause.kind === 'retransmission')).toEqual([]);
    expect(trace.events.filter((event) => event.kind === 'tcp' && event.step.kind === 'retransmit')).toEqual([]);
    expect(timelineOf(trace).marks.filter(({ kind }) => kind === 'retransmission')).toEqual([]);
    expect(timelineOf(trace).stays.filter(({ retransmission }) => retransmission)).toEqual([]);
    const pods = ['k8s-ctr', 'k8s-w0'].flatMap((node) => capture(trace, node, 'eth1'));
    expect(pods).toHaveLength(2 * trace.packets.length);
  });

  it('E21: a real one is a packet of its own with its own cause: the SYN that leaks', () => {
    const leak = curl('native', CLIENT.ctr, WEBPOD.w0, { connectTimeout: 3 });
    const causes = leak.packets.map(({ cause }) => cause.kind);
    expect(causes).toEqual(['job', 'retransmission', 'retransmission']);
    expect(timelineOf(leak).marks.filter(({ kind }) => kind === 'retransmission')).toHaveLength(2);
  });

  it('E21: both languages say so at the router, of every second sight', () => {
    for (const { event } of capture(trace, ROUTER, 'any').filter(({ tap }) => tap === 'Out')) {
      for (const { detail } of wordsOn(trace, trace.events[event]!)) {
        expect(detail).toMatch(/twice, In and Out.*retransmission|두 번 보인다.*재전송/s);
      }
    }
  });

  it('E21: the extra pair of the study is not claimed: it is a decision with a page', () => {
    expect(read('docs/decisions/013-the-extra-ack-pair.md')).toMatch(/four times|twice/i);
    expect(pagesSaying(/\b22 (frames|records)\b/).filter((line) => !/013|modelled|posts/.test(line))).toEqual([]);
  });
});

describe('E27: one lab, several configurations', () => {
  it('E27: the preset is week 4 and says so: no endpoint routes, direct node routes, native', () => {
    expect(week4.title).toContain('week 4');
    expect(week4.cilium).toMatchObject({
      routingMode: 'native',
      autoDirectNodeRoutes: true,
      endpointRoutes: false,
      kubeProxyReplacement: true,
    });
  });

  it('E27: what is printed begins with the lab, its versions and every switch in effect', () => {
    const trace = ping('endpoint routes', CLIENT.ctr, WEBPOD.w1);
    const head = headText(trace).join('\n');
    expect(head).toContain(trace.lab.title);
    expect(head).toContain('Cilium 1.18.0');
    for (const [name, value] of Object.entries(trace.world.settings)) expect(head).toContain(`${name}=${value}`);
    expect(traceText(trace).startsWith(head)).toBe(true);
  });

  it('E27: two configurations never print the same head', () => {
    const heads = ([{}, { endpointRoutes: true }, { autoDirectNodeRoutes: false }, { hostRouting: 'legacy' }] as const)
      .map((variant) => ({ ...withVariant(week4, variant) }))
      .map((lab) => ping(lab, CLIENT.ctr, WEBPOD.w1))
      .map((trace) => headText(trace).join('\n'));
    expect(new Set(heads).size).toBe(heads.length);
  });

  it('E27: what week 1 and week 5 differ in changes what happens', () => {
    const atOwnNode = (mode: Mode): unknown => {
      const trace = ping(mode, CLIENT.ctr, 'k8s-ctr');
      return hopsOf(trace, trace.packets[0]!)[1];
    };
    expect(atOwnNode('endpoint routes')).toBe('ctr/lxcS:LXC.HOST[64]');
    expect(atOwnNode('native')).toBe('ctr/lxcS:LXC.HOST[64>63]');
    const week5 = ping('by way of the router', CLIENT.ctr, WEBPOD.w1);
    expect(taps(week5, ROUTER, 'any', week5.packets[0])).toEqual(['eth1 In', 'eth1 Out']);
    expect(taps(ping('repaired', CLIENT.ctr, WEBPOD.w1), ROUTER)).toEqual([]);
  });

  it('E27: the mode is part of every path that is printed', () => {
    expect(modeText(ping('endpoint routes', CLIENT.ctr, WEBPOD.w1))).toBe('native-epr');
    expect(modeText(ping('repaired', CLIENT.ctr, WEBPOD.w1))).toBe('native+static');
  });
});
