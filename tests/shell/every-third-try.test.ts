import { describe, expect, it } from 'vitest';
import { openLab } from '../../src/engine/live.ts';
import type { Nanos } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { runLines } from '../../src/shell/headless.ts';
import type { Machine } from '../../src/shell/machine.ts';
import { openMachine } from '../../src/shell/open-machine.ts';
import { Session } from '../../src/shell/session.ts';

const LOOP = `kubectl exec -it curl-pod -- sh -c 'while true; do curl -s --connect-timeout 1 webpod | grep Hostname; echo "---" ; sleep 1; done'`;
const TRIES = 60;
/** On k8s-w0, in the other subnet: the router has no way to it. */
const FAR = { pod: 'webpod-697b545f57-9nnfd', ip: '172.20.2.152' };

interface Try {
  readonly host: string | null;
  /** Lab seconds from the end of the try before to the end of this one. */
  readonly seconds: number;
}

/** Tries of the loop until there are so many, then Ctrl-C; and the line that ends it. */
function tries(
  machine: Machine,
  session: Session,
  wanted: number,
): { readonly all: readonly Try[]; readonly last: string } {
  const from = session.screen.chunks.length;
  const begun = machine.now;
  const ends = (): readonly { readonly at: Nanos }[] =>
    session.screen.chunks.slice(from).filter(({ text }) => text.includes('---'));
  session.run(LOOP);
  const until = (machine.now + wanted * 5e9) as Nanos;
  machine.scheduler.run({ until, steps: 5_000_000, done: () => ends().length >= wanted || !session.busy });
  const times = ends().map(({ at }) => at);
  session.interrupt();
  machine.scheduler.run({ until: (machine.now + 3e9) as Nanos, steps: 100_000, done: () => !session.busy });
  const text = session.screen.chunks
    .slice(from)
    .map((chunk) => chunk.text)
    .join('')
    .replaceAll('\r', '');
  const parts = text.split('---\n');
  const all = times.map((at, i) => ({
    host: /^Hostname: (.+)$/m.exec(parts[i] ?? '')?.[1] ?? null,
    seconds: (at - (times[i - 1] ?? begun)) / 1e9,
  }));
  return { all, last: parts.slice(wanted).join('') };
}

describe('a loop of curls, in native routing and after the switch', () => {
  const machine = openMachine(openLab(week4));
  const router = new Session(machine, machine.hosts.machine('router')!, 200);
  router.run('tcpdump -i any -nn tcp port 80');
  machine.scheduler.run({ until: (machine.now + 1e9) as Nanos, steps: 100_000 });
  const ctr = new Session(machine, machine.hosts.machine('k8s-ctr')!, 200);
  const before = tries(machine, ctr, TRIES);
  const codeBefore = ctr.shell.status;
  const hung = before.all.filter(({ host }) => host === null);
  const seen = router.screen.chunks.map(({ text }) => text).join('');

  it('hangs for a second about every third time', () => {
    expect(before.all).toHaveLength(TRIES);
    expect(hung.length).toBeGreaterThan(TRIES / 3 - 10);
    expect(hung.length).toBeLessThan(TRIES / 3 + 10);
    // A second of sleep, a second of waiting; the first has no sleep before it.
    const later = before.all.slice(1);
    const answered = later.filter(({ host }) => host !== null);
    expect(later.filter(({ host, seconds }) => host === null && Math.abs(seconds - 2) > 0.1)).toEqual([]);
    expect(answered.filter(({ seconds }) => Math.abs(seconds - 1) > 0.1)).toEqual([]);
  });

  it('is answered by the two backends of the own subnet, and never by the one behind the router', () => {
    const hosts = new Set(before.all.flatMap(({ host }) => (host === null ? [] : [host])));
    expect([...hosts].toSorted()).toEqual(['webpod-697b545f57-9ns5w', 'webpod-697b545f57-mn7r5']);
  });

  it('ends at Ctrl-C with 130 and what kubectl says to that', () => {
    expect(before.last).toBe('command terminated with exit code 130\n');
    expect(codeBefore).toBe(130);
  });

  it('shows the router each lost SYN coming in by eth1 and leaving by eth0, and nothing else', () => {
    const lines = seen.split('\n').filter((line) => line.includes(' IP '));
    const shapes = new Set(
      lines.map((line) =>
        line.replace(/^\S+ (eth\d) +(In|Out) +IP (\S+)\.\d+ > (\S+): Flags (\S+),.*/, '$1 $2 $3 $4 $5'),
      ),
    );
    expect([...shapes].toSorted()).toEqual([
      `eth0 Out 172.20.0.215 ${FAR.ip}.80 [S]`,
      `eth1 In 172.20.0.215 ${FAR.ip}.80 [S]`,
    ]);
    // A port may be used again after a try that got no connection; the first sequence number is another one.
    const attempts = new Set(lines.map((line) => / IP \S+\.(\d+) > .* seq (\d+),/.exec(line)?.slice(1).join(' ')));
    expect(attempts.size).toBe(hung.length);
  });

  it('is answered every time, by all three, when the agents have started again with a tunnel', () => {
    const code = runLines(machine, ctr, [
      'helm upgrade cilium cilium/cilium --namespace kube-system --version 1.18.0 --reuse-values --set routingMode=tunnel --set tunnelProtocol=vxlan --set autoDirectNodeRoutes=false --set installNoConntrackIptablesRules=false',
      'kubectl rollout restart -n kube-system ds/cilium',
      'kubectl rollout status -n kube-system ds/cilium',
    ]);
    expect(code).toBe(0);
    const after = tries(machine, ctr, 20);
    expect(after.all.map(({ host }) => host)).not.toContain(null);
    expect(new Set(after.all.map(({ host }) => host)).size).toBe(3);
    expect(after.all.some(({ host }) => host === FAR.pod)).toBe(true);
  });
});
