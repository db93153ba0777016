import { hash32, type Prng } from '../../base/prng.ts';

/** k8s.io/apimachinery rand.SafeEncodeString: no vowels, nothing that looks like another letter. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** The five characters at the end of a generated name. */
export function suffix(rng: Prng): string {
  return Array.from({ length: 5 }, () => ALPHABET[rng.between(0, ALPHABET.length - 1)]).join('');
}

/** The same of a name: the name always gets the same. */
export function suffixOf(name: string): string {
  return templateHash(name).slice(0, 5);
}

/** The hash in the name of a ReplicaSet: of its pod template (pkg/controller ComputeHash). Another text gives another one. */
export function templateHash(template: string): string {
  let value = hash32(template);
  let out = '';
  for (let i = 0; i < 9; i++) {
    out += ALPHABET[value % ALPHABET.length];
    value = hash32(out, value);
  }
  return out;
}

/** Hexadecimal digits that depend on a name. */
export function hexOf(name: string, digits: number): string {
  let out = '';
  for (let i = 0; out.length < digits; i++) out += hash32(`${name} ${i}`).toString(16).padStart(8, '0');
  return out.slice(0, digits);
}

/** A UUID of version 4 that depends on a name: an object's uid. */
export function uidOf(name: string): string {
  const hex = hexOf(`uid ${name}`, 32);
  const variant = '89ab'[Number.parseInt(hex[16]!, 16) % 4]!;
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-4${hex.slice(13, 16)}-${variant}${hex.slice(17, 20)}-${hex.slice(20)}`;
}

/** 'webpod-697b545f57-mn7r5' is a pod of ReplicaSet webpod-697b545f57 of Deployment webpod; null when a name says nothing such. */
export function ownerOf(name: string): { readonly deployment: string; readonly hash: string } | null {
  const match = /^(.+)-([bcdfghjklmnpqrstvwxz2456789]{5,10})-[bcdfghjklmnpqrstvwxz2456789]{5}$/.exec(name);
  return match === null ? null : { deployment: match[1]!, hash: match[2]! };
}

/** 'kube-system/kube-dns' is in kube-system; a bare name in default. */
export function placed(name: string): readonly [namespace: string, name: string] {
  const cut = name.indexOf('/');
  return cut < 0 ? ['default', name] : [name.slice(0, cut), name.slice(cut + 1)];
}

/** The other way round. */
export function fullName(namespace: string, name: string): string {
  return namespace === 'default' ? name : `${namespace}/${name}`;
}
