import { ownOf } from '../../base/own.ts';
/** Digests that the chart of 1.18.0 names (install/kubernetes/cilium/values.yaml). */
const DIGESTS: Readonly<Record<string, string>> = {
  'cilium:v1.18.0': 'dfea023972d06ec183cfa3c9e7809716f85daaff042e573ef366e9ec6a0c0ab2',
  'operator-generic:v1.18.0': '398378b4507b6e9db22be2f4455d8f8e509b189470061b0f813f0fabaf944f51',
  'hubble-relay:v1.18.0': 'c13679f22ed250457b7f3581189d97f035608fe13c87b51f57f8a755918e793a',
};

const ENVOY =
  'cilium-envoy:v1.34.4-1753677767-266d5a01d1d55bd1d60148f991b98dac0390d363@sha256:231b5bd9682dfc648ae97f33dcdc5225c5a526194dda08124f5eded833bf02bf';
const UI = 'hubble-ui:v0.13.2@sha256:9e37c1296b802830834cc87342a9182ccbb71ffebb711971e849221bd9d59392';
const UI_BACKEND = 'hubble-ui-backend:v0.13.2@sha256:a034b7e98e6ea796ed26df8f4e71f83fc16465a19d166eff67a03b822c0bfa15';

function image(name: string, version: string): string {
  const tag = `${name}:v${version}`;
  const digest = ownOf(DIGESTS, tag);
  return `quay.io/cilium/${tag}${digest === undefined ? '' : `@sha256:${digest}`}`;
}

/** The images of Cilium's own pods, by the workload that runs them. Digests are known of 1.18.0 only. */
export function ciliumImages(version: string): Readonly<Record<string, readonly string[]>> {
  return {
    cilium: [image('cilium', version)],
    'cilium-envoy': [`quay.io/cilium/${ENVOY}`],
    'cilium-operator': [image('operator-generic', version)],
    'hubble-relay': [image('hubble-relay', version)],
    'hubble-ui': [`quay.io/cilium/${UI_BACKEND}`, `quay.io/cilium/${UI}`],
  };
}
