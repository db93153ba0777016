import type { DatapathName } from '../lab/world.ts';
import { ciliumDatapath } from './cilium/datapath.ts';
import type { Datapath } from './datapath.ts';
import { plainDatapath } from './plain/datapath.ts';

/** Total: a new datapath name without its folder does not compile. */
export const DATAPATHS: { readonly [N in DatapathName]: Datapath } = {
  cilium: ciliumDatapath,
  linux: plainDatapath,
};
