import { hash32, type Prng } from '../../base/prng.ts';

/** k8s.io/apimachinery rand.SafeEncodeString: no vowels, nothing that looks like another letter. */
const ALPHABET = 'bcdfghjklmnpqrstvwxz2456789';

/** The five characters at the end of a generated name. */
export function suffix(rng: Prng): string {
  return Array.from({ length: 5 }, () => ALPHABET[rng.between(0, ALPHABET.length - 1)]).join('');
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

/** 'webpod-697b545f57-mn7r5' is a pod of ReplicaSet webpod-697b545f57 of Deployment webpod; null when a name says nothing such. */
export function ownerOf(name: string): { readonly deployment: string; readonly hash: string } | null {
  const match = /^(.+)-([bcdfghjklmnpqrstvwxz2456789]{8,10})-[bcdfghjklmnpqrstvwxz2456789]{5}$/.exec(name);
  return match === null ? null : { deployment: match[1]!, hash: match[2]! };
}
