import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { captureOf } from '../../src/capture/tap.ts';
import { deviceId, type DeviceId, type NetnsName } from '../../src/lab/names.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { decode } from '../../src/wire/decode.ts';
import { CLIENTS, WEBPODS, type NodeName } from '../labs/week4-clients.ts';
import { labOfMode } from './modes.ts';
import { firstPacket, ping } from './runs.ts';

/** Which capture sees the first echo request: rows of the matrix by path, columns by device. `*`: inside a tunnel. */
const [head = [], , ...rows] = readFileSync('tests/paths/capture-matrix.md', 'utf8')
  .trimEnd()
  .split('\n')
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

/** 'S:lxcS' of the source's host, 'R:eth1' of the router, 'D:pod eth0' of the destination pod. */
function deviceOf(trace: Trace, column: string, src: NodeName, dst: NodeName): DeviceId {
  const [side = '', name = ''] = column.split(':');
  const [node, pod] = side === 'S' ? [src, CLIENTS[src]] : [dst, WEBPODS[dst]];
  if (side === 'R') return deviceId('router' as NetnsName, name);
  if (name === 'pod eth0') return deviceId(pod as NetnsName, 'eth0');
  return name.startsWith('lxc') ? trace.world.pods.get(pod as NetnsName)!.lxc : deviceId(node as NetnsName, name);
}

function seenAt(trace: Trace, device: DeviceId): string {
  const { id } = firstPacket(trace);
  const netns = trace.world.devices.get(device)?.netns;
  if (netns === undefined) return '-';
  const seen = captureOf(trace, { netns, device }).filter((frame) => frame.packet === id);
  const tunnelled = seen.some(({ bytes }) => decode(bytes, 'ethernet').packet.some(({ kind }) => kind === 'vxlan'));
  const directions = seen.map((frame) => frame.tap).join('+');
  return directions === '' ? '-' : `${directions}${tunnelled ? '*' : ''}`;
}

test.each(rows.map((cells) => ({ path: cells[0] ?? '', cells })))('$path', ({ path, cells }) => {
  const [, mode = '', from = '', to = ''] = /^(.+):(\w+)>(\w+)$/.exec(path) ?? [];
  const [src, dst] = [`k8s-${from}` as NodeName, `k8s-${to}` as NodeName];
  const trace = ping(labOfMode(mode), CLIENTS[src], WEBPODS[dst]);
  const columns = head.slice(1);
  const seen = columns.map((column) => `${column} ${seenAt(trace, deviceOf(trace, column, src, dst))}`);
  expect(seen).toEqual(columns.map((column, i) => `${column} ${cells[i + 1]}`));
});
