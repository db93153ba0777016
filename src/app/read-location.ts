import { week4 } from '../lab/presets/week4.ts';
import type { HashRead } from '../state/hash/hash-state.ts';
import { readLink } from '../state/link.ts';
import { type Address, isStateHash, readAddress } from '../state/address.ts';
import type { Asked } from '../state/start.ts';
import type { HashNotice } from '../state/view.ts';

export interface Located {
  readonly asked: Asked;
  readonly fault: HashNotice | null;
}

/** The path under which the site lies: a page in a folder of its own says how far up that is (`data-base` of its root). */
export function basePath(root: HTMLElement): string {
  return new URL(root.dataset['base'] ?? './', location.href).pathname;
}

/** What the address of this page asks for. */
export function readLocation(base: string): Promise<Located> {
  return located(readAddress(base, location), location.href);
}

/** What an address asks for; `whole` is shown to the reader when it cannot be read. What reads a hash is fetched for one that has one. */
export async function located({ place, query, hash }: Address, whole: string): Promise<Located> {
  const text = isStateHash(hash) ? hash : '';
  const read: HashRead | null =
    text === '' ? null : await (await import('../state/hash/hash-state.ts')).readState(text);
  if (read?.kind === 'state') {
    const { fieldsOf } = await import('../state/hash/hash-state.ts');
    const under = fieldsOf(read.state);
    const scenario = read.state.sc ?? null;
    const lab = read.lab ?? week4;
    return { asked: { lab, link: readLink(query, under), place, scenario, under, hash: text }, fault: null };
  }
  const fault = read === null ? null : { fault: read.fault, problem: read.problem, text: whole };
  // A later version of the page can read it: it is still there when the page is loaded again.
  const kept = fault?.fault === 'version' ? text : '';
  return {
    asked: { lab: week4, link: readLink(query), place, scenario: null, under: new Map(), hash: kept },
    fault,
  };
}
