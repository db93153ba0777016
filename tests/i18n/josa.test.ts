import { describe, expect, it } from 'vitest';
import { endOf, josa, particleFor, type Josa } from '../../src/i18n/josa.ts';

/** Word, pair, what a reader would say. */
const TABLE: readonly (readonly [word: string, pair: Josa, said: string])[] = [
  // Hangul
  ['패킷', '을/를', '패킷을'],
  ['파드', '을/를', '파드를'],
  ['터널', '으로/로', '터널로'],
  ['커널', '이/가', '커널이'],
  ['라우터', '은/는', '라우터는'],
  ['응답', '과/와', '응답과'],
  ['노드', '이다/다', '노드다'],
  ['조각', '이다/다', '조각이다'],
  // digits, read one by one
  ['eth0', '을/를', 'eth0을'],
  ['eth0', '으로/로', 'eth0으로'],
  ['eth1', '을/를', 'eth1을'],
  ['eth1', '으로/로', 'eth1로'],
  ['eth2', '이/가', 'eth2가'],
  ['k8s-w0', '은/는', 'k8s-w0은'],
  ['k8s-w1', '으로/로', 'k8s-w1로'],
  ['27143', '을/를', '27143을'],
  ['16202', '을/를', '16202를'],
  ['6', '으로/로', '6으로'],
  ['7', '으로/로', '7로'],
  ['8', '이/가', '8이'],
  ['9', '이/가', '9가'],
  // addresses and prefixes
  ['172.20.2.152', '이/가', '172.20.2.152가'],
  ['172.20.0.84', '은/는', '172.20.0.84는'],
  ['192.168.10.100', '으로/로', '192.168.10.100으로'],
  ['192.168.10.101', '으로/로', '192.168.10.101로'],
  ['172.20.0.215:48220', '을/를', '172.20.0.215:48220을'],
  ['172.20.0.0/16', '이/가', '172.20.0.0/16이'],
  ['172.20.2.0/24', '이/가', '172.20.2.0/24가'],
  // words of the field
  ['lxc', '을/를', 'lxc를'],
  ['cilium_host', '을/를', 'cilium_host를'],
  ['cilium_vxlan', '으로/로', 'cilium_vxlan으로'],
  ['cilium_geneve', '으로/로', 'cilium_geneve로'],
  ['cilium_net', '으로/로', 'cilium_net으로'],
  ['ipcache', '이/가', 'ipcache가'],
  ['Hubble', '은/는', 'Hubble은'],
  ['curl-pod', '이/가', 'curl-pod가'],
  ['webpod', '과/와', 'webpod와'],
  ['k8s-ctr', '이/가', 'k8s-ctr이'],
  ['router', '은/는', 'router는'],
  ['curl', '이/가', 'curl이'],
  ['ping', '을/를', 'ping을'],
  ['SYN', '을/를', 'SYN을'],
  ['ACK', '을/를', 'ACK를'],
  ['TTL', '이/가', 'TTL이'],
  ['VNI', '은/는', 'VNI는'],
  ['MAC', '은/는', 'MAC은'],
  ['FIB', '은/는', 'FIB는'],
  ['BPF', '은/는', 'BPF는'],
  ['ARP', '이/가', 'ARP가'],
  ['RST', '을/를', 'RST를'],
  ['default', '이/가', 'default가'],
  ['EMSGSIZE', '으로/로', 'EMSGSIZE로'],
  ['ESTABLISHED', '으로/로', 'ESTABLISHED로'],
  ['SYN-SENT', '으로/로', 'SYN-SENT로'],
  ['TIME-WAIT', '으로/로', 'TIME-WAIT로'],
  ['FIN-WAIT-1', '으로/로', 'FIN-WAIT-1로'],
  // generated names are spelt out
  ['webpod-697b545f57-9nnfd', '이/가', 'webpod-697b545f57-9nnfd가'],
  ['webpod-697b545f57-mn7r5', '이/가', 'webpod-697b545f57-mn7r5가'],
  ['kube-system/coredns-a', '이/가', 'kube-system/coredns-a가'],
  ['lxc93b551d233cf', '은/는', 'lxc93b551d233cf는'],
  ['aa:bb:cc:dd:ee:01', '이다/다', 'aa:bb:cc:dd:ee:01이다'],
  // brackets are not read
  ['connect()', '은/는', 'connect()는'],
  ['VNI(6)', '이/가', 'VNI(6)가'],
  ['`ip route`', '은/는', '`ip route`는'],
];

describe('josa', () => {
  it.each(TABLE)('%s + %s is %s', (word, pair, said) => {
    expect(josa(word, pair)).toBe(said);
  });

  it('gives the particle alone for a word that is set apart', () => {
    expect(particleFor('eth1', '으로/로')).toBe('로');
    expect(particleFor('eth0', '으로/로')).toBe('으로');
  });

  it('never fails, whatever the word', () => {
    for (const word of ['', ' ', '()', '…', '😀', '%', '-', '1.2.3.'])
      expect(endOf(word)).toMatch(/^(vowel|rieul|consonant)$/);
  });
});
