import { simulate } from '../../src/engine/simulate.ts';
import { POST_PICTURE, type Platform } from '../../src/export/share/platform.ts';
import type { Post } from '../../src/export/share/post.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { beat } from '../../src/scene/packets.ts';
import { readLink } from '../../src/state/link.ts';
import type { Seen } from '../../src/state/page-link.ts';
import { AT_START } from '../../src/state/playhead.ts';
import type { Sharing } from '../../src/state/share-link.ts';
import { opened } from '../../src/state/start.ts';
import { FRESH_VIEW } from '../../src/state/view.ts';
import { linksOf, orderOf, postOf } from '../../src/ui/share/order.ts';

export const SITE = 'https://example.org/hopscope/';
const SHARING: Sharing = { what: 'moment', lang: 'en', theme: 'auto' };

/** What the dialog has before it when somebody shares the moment of encapsulation from the page of a scenario. */
export function seenExample(): Seen {
  const place = { kind: 'scenario', id: 'other-subnet-vxlan', lang: 'en', frame: false } as const;
  const link = readLink('?at=encap');
  const asked = { lab: week4, link, place, scenario: null, under: new Map<string, string>(), hash: '' };
  const { session, start, at } = opened(asked, simulate);
  return { session, start, head: { ...AT_START, at: beat(at ?? 0) }, view: { ...FRESH_VIEW, lang: 'en' } };
}

/** The post that docs/recipes shows for a platform. */
export function examplePost(platform: Platform): Post {
  const seen = seenExample();
  const order = orderOf(seen, SHARING, SITE);
  if (order === null) throw new Error('the example has no run');
  return postOf(order, linksOf(seen, SHARING, SITE), POST_PICTURE[platform]?.kind ?? null);
}
