/** Addresses of the week 4 lab that are no pod, node or service, for links that name one. */
export const WEEK4_ADDRESSES = {
  /** On the router's first dummy device: behind masquerading. */
  loop: '10.10.1.200',
  /** In the subnet of two nodes, and nobody's. */
  nobody: '192.168.10.77',
} as const;
