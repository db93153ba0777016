import { describe, expect, it } from 'vitest';
import { ipv4 } from '../../src/wire/address.ts';
import { DNS, runOnPipe } from './pipe-run.ts';

const SERVER = ipv4('10.96.0.10');
const run = (change: Partial<typeof DNS>, options = {}) => {
  const { stdout, stderr, code } = runOnPipe({ ...DNS, ...change }, options);
  return { stdout: stdout.replace(/id: \d+/, 'id: 7'), stderr, code };
};
const reverse = { types: ['PTR'], name: '94.111.96.10.in-addr.arpa' } as const;
const END = `;; Query time: 0 msec
;; SERVER: 10.96.0.10#53(10.96.0.10) (UDP)
;; WHEN: Sat Aug 09 18:13:00 UTC 2025
`;

describe('dig', () => {
  it('prints the whole answer', () => {
    expect(run({ style: 'dig' })).toEqual({
      stdout: `
; <<>> DiG 9.20.10 <<>> webpod.default.svc.cluster.local
;; global options: +cmd
;; Got answer:
;; WARNING: .local is reserved for Multicast DNS
;; You are currently testing what happens when an mDNS query is leaked to DNS
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 7
;; flags: qr aa rd; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 0
;; WARNING: recursion requested but not available

;; QUESTION SECTION:
;webpod.default.svc.cluster.local. IN\tA

;; ANSWER SECTION:
webpod.default.svc.cluster.local. 30 IN\tA\t10.96.111.94

${END};; MSG SIZE  rcvd: 66

`,
      stderr: '',
      code: 0,
    });
  });

  it('knows no search list, and that a short name has tabs after it', () => {
    expect(run({ style: 'dig', name: 'webpod', types: ['AAAA'] })).toEqual({
      stdout: `
; <<>> DiG 9.20.10 <<>> webpod AAAA
;; global options: +cmd
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NXDOMAIN, id: 7
;; flags: qr aa rd; QUERY: 1, ANSWER: 0, AUTHORITY: 0, ADDITIONAL: 0
;; WARNING: recursion requested but not available

;; QUESTION SECTION:
;webpod.\t\t\tIN\tAAAA

${END};; MSG SIZE  rcvd: 24

`,
      stderr: '',
      code: 0,
    });
  });

  it('-x asks for the name of an address', () => {
    expect(run({ style: 'dig', ...reverse, server: SERVER }).stdout).toBe(`
; <<>> DiG 9.20.10 <<>> @10.96.0.10 -x 10.96.111.94
; (1 server found)
;; global options: +cmd
;; Got answer:
;; ->>HEADER<<- opcode: QUERY, status: NOERROR, id: 7
;; flags: qr aa rd; QUERY: 1, ANSWER: 1, AUTHORITY: 0, ADDITIONAL: 0
;; WARNING: recursion requested but not available

;; QUESTION SECTION:
;94.111.96.10.in-addr.arpa.\tIN\tPTR

;; ANSWER SECTION:
94.111.96.10.in-addr.arpa. 30\tIN\tPTR\twebpod.default.svc.cluster.local.

${END};; MSG SIZE  rcvd: 89

`);
  });

  it('is short with +short and +noall +answer', () => {
    expect(run({ style: 'dig-short' }).stdout).toBe('10.96.111.94\n');
    expect(run({ style: 'dig-short', ...reverse }).stdout).toBe('webpod.default.svc.cluster.local.\n');
    expect(run({ style: 'dig-answer' }).stdout).toBe('webpod.default.svc.cluster.local. 30 IN\tA\t10.96.111.94\n');
    expect(run({ style: 'dig-short', name: 'webpod' })).toEqual({ stdout: '', stderr: '', code: 0 });
  });

  it('gives up after three times five seconds', () => {
    expect(run({ style: 'dig', name: 'a' }, { loses: () => true })).toEqual({
      stdout: `;; communications error to 10.96.0.10#53: timed out
;; communications error to 10.96.0.10#53: timed out
;; communications error to 10.96.0.10#53: timed out

; <<>> DiG 9.20.10 <<>> a
;; global options: +cmd
;; no servers could be reached
`,
      stderr: '',
      code: 9,
    });
  });

  it('is Ubuntu on a node, with its clock', () => {
    const { stdout } = runOnPipe({ ...DNS, style: 'dig', server: SERVER }, { from: 'k8s-ctr' });
    expect(stdout).toContain(
      '; <<>> DiG 9.18.30-0ubuntu0.24.04.2-Ubuntu <<>> @10.96.0.10 webpod.default.svc.cluster.local\n',
    );
    expect(stdout).toContain(';; WHEN: Sun Aug 10 03:13:00 KST 2025\n');
  });
});

describe('host', () => {
  it('goes through the search list and says what it finds', () => {
    expect(run({ style: 'host', name: 'webpod', types: ['A', 'AAAA'] })).toEqual({
      stdout: 'webpod.default.svc.cluster.local has address 10.96.111.94\n',
      stderr: '',
      code: 0,
    });
    expect(run({ style: 'host', ...reverse }).stdout).toBe(
      '94.111.96.10.in-addr.arpa domain name pointer webpod.default.svc.cluster.local.\n',
    );
    expect(run({ style: 'host', types: ['AAAA'] }).stdout).toBe(
      'webpod.default.svc.cluster.local has no AAAA record\n',
    );
  });

  it('says which server it was told to ask, and what does not exist', () => {
    expect(run({ style: 'host', name: 'nope', types: ['A', 'AAAA'], server: SERVER })).toEqual({
      stdout: `Using domain server:
Name: 10.96.0.10
Address: 10.96.0.10#53
Aliases: 

Host nope not found: 3(NXDOMAIN)
`,
      stderr: '',
      code: 1,
    });
    expect(run({ style: 'host', types: ['PTR'], name: '1.2.0.192.in-addr.arpa' }).stdout).toBe(
      'Host 1.2.0.192.in-addr.arpa. not found: 3(NXDOMAIN)\n',
    );
  });
});

describe('nslookup', () => {
  it('turns addresses round', () => {
    expect(run({ ...reverse }).stdout).toBe(
      'Server:\t\t10.96.0.10\nAddress:\t10.96.0.10#53\n\n94.111.96.10.in-addr.arpa\tname = webpod.default.svc.cluster.local.\n\n',
    );
  });
});

describe('the names of the cluster', () => {
  const short = (name: string, types: typeof DNS.types = ['A']) => run({ style: 'dig-short', name, types }).stdout;

  it('has one for each pod behind a service, both ways', () => {
    expect(short('172-20-2-152.webpod.default.svc.cluster.local')).toBe('172.20.2.152\n');
    expect(short('172-20-2-153.webpod.default.svc.cluster.local')).toBe('');
    expect(short('152.2.20.172.in-addr.arpa', ['PTR'])).toBe('172-20-2-152.webpod.default.svc.cluster.local.\n');
    expect(short('215.0.20.172.in-addr.arpa', ['PTR'])).toBe('');
    expect(short('172-20-2-152.default.pod.cluster.local')).toBe('172.20.2.152\n');
  });
});
