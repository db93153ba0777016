const LABEL = /^[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?$/;
const LONGEST_SUBDOMAIN = 253;

/** RFC 1123 label as Kubernetes takes it: at most 63 of a-z, 0-9 and '-', with a letter or digit at both ends. */
export function isDnsLabel(text: string): boolean {
  return LABEL.test(text);
}

/** Labels joined by dots, at most 253 characters: the name of a node or a pod. */
export function isDnsSubdomain(text: string): boolean {
  return text.length <= LONGEST_SUBDOMAIN && text.split('.').every(isDnsLabel);
}

const LONGEST_DEVICE = 15;
const DEVICE = /^[A-Za-z0-9_.-]+$/;

/** A name that Linux gives a device (net/core/dev.c dev_valid_name; IFNAMSIZ is 16 with its end). */
export function isDeviceName(text: string): boolean {
  return text.length <= LONGEST_DEVICE && DEVICE.test(text) && text !== '.' && text !== '..';
}

/** 'namespace/name'; without a slash the namespace is 'default'. */
export function splitName(name: string): readonly [namespace: string, shortName: string] {
  const slash = name.indexOf('/');
  return slash < 0 ? ['default', name] : [name.slice(0, slash), name.slice(slash + 1)];
}

/** The one form under which a lab keeps a name: bare in the default namespace. */
export function canonicalName(name: string): string {
  const [namespace, shortName] = splitName(name);
  return namespace === 'default' ? shortName : name;
}
