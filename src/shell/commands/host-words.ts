import type { Completion } from '../command.ts';

/** What a program can be aimed at here: services by name in pods, machines by name elsewhere, and addresses of pods. */
export function hostWords({ host, machine }: Completion): readonly string[] {
  const { nodes, pods, router, services } = machine.world;
  const names =
    host.kind === 'client'
      ? services.map(({ shortName }) => shortName)
      : [...nodes.map(({ name }) => name as string), ...(router === null ? [] : [router as string])];
  return [...names, ...[...pods.values()].filter(({ role }) => role === 'web').map(({ ip }) => ip)];
}
