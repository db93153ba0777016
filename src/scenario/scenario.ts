import type { Lang } from '../i18n/lang.ts';
import type { App, RouterChoice, Routing } from './ask.ts';
import type { Nearness } from './cast.ts';
import type { Pmtudisc } from './ping-size.ts';

/** Who sends: the first client pod of the lab, or the node that it runs on. */
export type Sender = 'client' | 'client-node';

/** Where to, by role: a web pod by where it is, the service with the most web pods behind it. */
export type Receiver = Nearness | 'web-service';

/** What a scenario runs, in words of roles: with a lab it becomes an ask (scenario-ask.ts). */
export interface Plan {
  readonly from: Sender;
  readonly to: Receiver;
  readonly app: App;
  readonly routing: Routing;
  /** Usual: as in the lab. Anything else needs a router. */
  readonly router?: RouterChoice;
  readonly count?: number;
  /** `fills-link`: the packet is exactly as long as the MTU of the sender's node, so that nothing more fits around it. */
  readonly size?: number | 'fills-link';
  readonly pmtudisc?: Pmtudisc;
  /** A draw in which something worth seeing happens; usual: the lab file's. Another lab draws otherwise with it. */
  readonly seed?: number;
}

/**
 * A run with a name, which links and posts point at. `id` is a slug and stays for ever; what it runs may be told better,
 * but means the same.
 */
export interface Scenario {
  readonly id: string;
  readonly title: Readonly<Record<Lang, string>>;
  /** One or two sentences without values: what is to be seen, and on what it depends. */
  readonly description: Readonly<Record<Lang, string>>;
  readonly plan: Plan;
  /** Where it opens: the first of these positions that the run has; else where every run opens (openingEvent). */
  readonly opening: readonly string[];
  /** Event ids that were renamed, and what they are called now: links to the old ones still open there. */
  readonly aliases: Readonly<Record<string, string>>;
}
