import type { World } from '../../lab/world.ts';
import type { Host } from './host.ts';

/** Files that a machine or a container has by itself: made from the lab when somebody reads them. */
export function provideFiles(host: Host, world: () => World): void {
  host.files.provide('/etc/hostname', () => `${host.name}\n`);
  host.files.provide('/proc/version', () => `Linux version ${world().file.versions.kernel}\n`);
}
