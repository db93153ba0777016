import { describe, expect, test } from 'vitest';
import { CLIENTS, WEBPODS, type NodeName } from '../labs/week4-clients.ts';
import { labOfMode } from './modes.ts';
import { readHopCatalogue, readNotCovered, readPathTable, type TableLine } from './path-table.ts';
import { curl, firstPacket, lineOf, ping, replyTo } from './runs.ts';
import { specialOf } from './special-paths.ts';

const TABLE = readPathTable();
const NOT_COVERED = readNotCovered();
const covered = TABLE.filter((line) => !NOT_COVERED.includes(line.path));

/** 'native:ctr>w1' taken apart; null for the special paths. */
function podToPod(path: string): { readonly mode: string; readonly src: NodeName; readonly dst: NodeName } | null {
  const match = /^([\w+-]+):(ctr|w1|w0)>(ctr|w1|w0)$/.exec(path);
  return match === null
    ? null
    : { mode: match[1]!, src: `k8s-${match[2] as 'ctr'}` as NodeName, dst: `k8s-${match[3] as 'ctr'}` as NodeName };
}

const pairs = covered.flatMap((line) => {
  const ends = podToPod(line.path);
  return ends === null ? [] : [{ line, ...ends }];
});

describe('a first ping takes the path of the table', () => {
  test.each(pairs)('$line.path', ({ line, mode, src, dst }) => {
    const trace = ping(labOfMode(mode), CLIENTS[src], WEBPODS[dst]);
    expect(lineOf(trace, firstPacket(trace).id, line.path, 'pod')).toEqual(line);
  });
});

describe('its answer takes the line of the other direction', () => {
  const answered = pairs.filter(({ line }) => line.end === 'DELIVERED');
  test.each(answered)('$line.path', ({ mode, src, dst }) => {
    const trace = ping(labOfMode(mode), CLIENTS[src], WEBPODS[dst]);
    const back = `${mode}:${short(dst)}>${short(src)}`;
    const answer = replyTo(trace, firstPacket(trace).id);
    const expected = pairs.find(({ line }) => line.path === back)?.line;
    expect(lineOf(trace, answer.id, back, 'pod')).toEqual(expected);
  });
});

describe('the SYN of a curl takes the same path', () => {
  test.each(pairs)('$line.path', ({ line, mode, src, dst }) => {
    const lab = labOfMode(mode);
    const trace = curl(lab, CLIENTS[src], lab.pods.find((pod) => pod.name === WEBPODS[dst])!.ip);
    expect(lineOf(trace, firstPacket(trace).id, line.path, 'pod')).toEqual(line);
  });
});

describe('modes that equal another line for line', () => {
  const geneve = (line: TableLine): TableLine =>
    JSON.parse(JSON.stringify(line).replaceAll('cilium_vxlan', 'cilium_geneve')) as TableLine;
  test.each(pairs.filter(({ mode }) => mode === 'vxlan'))('geneve as $line.path', ({ line, src, dst }) => {
    const trace = ping(labOfMode('geneve'), CLIENTS[src], WEBPODS[dst]);
    expect(lineOf(trace, firstPacket(trace).id, line.path, 'pod')).toEqual(geneve(line));
  });
  test.each(pairs.filter(({ mode }) => mode === 'native'))('native-epr as $line.path', ({ line, src, dst }) => {
    const trace = ping(labOfMode('native-epr'), CLIENTS[src], WEBPODS[dst]);
    expect(lineOf(trace, firstPacket(trace).id, line.path, 'pod')).toEqual(line);
  });
});

describe('special paths', () => {
  test.each(covered.filter((line) => podToPod(line.path) === null))('$path', (line) => {
    const walked = specialOf(line.path)?.() ?? [];
    expect(walked).not.toHaveLength(0);
    for (const { host, line: found } of walked) expect(found).toEqual(at(line, host));
  });
});

describe('the table and the list of what is not covered', () => {
  test('every line is compared, or listed with its reason', () => {
    const compared = TABLE.filter((line) => podToPod(line.path) !== null || specialOf(line.path) !== null).map(
      (line) => line.path,
    );
    const listed = TABLE.filter((line) => NOT_COVERED.includes(line.path)).map((line) => line.path);
    expect(NOT_COVERED.toSorted()).toEqual(listed.toSorted());
    expect(TABLE.map((line) => line.path).filter((path) => !compared.includes(path))).toEqual(
      listed.filter((path) => !compared.includes(path)),
    );
  });

  test.each(TABLE.filter((line) => NOT_COVERED.includes(line.path)))('$path is still not covered', (line) => {
    const walked = specialOf(line.path)?.() ?? [];
    // A line that agrees must leave the list: it can be compared from now on.
    expect(walked.map(({ line: found }) => found)).not.toEqual(
      walked.map(({ host }) => at(line, host)).concat(walked.length === 0 ? [line] : []),
    );
  });

  test('the table uses only ids of the catalogue', () => {
    const ids = new Set(readHopCatalogue().map(({ id }) => id));
    const used = TABLE.flatMap((line) =>
      line.hops.map((hop) => hop.slice(hop.lastIndexOf(':') + 1).replace(/\[.*$/, '')),
    );
    expect(used.filter((id) => !ids.has(id))).toEqual([]);
  });
});

/** The line with its '*' replaced by a host. */
function at(line: TableLine, host: string): TableLine {
  const here = (text: string): string => (text.startsWith('*') ? host + text.slice(1) : text);
  return { ...line, hops: line.hops.map(here), ev: line.ev.map(here) };
}

function short(name: NodeName): string {
  return name.replace('k8s-', '');
}
