import { must } from '../../base/assert.ts';
import { latin1Of, utf8 } from '../../base/bytes.ts';
import type { Device, Pod, World } from '../../lab/world.ts';
import type { Mac } from '../../wire/address.ts';
import { macBytes } from '../../wire/address.ts';
import type { HttpMessage } from './http-message.ts';
import { fieldOf, httpDate, messageBytes } from './http-message.ts';
import type { Respond } from './http-server.ts';

/** What `/data?size=` gives at most, bytes: a run is meant to be looked at. */
const DATA_MAX = 4 * 1024 * 1024;
const DATA_PATTERN = '-ABCDEFGHIJKLMNOPQRSTUVWXYZ';

/** traefik/whoami (app.go): tells who it is and repeats the request; `/data?size=N` gives N bytes instead. */
export function whoami(world: World, pod: Pod): Respond {
  return (request, peer, now) => {
    const [, target = '/'] = request.start.split(' ');
    const size = /^\/data\?(?:.*&)?size=(\d+)/.exec(target)?.[1];
    const body =
      size === undefined
        ? utf8(selfText(world, pod) + `RemoteAddr: ${peer.address}:${peer.port}\n` + echoText(request))
        : dataBytes(Math.min(Number(size), DATA_MAX));
    const fields = [
      ['Date', httpDate(world, now)],
      ['Content-Length', `${body.length}`],
      ['Content-Type', 'text/plain; charset=utf-8'],
    ] as const;
    return messageBytes('HTTP/1.1 200 OK', fields, body);
  };
}

/** The pod's name and the addresses of its devices, as Go's net.InterfaceAddrs gives them. */
function selfText(world: World, pod: Pod): string {
  const ids = must(world.netns.get(pod.name), `namespace ${pod.name}`).devices;
  const devices = ids.map((id) => must(world.devices.get(id), `device ${id}`));
  const four = devices.map((device) => [device, device.addresses.map((a): string => a.ip)] as const);
  const lines = four.flatMap(([device, addresses]) => [...addresses, linkLocal(device)]);
  return `Hostname: ${pod.shortName}\n${lines.map((ip) => `IP: ${ip}\n`).join('')}`;
}

/** The IPv6 address that a device has by itself: pods of an IPv4 cluster have no other. */
function linkLocal(device: Device): string {
  return device.kind === 'loopback' ? '::1' : eui64(device.mac);
}

/** 'fe80::' and the interface identifier of a MAC (RFC 4291 appendix A), written as RFC 5952 wants it. */
export function eui64(mac: Mac): string {
  const [a = 0, b = 0, c = 0, d = 0, e = 0, f = 0] = macBytes(mac);
  const groups = [((a ^ 2) << 8) | b, (c << 8) | 0xff, 0xfe00 | d, (e << 8) | f];
  // A first group of zeros belongs to the run that '::' stands for.
  return `fe80::${(groups[0] === 0 ? groups.slice(1) : groups).map((g) => g.toString(16)).join(':')}`;
}

/**
 * The request as Go's Request.Write puts it: Host, User-Agent and a Content-Length first, the other fields sorted by their
 * canonical names, and the body.
 */
function echoText(request: HttpMessage): string {
  const first = ['Host', 'User-Agent', 'Content-Length'];
  const others = request.fields
    .map(([name, value]) => [canonical(name), value] as const)
    .filter(([name]) => !first.includes(name))
    .toSorted(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  const head = [request.start, `Host: ${fieldOf(request, 'Host') ?? ''}`];
  for (const name of first.slice(1)) {
    const value = fieldOf(request, name);
    if (value !== null) head.push(`${name}: ${value}`);
  }
  const lines = [...head, ...others.map(([name, value]) => `${name}: ${value}`), '', ''].join('\r\n');
  return lines + latin1Of(request.rest);
}

/** 'X-Request-Id' for 'x-request-id' (net/textproto CanonicalMIMEHeaderKey). */
function canonical(name: string): string {
  return name.toLowerCase().replace(/(^|-)[a-z]/g, (start) => start.toUpperCase());
}

/** '|-ABC..|': a frame around a pattern, so that lost or doubled bytes show. */
function dataBytes(size: number): Uint8Array {
  const bytes = new Uint8Array(size);
  for (let i = 0; i < size; i++) bytes[i] = DATA_PATTERN.charCodeAt(i % DATA_PATTERN.length);
  const bar = '|'.charCodeAt(0);
  if (size > 0) bytes[0] = bytes[size - 1] = bar;
  return bytes;
}
