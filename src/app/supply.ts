import type { PackageName } from '../shell/catalog.ts';
import type { Supply } from '../state/terminal/supply.ts';

/** The programs of the terminal: fetched when they are named. `came` is called after each, also when it could not be had. */
export async function openSupply(came: (name: PackageName) => void): Promise<Supply> {
  const [{ FETCH }, { Installed }] = await Promise.all([import('./fetch-package.ts'), import('../shell/installed.ts')]);
  const installed = new Installed([]);
  const coming = new Set<PackageName>();
  const fetch = async (name: PackageName): Promise<void> => {
    coming.add(name);
    try {
      installed.add(name, await FETCH[name]());
    } catch {
      // Offline, or a newer version stands on the server: who waits is told, and the next line tries again.
      installed.lacks(name);
    }
    coming.delete(name);
    came(name);
  };
  return {
    installed,
    fetch: (name) => {
      if (!coming.has(name) && !installed.there(name)) void fetch(name);
    },
  };
}
