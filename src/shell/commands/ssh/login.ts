import type { NetnsName } from '../../../lab/names.ts';
import { parseIpv4 } from '../../../wire/address.ts';
import type { Context } from '../../command.ts';
import type { Host } from '../../hosts/host.ts';
import type { Io, Shell } from '../../language/shell.ts';
import type { Machine } from '../../machine.ts';

/** Vagrant's user and its password on every machine of the lab. */
export const VAGRANT = 'vagrant';

/** A shell on a host as `user` gets it when logging in. */
export function loginShell({ machine, shell, shows }: Context, host: Host, user: string): Shell {
  const inner = machine.shell(host, 'bash', shell.group, shows);
  if (user !== 'root') {
    const home = `/home/${user}`;
    for (const [name, value] of [
      ['HOME', home],
      ['PWD', home],
      ['USER', user],
      ['LOGNAME', user],
    ] as const) {
      inner.vars.set(name, value);
    }
    inner.folder = home;
  }
  return inner;
}

/** The machine that a name or an address means to somebody on `from`; null: there is none. */
export function machineAt(machine: Machine, from: Host, name: string): Host | null {
  if (name === 'localhost') return from;
  const own = machine.hosts.machine(name);
  if (own !== null) return own;
  const address = parseIpv4(name);
  if (address === null) return null;
  const { world } = machine;
  const holders = [...world.netns.values()].filter(
    ({ kind, devices }) =>
      (kind === 'node' || kind === 'router') &&
      devices.some((id) => world.devices.get(id)!.addresses.some(({ ip }) => ip === address)),
  );
  // An address that every machine has, as that of the first NIC, is one's own.
  const home: NetnsName = from.netns;
  const found = holders.find((netns) => netns.name === home) ?? holders[0];
  return found === undefined ? null : machine.hosts.machine(found.name);
}

/** What a remote command writes to is a pipe, also when this end is a terminal. */
export function throughPipes(io: Io): Io {
  return {
    stdin: io.stdin,
    stdout: { tty: false, put: (text) => io.stdout.put(text), end: () => {} },
    stderr: { tty: false, put: (text) => io.stderr.put(text), end: () => {} },
  };
}
