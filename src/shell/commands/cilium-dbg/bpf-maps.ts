import { ANY_ADDR, cidrNumbers, ipv4Number, ipv4Of, maskOf, parseIpv4 } from '../../../wire/address.ts';
import type { IpcacheRow } from '../../../lab/tables.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import type { CobraCall } from '../cobra/tree.ts';
import { mapRows, mapTable } from './map-rows.ts';
import {
  backendText,
  endpointText,
  ipcacheText,
  reverseNatText,
  serviceKey,
  serviceType,
  serviceValue,
  socknatText,
} from './map-text.ts';
import { ofRows, printOutput, usage, wantsOutput } from './output-flag.ts';

type Rows = readonly (readonly [key: string, value: string])[];

function* print(call: CobraCall, titles: readonly [string, string], rows: Rows): Task {
  if (wantsOutput(call)) return yield* printOutput(call, ofRows(rows));
  yield* write(call.context.io.stdout, mapTable(titles, rows));
  return 0;
}

export function* ipcacheList(call: CobraCall): Task {
  const rows = mapRows(call.context, 'cilium_ipcache_v2').map((row) => [row.prefix, ipcacheText(row)] as const);
  return yield* print(call, ['IP PREFIX/ADDRESS', 'IDENTITY'], rows);
}

/** The address is an example of cilium's. */
const ADDRESS_USAGE = `IP address must be in dotted decimal (${ipv4Of(0xc0_a8_01_01)}) or IPv6 (feab::f02b) form`;

export function* ipcacheGet(call: CobraCall): Task {
  const { context, operands } = call;
  const [text = ''] = operands;
  if (text === '') return yield* usage(call, `No ip provided. ${ADDRESS_USAGE}`);
  const ip = parseIpv4(text);
  if (ip === null) return yield* usage(call, `Invalid ip address. ${ADDRESS_USAGE}`);
  const table = context.machine.lab.table(context.host.netns, 'cilium_ipcache_v2');
  let best: IpcacheRow | null = null;
  let longest = -1;
  for (const row of table.values()) {
    const [base, length] = cidrNumbers(row.prefix);
    if (length > longest && (ipv4Number(ip) & maskOf(length)) >>> 0 === base) {
      best = row;
      longest = length;
    }
  }
  if (best === null) {
    yield* write(context.io.stdout, `${text} does not map to any identity\n`);
    return 1;
  }
  context.shows({ kind: 'rows', netns: context.host.netns, table: 'cilium_ipcache_v2', keys: [best.prefix] });
  yield* write(context.io.stdout, `${text} maps to identity ${ipcacheText(best)}\n`);
  return 0;
}

export function* endpointList(call: CobraCall): Task {
  const rows = mapRows(call.context, 'cilium_lxc').map((row) => [`${row.ip}:0`, endpointText(row)] as const);
  return yield* print(call, ['IP ADDRESS', 'LOCAL ENDPOINT INFO'], rows);
}

const LB_TITLE = 'BACKEND ADDRESS (REVNAT_ID) (SLOT)';

export function* lbList(call: CobraCall): Task {
  const { context, flags } = call;
  if (flags.has('revnat')) {
    const rows = mapRows(context, 'cilium_lb4_reverse_nat').map((r) => [`${r.revNat}`, reverseNatText(r)] as const);
    return yield* print(call, ['ID', LB_TITLE], rows);
  }
  if (flags.has('frontends')) {
    const rows = mapRows(context, 'cilium_lb4_services_v2').map((r) => [serviceKey(r), serviceValue(r)] as const);
    return yield* print(call, ['SERVICE ADDRESS', 'BACKEND ID'], rows);
  }
  const backends = mapRows(context, 'cilium_lb4_backends_v3');
  if (flags.has('backends')) {
    return yield* print(
      call,
      ['ID', LB_TITLE],
      backends.map((row) => [`${row.id}`, backendText(row)] as const),
    );
  }
  const byId = new Map(backends.map((row) => [row.id, row]));
  const rows = mapRows(context, 'cilium_lb4_services_v2').map((row): readonly [string, string] => {
    const slot = `(${row.revNat}) (${row.slot})`;
    const backend = byId.get(row.backendId);
    if (row.slot === 0) return [serviceKey(row), `${ANY_ADDR}:0 ${slot} [${serviceType(row, ANY_ADDR)}] `];
    if (backend === undefined) return [serviceKey(row), `backend ${row.backendId} not found`];
    return [serviceKey(row), `${backend.address}:${backend.port}/${backend.proto} ${slot}`];
  });
  return yield* print(call, ['SERVICE ADDRESS', LB_TITLE], rows);
}

export function* socknatList(call: CobraCall): Task {
  const rows = mapRows(call.context, 'cilium_lb4_reverse_sk').map(
    (row) => [`${row.cookie}`, socknatText(row)] as const,
  );
  return yield* print(call, ['Socket Cookie', 'Backend -> Frontend'], rows);
}
