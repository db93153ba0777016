/**
 * A reader who has never seen the lab opens it in native mode and looks at nothing but the stage. Three questions must
 * be answered there: where did the packet go wrong, which row of a table sent it there, what would mend it? The
 * answers are read off the page and put into a reader's words; what they ought to be follows from the lab file.
 */
import { expect, type Locator, type Page, test } from './test.ts';
import { deriveWorld } from '../src/lab/derive.ts';
import type { LabFile } from '../src/lab/file.ts';
import { PRESETS } from '../src/lab/presets/presets.ts';
import { uiEn } from '../src/i18n/ui.en.ts';
import { uiKo } from '../src/i18n/ui.ko.ts';
import { josa } from '../src/i18n/josa.ts';
import { openingAsk } from '../src/scenario/ask.ts';
import { expectVerdict, open, openState, settled } from './page.ts';

interface Answers {
  readonly where: { readonly host: string; readonly door: string; readonly fate: string };
  readonly row: { readonly won: string; readonly by: string; readonly missing: string; readonly says: string };
  readonly fix: readonly string[];
}

const WORDS = { ko: uiKo, en: uiEn };
type Lang = keyof typeof WORDS;

/** What a reader would say, having read it. */
const SAY = {
  ko: ({ where, row, fix }: Answers) => [
    `${where.fate}: 패킷은 ${where.host}의 ${josa(where.door, '으로/로')} 나갔다.`,
    `${row.won} 행(${row.by})이 거기로 보냈다. ${row.missing} 행이 있어야 하는데 ${row.says}.`,
    `고치려면: ${fix.join(', 또는 ')}.`,
  ],
  en: ({ where, row, fix }: Answers) => [
    `${where.fate}: the packet went out by ${where.door} of ${where.host}.`,
    `The row ${row.won} (${row.by}) sent it there. For ${row.missing} there is ${row.says}.`,
    `To mend it: ${fix.join(', or ')}.`,
  ],
};

async function textOf(locator: Locator): Promise<string> {
  await expect(locator).toBeVisible();
  return (
    await locator.evaluate((element) => {
      // A tooltip is not seen.
      const seen = element.cloneNode(true) as Element;
      for (const title of seen.querySelectorAll('title')) title.remove();
      return seen.textContent ?? '';
    })
  ).trim();
}

/** Reads the stage with its caption, as a person would: by what stands out there, and by what is written on it. */
async function readOff(page: Page, lang: Lang): Promise<Answers> {
  const words = WORDS[lang];
  const stage = page.getByRole('region', { name: words.stage.region });
  const caption = page.getByRole('group', { name: words.caption.region });
  await expect(stage.locator('.device.lost')).toHaveCount(1);
  const [won, by] = await stage.locator('.router-table .row.won text').all();
  const [missing, says] = await stage.locator('.router-table .row.missing text').all();
  if (!won || !by || !missing || !says) throw new Error('no row that won, or none that is missing');
  const buttons = await caption.getByRole('button').all();
  const fix: string[] = [];
  for (const button of buttons) {
    const text = await textOf(button);
    if (text !== words.diagnosis.remedy.vxlan && text !== words.diagnosis.remedy.both) continue;
    // Seen without scrolling: the first at least must not lie below an edge.
    if (fix.length === 0) await expect(button).toBeInViewport({ ratio: 0.9 });
    fix.push(text);
  }
  return {
    where: {
      host: await textOf(stage.locator('.host.lost .title')),
      door: await textOf(stage.locator('.device.lost > text')),
      fate: await textOf(stage.getByTestId('stone-leaked').locator('text').first()),
    },
    row: { won: await textOf(won), by: await textOf(by), missing: await textOf(missing), says: await textOf(says) },
    fix,
  };
}

/** The same from the lab file, without a look at the page. */
function expected(lab: LabFile, lang: Lang): Answers {
  const words = WORDS[lang];
  const world = deriveWorld(lab);
  const { to } = openingAsk(world);
  const pod = lab.pods.find(({ name }) => to.kind === 'netns' && name === to.name);
  const node = lab.nodes.find(({ name }) => name === pod?.node);
  if (node === undefined || lab.router === null) throw new Error('this lab has no pod behind a router');
  return {
    where: { host: lab.router.name, door: 'eth0', fate: words.verdict.leaked },
    row: { won: 'default', by: 'eth0', missing: node.podCIDR, says: words.stage.missing },
    fix: [words.diagnosis.remedy.vxlan, words.diagnosis.remedy.both],
  };
}

const ROOMS = [
  { width: 1440, height: 900 },
  { width: 768, height: 1024 },
  { width: 390, height: 844 },
] as const;

for (const lang of ['ko', 'en'] as const) {
  for (const { name, lab } of PRESETS) {
    test(`where it went wrong, which row sent it there, what would mend it: ${name}, ${lang}`, async ({ page }) => {
      for (const viewport of ROOMS) {
        await page.setViewportSize(viewport);
        // At first open: nobody has chosen a mode or a moment.
        if (name === 'week4') await open(page, `lang=${lang}`);
        else await openState(page, `lab=${name}&lang=${lang}`);
        await expectVerdict(page, 'leaked');
        const read = SAY[lang](await readOff(page, lang));
        expect(read, `${viewport.width} px`).toEqual(SAY[lang](expected(lab, lang)));
        test.info().annotations.push({ type: `${viewport.width} px`, description: read.join(' ') });
      }
    });
  }

  test(`what is offered does mend it, in a stranger's lab too, ${lang}`, async ({ page }) => {
    const words = WORDS[lang];
    for (const remedy of [words.diagnosis.remedy.vxlan, words.diagnosis.remedy.both]) {
      await openState(page, `lab=stranger&lang=${lang}`);
      await page.getByRole('group', { name: words.caption.region }).getByRole('button', { name: remedy }).click();
      await settled(page);
      await expect(page.locator('.run-line')).toContainText(words.run.verdict.answered);
      await expect(page.getByRole('region', { name: words.stage.region }).getByTestId('stone-leaked')).toHaveCount(0);
    }
  });
}
