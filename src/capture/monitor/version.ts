import type { World } from '../../lab/world.ts';

/** The 18 of Cilium 1.18.0: some texts changed from one minor version to the next. 18 when the file says something else. */
export function ciliumMinor(world: World): number {
  const found = /^v?1\.(\d+)/.exec(world.file.versions.cilium);
  return found === null ? 18 : Number(found[1]);
}
