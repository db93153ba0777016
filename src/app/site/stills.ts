import type { Scenario } from '../../scenario/scenario.ts';
import type { Site, SiteFile } from './site.ts';

/**
 * The picture of a scenario's opening moment as files of their own, light and dark (stillPath), for posts that may show images only.
 * There is no writer of such files in this build yet, so there are none.
 */
export function stillFiles(_site: Site, _scenario: Scenario): readonly SiteFile[] {
  return [];
}
