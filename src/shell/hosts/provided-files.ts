import type { World } from '../../lab/world.ts';
import type { LiveLab } from '../../trace/live.ts';
import { bootConfig } from './boot-config.ts';
import { hostsFile, netplan, osRelease, resolvFile } from './etc-files.ts';
import { MACHINES, type Host } from './host.ts';
import { modulesOf, procModules } from './kernel-modules.ts';
import { sysctlPath, sysctlsOf } from './sysctl-values.ts';
import { kernelBuild } from './kernel-build.ts';

/** Files that a machine or a container has by itself: made from the lab when somebody reads them. */
export function provideFiles(host: Host, lab: LiveLab): void {
  const { files } = host;
  const world = (): World => lab.world;
  const kernel = (): string => world().file.versions.kernel;
  files.provide('/etc/hostname', () => `${host.name}\n`);
  files.provide('/etc/hosts', () => hostsFile(world(), host));
  files.provide('/etc/resolv.conf', () => resolvFile(world(), host));
  files.provide('/etc/os-release', () => osRelease(host));
  // unverified: the compiler's part, which is left out.
  files.provide('/proc/version', () => `Linux version ${kernel()} ${kernelBuild(kernel())}\n`);
  files.provide('/proc/modules', () => procModules(modulesOf(lab, host)));
  for (const name of sysctlsOf(world(), host).keys()) {
    files.provide(sysctlPath(name), () => `${sysctlsOf(world(), host).get(name) ?? ''}\n`);
  }
  if (!MACHINES.includes(host.kind)) return;
  files.provide(`/boot/config-${kernel()}`, () => bootConfig(kernel()));
  files.provide('/etc/netplan/50-vagrant.yaml', () => netplan(world(), host));
  // The folder that Vagrant's user logs in to.
  files.provide('/home/vagrant/.profile', () => '');
}
