import { describe, expect, it } from 'vitest';
import { plain } from './plain.ts';
import { shown, unshown, type Judged } from './post.ts';
import { faultsOf } from './verdict.ts';

const holds = (post: string, ours: string, judged: Judged): boolean =>
  faultsOf(shown(1, 'k8s-ctr', 'a command', post, { judged }), { text: ours, code: 0 }).length === 0;

describe('what is made plain', () => {
  it.each([
    [
      '07:00:54.904025 IP 10.244.1.71.55240 > 10.244.1.182.http: Flags [S], seq 2226486015, win 64240',
      '<time> IP 10.244.1.71.<port> > 10.244.1.182.http: Flags [S], seq <seq>, win 64240',
    ],
    [
      'IP 192.168.10.100.46624 > 192.168.20.100.8472: OTV, flags [I] (0x08), overlay 0, instance 27143',
      'IP 192.168.10.100.<port> > 192.168.20.100.8472: OTV, flags [I] (0x08), overlay 0, instance 27143',
    ],
    [
      '64 bytes from 172.20.2.152: icmp_seq=1 ttl=63 time=3.08 ms',
      '64 bytes from 172.20.2.152: icmp_seq=1 ttl=63 time=<ms> ms',
    ],
    ['(ID:46396) to-network FORWARDED', '(ID:46396) to-network FORWARDED'],
    ['172.20.0.197/32     identity=46313 encryptkey=0', '172.20.0.197/32     identity=46313 encryptkey=0'],
    [
      '    2   0.000049 172.20.0.215 → 172.20.2.152 TCP 130 48220 → 80 [SYN] Seq=0 TSval=2053954081 TSecr=0 WS=128',
      '    2 <time> 172.20.0.215 → 172.20.2.152 TCP 130 <port> → 80 [SYN] Seq=0 TSval=<ts> TSecr=0 WS=128',
    ],
    ['^C22 packets captured\r\n', '22 packets captured'],
  ])('%s', (text, as) => {
    expect(plain(text)).toBe(as);
  });
});

describe('a verdict', () => {
  it('same: every line, its width and its order', () => {
    expect(holds('a  1\nb', 'a  1\nb\n', { as: 'same' })).toBe(true);
    expect(holds('a  1\nb', 'a 1\nb\n', { as: 'same' })).toBe(false);
    expect(holds('a\nb', 'b\na\n', { as: 'same' })).toBe(false);
    expect(holds('172.20.0.84 (router)', '172.20.0.85 (router)\n', { as: 'same' })).toBe(false);
    expect(holds('a  1', ' a 1\n', { as: 'same', squeezed: true })).toBe(true);
  });

  it('same set: the lines in any order, no other', () => {
    expect(holds('a\nb\na', 'b\na\n', { as: 'same set' })).toBe(true);
    expect(holds('a\nb', 'a\n', { as: 'same set' })).toBe(false);
    expect(holds('a', 'a\nb\n', { as: 'same set' })).toBe(false);
  });

  it('contains: all lines in their order, others between them', () => {
    expect(holds('a\nc', 'a\nb\nc\n', { as: 'contains' })).toBe(true);
    expect(holds('c\na', 'a\nb\nc\n', { as: 'contains' })).toBe(false);
  });

  it('differs: what is printed instead is held, and a difference that has gone is a fault', () => {
    const judged = { as: 'differs', why: 'a reason', ours: 'b' } as const;
    expect(holds('a', 'b\n', judged)).toBe(true);
    expect(holds('a', 'c\n', judged)).toBe(false);
    expect(holds('a', 'a\n', { ...judged, ours: 'a' })).toBe(false);
  });

  it('chance decides between names that are listed, and no others', () => {
    const judged = { as: 'same', chance: /pod-[ab]/g } as const;
    expect(holds('pod-a', 'pod-b\n', judged)).toBe(true);
    expect(holds('pod-a', 'pod-c\n', judged)).toBe(false);
  });

  it('none shown: the exit code and what must be there are held', () => {
    const step = unshown(1, 'k8s-ctr', 'a command', { code: 0, among: ['a', 'c'] });
    expect(faultsOf(step, { text: 'a\nb\nc\n', code: 0 })).toEqual([]);
    expect(faultsOf(step, { text: 'a\nb\n', code: 0 })).toHaveLength(1);
    expect(faultsOf(step, { text: 'a\nb\nc\n', code: 1 })).toHaveLength(1);
  });
});
