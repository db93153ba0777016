/** Names of places for running text. */
export const placeEn = {
  /** 'eth1 of k8s-ctr'. */
  device: (x: { host: string; dev: string }) => `${x.dev} of ${x.host}`,
  host: (x: { host: string }) => x.host,
  /** What lies behind the first NIC of a VM. */
  outside: (x: { host: string }) => `the NAT behind ${x.host}`,
};
