import { beforeEach, describe, expect, it } from 'vitest';
import {
  CTR,
  echo,
  FLAGS,
  IP,
  piece,
  pointsOf,
  POD,
  ProgramBench,
  tcp,
  udp,
  unreachable,
} from '../../../tests/support/program-bench.ts';
import type { Packet } from '../../wire/layers.ts';
import { SECOND } from '../timing.ts';

/** Both ends on one node, so that both programs run over one table: the sender's and the receiver's entries. */
const A = `${IP.client}:40000`;
const B = `${IP.sameNode}:80`;
const OUT = `TCP OUT ${A} -> ${B}`;
const IN = `TCP IN ${A} -> ${B}`;

describe('conntrack', () => {
  let bench: ProgramBench;
  beforeEach(() => {
    bench = new ProgramBench();
  });
  /** From the client to the web pod or back; the points that its two programs let out. */
  function pass(packet: Packet, from: 'client' | 'web' = 'client') {
    const pod = from === 'client' ? POD.client : POD.sameNode;
    const left = bench.leave(pod, packet);
    const reached = bench.policy(left, bench.lxc(pod));
    return { left, reached, shown: [...pointsOf(left), ...pointsOf(reached)].filter((p) => p.endsWith('shown')) };
  }
  const seconds = (key: string): number => Math.round((bench.ct(CTR, key)!.expires - bench.lab.sim.now) / SECOND);
  const shake = (): void => {
    pass(tcp(A, B));
    pass(tcp(B, A, FLAGS.synAck), 'web');
    pass(tcp(A, B, FLAGS.ack));
  };

  it('makes one flow of one connection: both directions, and their twins', () => {
    shake();
    expect(bench.keys(CTR, 'cilium_ct4_global')).toEqual([OUT, IN]);
    expect(bench.keys(CTR, 'cilium_ct_any4_global')).toEqual([
      `ICMP OUT ${IP.client}:0 -> ${IP.sameNode}:0 related`,
      `ICMP IN ${IP.client}:0 -> ${IP.sameNode}:0 related`,
    ]);
  });

  it('calls the states by their names', () => {
    expect(pass(tcp(A, B)).reached.observations[0]).toMatchObject({ ct: 'new' });
    expect(pass(tcp(A, B)).reached.observations[0]).toMatchObject({ ct: 'established' });
    const answer = pass(tcp(B, A, FLAGS.synAck), 'web');
    expect(answer.reached.observations[0]).toMatchObject({ ct: 'reply' });
    expect(answer.left.notes).toContainEqual({ kind: 'policy-skipped', why: 'reply' });
    const error = pass(unreachable(IP.sameNode, IP.client, new Uint8Array(28)), 'web');
    expect(error.reached.observations[0]).toMatchObject({ ct: 'related' });
    expect(error.left.notes).toContainEqual({ kind: 'policy-skipped', why: 'related' });
  });

  it('keys an echo by its id, at the asker’s end in both directions', () => {
    pass(echo(IP.client, IP.sameNode, { id: 163 }));
    expect(bench.ct(CTR, `ICMP OUT ${IP.client}:163 -> ${IP.sameNode}:0`)).not.toBeNull();
    const answer = pass(echo(IP.sameNode, IP.client, { type: 'reply', id: 163 }), 'web');
    expect(answer.reached.observations[0]).toMatchObject({ ct: 'reply' });
    expect(pass(echo(IP.client, IP.sameNode, { id: 164 })).reached.observations[0]).toMatchObject({ ct: 'new' });
  });

  it('an error that answers no flow is a flow of its own, and the next one is that flow again', () => {
    const error = unreachable(IP.sameNode, IP.client, new Uint8Array(28));
    expect(pass(error, 'web').reached.observations[0]).toMatchObject({ ct: 'new' });
    expect(pass(error, 'web').reached.observations[0]).toMatchObject({ ct: 'established' });
  });

  it('does not tell pieces of a packet apart: they have no ports', () => {
    pass(piece(IP.client, IP.sameNode, 17));
    expect(bench.ct(CTR, `UDP OUT ${IP.client}:0 -> ${IP.sameNode}:0`)).not.toBeNull();
  });

  describe('lifetime', () => {
    it('a SYN 60 s, a connection 8000 s, UDP and ICMP 60 s, a twin what its flow had at first', () => {
      pass(tcp(A, B));
      expect(seconds(OUT)).toBe(60);
      pass(tcp(B, A, FLAGS.synAck), 'web');
      expect(seconds(OUT)).toBe(60);
      pass(tcp(A, B, FLAGS.ack));
      expect(seconds(OUT)).toBe(8000);
      expect(seconds(IN)).toBe(8000);
      expect(seconds(`ICMP OUT ${IP.client}:0 -> ${IP.sameNode}:0 related`)).toBe(60);
      pass(udp(`${IP.client}:40000`, `${IP.sameNode}:53`));
      expect(seconds(`UDP OUT ${IP.client}:40000 -> ${IP.sameNode}:53`)).toBe(60);
    });

    it('one FIN leaves it alive, the second leaves it 10 s, and the last ACK adds nothing', () => {
      shake();
      pass(tcp(A, B, FLAGS.fin));
      expect(bench.ct(CTR, OUT)).toMatchObject({ txClosing: true, rxClosing: false });
      expect(bench.ct(CTR, IN)).toMatchObject({ txClosing: false, rxClosing: true });
      expect(seconds(OUT)).toBe(8000);
      pass(tcp(B, A, FLAGS.fin), 'web');
      expect(bench.ct(CTR, OUT)).toMatchObject({ txClosing: true, rxClosing: true });
      expect(seconds(OUT)).toBe(10);
      bench.sleep(3);
      pass(tcp(A, B, FLAGS.ack));
      expect(seconds(OUT)).toBe(7);
    });

    it('a RST before both SYNs closes it at once; later it closes only its own direction', () => {
      pass(tcp(A, B));
      pass(tcp(B, A, FLAGS.rst | FLAGS.ack), 'web');
      expect(bench.ct(CTR, OUT)).toMatchObject({ txClosing: true, rxClosing: true });
      expect(seconds(OUT)).toBe(10);
      const other = `${IP.client}:40001`;
      pass(tcp(other, B));
      pass(tcp(B, other, FLAGS.synAck), 'web');
      pass(tcp(other, B, FLAGS.rst));
      expect(bench.ct(CTR, `TCP OUT ${other} -> ${B}`)).toMatchObject({ txClosing: true, rxClosing: false });
      expect(seconds(`TCP OUT ${other} -> ${B}`)).toBe(8000);
    });

    it('a SYN on a closing entry makes it anew', () => {
      shake();
      pass(tcp(A, B, FLAGS.fin));
      const again = pass(tcp(A, B));
      expect(again.reached.observations[0]).toMatchObject({ ct: 'new', shown: true });
      expect(bench.ct(CTR, OUT)).toMatchObject({
        txClosing: false,
        rxClosing: false,
        seenNonSyn: false,
        txFlagsSeen: FLAGS.syn,
        rxFlagsSeen: 0,
      });
      expect(seconds(OUT)).toBe(60);
    });
  });

  describe('what is let out at medium aggregation', () => {
    it('of an echo a second: the first, and then every sixth', () => {
      const shown = Array.from({ length: 14 }, () => {
        const at = pass(echo(IP.client, IP.sameNode)).shown.length;
        bench.sleep(1);
        return at;
      });
      expect(shown).toEqual([1, 0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 1, 0]);
    });

    it('each direction by its own clock', () => {
      pass(echo(IP.client, IP.sameNode));
      bench.sleep(3);
      expect(pass(echo(IP.sameNode, IP.client, { type: 'reply' }), 'web').shown).toHaveLength(1);
      bench.sleep(3);
      expect(pass(echo(IP.client, IP.sameNode)).shown).toHaveLength(1);
      expect(pass(echo(IP.sameNode, IP.client, { type: 'reply' }), 'web').shown).toHaveLength(0);
    });

    it('every flag that its direction has not shown yet, every FIN, and all of a closed connection', () => {
      const story = [
        ['client', FLAGS.syn, 1],
        ['web', FLAGS.synAck, 1],
        ['client', FLAGS.ack, 1],
        ['client', FLAGS.push, 1],
        ['client', FLAGS.push, 0],
        ['web', FLAGS.ack, 0],
        ['web', FLAGS.push, 1],
        ['client', FLAGS.ack, 0],
        ['client', FLAGS.fin, 1],
        ['client', FLAGS.fin, 1],
        ['web', FLAGS.fin, 1],
        ['client', FLAGS.ack, 1],
        ['client', FLAGS.ack, 1],
      ] as const;
      const seen = story.map(([from, flags]) => {
        const [src, dst] = from === 'client' ? [A, B] : [B, A];
        return [from, flags, pass(tcp(src, dst, flags), from).shown.length];
      });
      expect(seen).toEqual(story);
      expect(bench.ct(CTR, OUT)).toMatchObject({ txFlagsSeen: 0x1b, rxFlagsSeen: 0x1b, seenNonSyn: true });
    });
  });
});
