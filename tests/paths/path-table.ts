import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** One line of datapath-paths.jsonl: what a packet on this path must do. */
export interface TableLine {
  readonly path: string;
  readonly end: string;
  /** Innermost TTL where the packet ends: at the pod, or, in the special paths, wherever that is. */
  readonly ttl: number | null;
  readonly hops: readonly string[];
  readonly ev: readonly string[];
}

interface Written {
  readonly path: string;
  readonly end: string;
  readonly ttl_at_pod?: number | null;
  readonly ttl_final?: number | null;
  readonly hops: readonly string[];
  readonly ev: readonly string[];
}

function linesOf<T>(file: string): readonly T[] {
  const text = readFileSync(join('tests/paths', file), 'utf8');
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as T);
}

export function readPathTable(): readonly TableLine[] {
  return linesOf<Written>('datapath-paths.jsonl').map(({ path, end, hops, ev, ...rest }) => ({
    path,
    end,
    ttl: rest.ttl_at_pod ?? rest.ttl_final ?? null,
    hops,
    ev,
  }));
}

/** One line of datapath-hops.jsonl, as far as it can be compared. */
export interface CatalogueHop {
  readonly id: string;
  readonly prog: string;
  readonly tails: string;
  readonly dttl: number;
  /** Seen by a capture: Y yes, P yes but for another host, n no because redirected first, - not applicable. */
  readonly rx: 'Y' | 'P' | 'n' | '-';
  readonly tx: 'Y' | 'n' | '-';
}

export function readHopCatalogue(): readonly CatalogueHop[] {
  return linesOf<CatalogueHop>('datapath-hops.jsonl');
}

/** The paths of docs/paths-not-covered.md: the code spans at the beginning of its list items. */
export function readNotCovered(): readonly string[] {
  const text = readFileSync('docs/paths-not-covered.md', 'utf8');
  return [...text.matchAll(/^- ((?:`[^`]+`(?:, )?)+):/gm)].flatMap(([, spans]) =>
    [...(spans ?? '').matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? ''),
  );
}
