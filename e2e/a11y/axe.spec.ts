import AxeBuilder from '@axe-core/playwright';
import { expect, type Page, test } from '../test.ts';
import { HELP_ENTRIES, openHelp } from '../help.ts';
import { type Lang, open, settled } from '../page.ts';

const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
/** A rule that axe does not count among these yet: 2.5.3. */
const MORE = ['label-content-name-mismatch'];
/** What axe knows about colours is asked of every theme in colour.spec.ts, of the stage as well. */
const THEMES = ['light', 'dark'] as const;
const SIZES = [
  { width: 1440, height: 900 },
  { width: 390, height: 844 },
];

/** Looking at everything takes its time; how long depends on the machine. */
test.describe.configure({ timeout: 180_000 });

async function findings(page: Page): Promise<readonly string[]> {
  const { violations } = await new AxeBuilder({ page })
    .options({
      runOnly: { type: 'tag', values: TAGS },
      rules: Object.fromEntries(MORE.map((rule) => [rule, { enabled: true }])),
    })
    .analyze();
  return violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.target.join(' ')).join(', ')}`);
}

/** A ping: a run whose strip has few cards, each like those of a longer one. */
const OVERLAY = 'p.routing=vxlan&p.app=ping';

for (const theme of THEMES) {
  // What differs between sizes is not a matter of colour.
  for (const viewport of theme === 'light' ? SIZES : SIZES.slice(0, 1)) {
    const lang: Lang = theme === 'dark' ? 'en' : 'ko';
    test(`A29 axe finds nothing on the page, ${theme}, ${viewport.width} px`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await page.emulateMedia({ reducedMotion: 'reduce' });
      for (const query of ['', `&${OVERLAY}&at=15`, '&p.router=no-default']) {
        await open(page, `lang=${lang}&theme=${theme}&freeze=1${query}`);
        expect(await findings(page)).toEqual([]);
      }
    });

    test(`A29 axe finds nothing in the three panes, ${theme}, ${viewport.width} px`, async ({ page }) => {
      await page.setViewportSize(viewport);
      for (const pane of ['packet', 'tables', 'probe']) {
        await open(page, `lang=${lang}&theme=${theme}&freeze=1&${OVERLAY}&at=15&pane=${pane}`);
        expect(await findings(page)).toEqual([]);
      }
    });

    test(`A29 axe finds nothing in the dialogs, ${theme}, ${viewport.width} px`, async ({ page }) => {
      await page.setViewportSize(viewport);
      await open(page, `lang=${lang}&theme=${theme}&freeze=1`);
      for (const entry of HELP_ENTRIES) {
        await openHelp(page, lang, entry);
        expect([entry, ...(await findings(page))]).toEqual([entry]);
        await page.keyboard.press('Escape');
      }
      await page
        .getByRole('button', { name: lang === 'ko' ? '실행 기록' : 'Transcript of the run' })
        .first()
        .click();
      await settled(page);
      await page.getByRole('dialog').waitFor();
      expect(await findings(page)).toEqual([]);
    });
  }
}
