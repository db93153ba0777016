import { must } from '../base/assert.ts';
import type { Nanos, NetnsName } from '../lab/names.ts';
import { linux } from '../trace/cite.ts';
import type { Lab } from './host.ts';
import type { Kernel } from './kernel.ts';
import { localDevice } from './linux/fib.ts';
import { icmpError } from './linux/icmp-error.ts';
import { ipSend, pathMtu, routeOutput } from './linux/ip-output.ts';
import { socketHooks } from './socket-hooks.ts';
import { SECOND } from './timing.ts';

/** ip_rt_mtu_expires: ten minutes. */
const PMTU_LIFE = 600 * SECOND;
/** ip_rt_min_pmtu. */
const PMTU_MIN = 552;
const PMTU = [linux('net/ipv4/route.c', '__ip_rt_update_pmtu')];
const SOCK = [linux('net/core/sock_diag.c', '__sock_gen_cookie')];

/** What the transports and applications of one namespace may ask of its kernel, for as long as it lives: then no timer fires. */
export function kernelOf(
  lab: Lab,
  netns: NetnsName,
  nextCookie: () => number,
  life: { readonly ended: boolean } = { ended: false },
): Kernel {
  const { sim } = lab;
  return {
    netns,
    get world() {
      return sim.world;
    },
    hooks: socketHooks(lab, netns),
    now: () => sim.now,
    after: (delay, run) =>
      sim.after(delay, () => {
        if (!life.ended) run();
      }),
    rng: (name) => sim.rng.fork(`${netns} ${name}`),
    send: (out) => ipSend(lab, netns, out),
    routeTo(dst) {
      const found = routeOutput(lab, netns, dst, null, 0);
      if (!found.ok) return { ok: false, errno: found.errno };
      return { ok: true, src: found.src, mtu: pathMtu(lab, netns, dst, found.way) };
    },
    isLocal: (address) => localDevice(sim, netns, address) !== null,
    jobOf: (packet) => sim.jobOf(packet),
    learnPmtu(dst, mtu, packet) {
      const row = { dst, mtu: Math.max(mtu, PMTU_MIN), expires: (sim.now + PMTU_LIFE) as Nanos };
      sim.note(
        { netns, job: sim.jobOf(packet), packet, writes: [{ table: 'pmtu', row }], cites: PMTU },
        { kind: 'pmtu', dst, mtu },
      );
    },
    icmpError(about, error) {
      const skb = must(lab.arrivals.get(about), 'the packet behind the arrival');
      icmpError(lab, netns, skb, { ...error, mtu: 0, routing: false });
    },
    tcpEvent(job, packet, step, cites) {
      sim.note({ netns, job, packet, cites }, { kind: 'tcp', step });
    },
    socket(cookie, row, job) {
      const write = row ? ({ table: 'sockets', row } as const) : ({ table: 'sockets', remove: `${cookie}` } as const);
      sim.note({ netns, job, packet: null, writes: [write], cites: SOCK }, { kind: 'socket', open: row !== null });
    },
    cookie: nextCookie,
  };
}
