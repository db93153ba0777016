/** What a lab file leaves out. Addresses that go with a platform are in presets/. */
export const DEFAULTS = {
  clock: '2025-01-01T00:00:00+00:00',
  seed: 1,
  versions: { kubernetes: '1.33.2', cilium: '1.18.0', kernel: '6.8.0-53-generic' },
  prefix: 24,
  dev: 'eth1',
  mtu: 1500,
  router: 'router',
  /** Ubuntu's 10-network-security.conf: loose. */
  routerRpFilter: 2,
  /** kube-apiserver's port, behind the service 'kubernetes'. */
  apiServerPort: 6443,
} as const;

/** Bounds of a lab. Generous for any lab a person writes, tight enough that noise ends quickly. */
export const LIMITS = {
  bytes: 1_048_576,
  depth: 32,
  values: 100_000,
  nodes: 5000,
  pods: 20_000,
  podsPerNode: 1024,
  services: 5000,
  staticRoutes: 500,
  labels: 100,
  ports: 100,
  rows: 5000,
} as const;
