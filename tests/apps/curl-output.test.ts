import { describe, expect, it } from 'vitest';
import { meterLine } from '../../src/engine/apps/curl-meter.ts';
import { ipv4 } from '../../src/wire/address.ts';
import { CURL, NOBODY, PODS_IP, runOnPipe } from './pipe-run.ts';

/** The lines of a head end in CR LF: shown as a mark, so that the expected texts can be read. */
const shown = (text: string): string => text.replaceAll('\r\n', '¶\n').replaceAll('\r', '«');
const run = (change: Partial<typeof CURL>, options = {}) => {
  const { stdout, stderr, code } = runOnPipe({ ...CURL, ...change }, options);
  return { stdout: shown(stdout), stderr: shown(stderr), code };
};
const address = (text: string) => ({ kind: 'address', address: ipv4(text) }) as const;
const METER = `  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current
                                 Dload  Upload   Total   Spent    Left  Speed
«  0     0    0     0    0     0      0      0 --:--:-- --:--:-- --:--:--     0`;
const HEAD = `HTTP/1.1 200 OK¶
Date: Sat, 09 Aug 2025 18:13:00 GMT¶
Content-Length: 204¶
Content-Type: text/plain; charset=utf-8¶
¶
`;
const BODY = `Hostname: webpod-697b545f57-9nnfd
IP: 127.0.0.1
IP: ::1
IP: 172.20.2.152
IP: fe80::70b4:32ff:fe2f:5642
RemoteAddr: 172.20.0.215:48220
GET / HTTP/1.1¶
Host: webpod¶
User-Agent: curl/8.14.1¶
Accept: */*¶
¶
`;

describe('curl -v', () => {
  it('tells of a name, a connection, a request and an answer, as 8.14.1 does', () => {
    expect(run({ verbose: true })).toEqual({
      stdout: BODY,
      stderr: `* Host webpod:80 was resolved.
* IPv6: (none)
* IPv4: 10.96.111.94
*   Trying 10.96.111.94:80...
* Connected to webpod (10.96.111.94) port 80
* using HTTP/1.x
> GET / HTTP/1.1¶
> Host: webpod¶
> User-Agent: curl/8.14.1¶
> Accept: */*¶
> ¶
* Request completely sent off
< HTTP/1.1 200 OK¶
< Date: Sat, 09 Aug 2025 18:13:00 GMT¶
< Content-Length: 204¶
< Content-Type: text/plain; charset=utf-8¶
< ¶
* Connection #0 to host webpod left intact
`,
      code: 0,
    });
  });

  it('says less in 8.5.0', () => {
    const { stderr } = run({ verbose: true, target: address('192.168.10.200'), userAgent: 'curl/8.5.0' });
    expect(stderr).toBe(`*   Trying 192.168.10.200:80...
* Connected to 192.168.10.200 (192.168.10.200) port 80
> GET / HTTP/1.1¶
> Host: 192.168.10.200¶
> User-Agent: curl/8.5.0¶
> Accept: */*¶
> ¶
< HTTP/1.1 200 OK¶
< Date: Sat, 09 Aug 2025 18:13:00 GMT¶
< Server: Apache/2.4.58 (Ubuntu)¶
< Last-Modified: Sat, 09 Aug 2025 18:13:00 GMT¶
< ETag: "1d-68978fac"¶
< Accept-Ranges: bytes¶
< Content-Length: 29¶
< Content-Type: text/html¶
< ¶
* Connection #0 to host 192.168.10.200 left intact
`);
  });

  it('tells who refused, and ends with 7', () => {
    const target = address(PODS_IP);
    expect(run({ verbose: true, target, port: 81 })).toEqual({
      stdout: '',
      stderr: `*   Trying 172.20.2.152:81...
* connect to 172.20.2.152 port 81 from 172.20.0.215 port 48220 failed: Connection refused
* Failed to connect to 172.20.2.152 port 81 after 0 ms: Could not connect to server
* closing connection #0
curl: (7) Failed to connect to 172.20.2.152 port 81 after 0 ms: Could not connect to server
`,
      code: 7,
    });
    expect(run({ target, port: 81, userAgent: 'curl/8.5.0' }).stderr).toBe(
      "curl: (7) Failed to connect to 172.20.2.152 port 81 after 0 ms: Couldn't connect to server\n",
    );
  });

  it('counts the bytes and shows the meter where the body goes elsewhere', () => {
    const { stderr } = run({ verbose: true, meter: true, data: 'a=b', headers: ['x-id: 5'] });
    expect(stderr).toBe(`${METER}* Host webpod:80 was resolved.
* IPv6: (none)
* IPv4: 10.96.111.94
*   Trying 10.96.111.94:80...
* Connected to webpod (10.96.111.94) port 80
* using HTTP/1.x
> POST / HTTP/1.1¶
> Host: webpod¶
> User-Agent: curl/8.14.1¶
> Accept: */*¶
> x-id: 5¶
> Content-Length: 3¶
> Content-Type: application/x-www-form-urlencoded¶
> ¶
} [3 bytes data]
* upload completely sent off: 3 bytes
< HTTP/1.1 200 OK¶
< Date: Sat, 09 Aug 2025 18:13:00 GMT¶
< Content-Length: 285¶
< Content-Type: text/plain; charset=utf-8¶
< ¶
{ [285 bytes data]
«100   288  100   285  100     3  57000    600 --:--:-- --:--:-- --:--:-- 57600
* Connection #0 to host webpod left intact
`);
  });
});

describe('what curl asks for', () => {
  it('-I prints the head alone', () => {
    expect(run({ head: true })).toEqual({ stdout: HEAD.replace('204', '205'), stderr: '', code: 0 });
  });

  it('-i prints both', () => {
    expect(run({ include: true }).stdout).toBe(HEAD + BODY);
  });

  it('-f keeps a page to itself that is not there', () => {
    const change = { fail: true, path: '/nope', target: address('192.168.10.200') };
    const stderr = 'curl: (22) The requested URL returned error: 404\n';
    expect(run(change)).toEqual({ stdout: '', stderr, code: 22 });
    expect(run({ ...change, silent: true })).toEqual({ stdout: '', stderr: '', code: 22 });
    expect(run({ ...change, silent: true, showError: true })).toEqual({ stdout: '', stderr, code: 22 });
  });

  it.each([
    ['8.14.1', '* The requested URL returned error: 404\n< ¶\n* closing connection #0\n'],
    ['8.5.0', '< ¶\n* The requested URL returned error: 404\n* Closing connection\n'],
  ])('-f judges the status before or after the empty line: %s', (version, end) => {
    const change = { fail: true, include: true, verbose: true, silent: true, path: '/nope' };
    const { stdout, stderr } = run({ ...change, target: address('192.168.10.200'), userAgent: `curl/${version}` });
    expect(stdout).toBe(`HTTP/1.1 404 Not Found¶
Date: Sat, 09 Aug 2025 18:13:00 GMT¶
Server: Apache/2.4.58 (Ubuntu)¶
Content-Length: 243¶
Content-Type: text/html; charset=iso-8859-1¶
¶
`);
    expect(stderr.slice(stderr.indexOf('< Content-Type'))).toBe(
      `< Content-Type: text/html; charset=iso-8859-1¶\n${end}`,
    );
  });

  it('-d posts, and whoami repeats it with the names as Go writes them', () => {
    const { stdout } = run({ data: 'a=b', headers: ['x-id: 5', 'Accept:', 'Content-Type: text/plain'] });
    expect(stdout.slice(stdout.indexOf('POST'))).toBe(`POST / HTTP/1.1¶
Host: webpod¶
User-Agent: curl/8.14.1¶
Content-Length: 3¶
Content-Type: text/plain¶
X-Id: 5¶
¶
a=b`);
  });

  it('-X names the method', () => {
    const { stdout } = run({ method: 'DELETE' });
    expect(stdout).toBe(BODY.replace('GET', 'DELETE'));
  });

  it('-4 asks for no AAAA', () => {
    expect(runOnPipe({ ...CURL, ipv4: true }).labels.slice(0, 2)).toEqual([
      'A? webpod.default.svc.cluster.local',
      'SYN',
    ]);
  });

  it('-o marks the body as the content of a file, and -w not', () => {
    const { job } = runOnPipe({ ...CURL, output: 'file', path: '/data?size=5', writeOut: '%{size_download}\\n' });
    // The pipe's job does not keep marks.
    expect(job.out.stdout).toBe('|ABC|5\n');
  });
});

describe('how long curl waits', () => {
  const gone = { target: address(NOBODY) };

  it('-m while it connects', () => {
    expect(run({ ...gone, maxTime: 1.5, meter: true })).toEqual({
      stdout: '',
      stderr: `${METER}«  0     0    0     0    0     0      0      0 --:--:--  0:00:01 --:--:--     0
curl: (28) Connection timed out after 1500 milliseconds
`,
      code: 28,
    });
  });

  it('--connect-timeout, with fractions', () => {
    expect(run({ ...gone, connectTimeout: 0.25, verbose: true }).stderr).toBe(`*   Trying 172.20.2.200:80...
* ipv4 connect timeout after 250ms, move on!
* Failed to connect to 172.20.2.200 port 80 after 250 ms: Timeout was reached
* closing connection #0
curl: (28) Failed to connect to 172.20.2.200 port 80 after 250 ms: Timeout was reached
`);
  });

  it('-m while it waits for the answer, and while that comes', () => {
    expect(run({ maxTime: 0.002 })).toEqual({
      stdout: '',
      stderr: 'curl: (28) Operation timed out after 2 milliseconds with 0 bytes received\n',
      code: 28,
    });
    let pieces = 0;
    const loses = (s: { out: { label: string } }) => s.out.label.includes('Len=') && ++pieces > 3;
    const { stdout, stderr, code } = run({ maxTime: 1, path: '/data?size=30000' }, { loses });
    expect(stderr).toBe(
      'curl: (28) Operation timed out after 1000 milliseconds with 5672 out of 30000 bytes received\n',
    );
    // What has come is shown.
    expect([stdout.length, code]).toEqual([5672, 28]);
  });

  it('-m while it looks for the name, which ends the meter in the middle of its line', () => {
    expect(run({ maxTime: 1, meter: true }, { loses: () => true }).stderr).toBe(
      `${METER}curl: (28) Resolving timed out after 1000 milliseconds\n`,
    );
  });

  it('--retry doubles its patience', () => {
    const { stderr } = run({ ...gone, maxTime: 1, retry: 2 });
    const late = 'curl: (28) Connection timed out after 1000 milliseconds\n';
    expect(stderr).toBe(
      `${late}Warning: Problem : timeout. Will retry in 1 second. 2 retries left.\n` +
        `${late}Warning: Problem : timeout. Will retry in 2 seconds. 1 retry left.\n${late}`,
    );
  });
});

describe('curl -w', () => {
  it('knows what was and when', () => {
    const writeOut =
      '%{http_code} %{remote_ip}:%{remote_port} %{local_ip}:%{local_port} %{num_connects} %{size_download}\\n';
    const times =
      '%{time_namelookup} %{time_connect} %{time_pretransfer} %{time_starttransfer} %{time_total}\\t100%%\\n';
    expect(run({ writeOut: writeOut + times, discard: true })).toEqual({
      stdout: '200 10.96.111.94:80 172.20.0.215:48220 1 204\n0.000500 0.000700 0.001000 0.004700 0.005000\t100%\n',
      stderr: '',
      code: 0,
    });
  });

  it('says 000 of an answer that never came, and complains of a name that it does not know', () => {
    expect(
      run({ target: address(NOBODY), maxTime: 1, silent: true, writeOut: '%{response_code} %{foo}%{exitcode}' }),
    ).toEqual({
      stdout: '000 28',
      stderr: "curl: unknown --write-out variable: 'foo'\n",
      code: 28,
    });
  });

  it('prints a part only of what went wrong', () => {
    expect(run({ discard: true, writeOut: 'ok%{onerror}%{errormsg}' }).stdout).toBe('ok');
  });
});

describe('--interface', () => {
  it('takes a device or an address that is there', () => {
    expect(run({ interface: 'eth0', discard: true })).toEqual({ stdout: '', stderr: '', code: 0 });
    expect(run({ interface: 'eth7' })).toEqual({
      stdout: '',
      stderr: "curl: (45) Couldn't bind to 'eth7' with errno 19: No such device\n",
      code: 45,
    });
    expect(run({ interface: '192.0.2.1' }).stderr).toBe(
      'curl: (45) bind failed with errno 99: Address not available\n',
    );
  });
});

describe('the progress meter', () => {
  it('has five columns for every size', () => {
    const line = (received: number, expected: number | null, spent: number) =>
      meterLine({ received, expected, uploaded: 0, uploadSize: 0, spent });
    expect(line(0, null, 130_500_000)).toBe(
      '\r  0     0    0     0    0     0      0      0 --:--:--  0:02:10 --:--:--     0',
    );
    expect(line(2_000_000, 4_194_304, 2_000_000)).toBe(
      '\r 47 4096k   47 1953k    0     0   976k      0  0:00:04  0:00:02  0:00:02  976k',
    );
  });
});
