import { expect, type Page, test } from './test.ts';
import { openTerminal, run, screen } from './terminal-page.ts';

const LOOP = `kubectl exec -it curl-pod -- sh -c 'while true; do curl -s --connect-timeout 1 webpod | grep Hostname; echo "---" ; sleep 1; done'`;
const UPGRADE =
  'helm upgrade cilium cilium/cilium --namespace kube-system --version 1.18.0 --reuse-values --set routingMode=tunnel --set tunnelProtocol=vxlan --set autoDirectNodeRoutes=false --set installNoConntrackIptablesRules=false';

async function go(page: Page, host: string): Promise<void> {
  await page.getByRole('tab', { name: host }).click();
  await page.locator('.xterm').click();
}

/** Rows that a loop has printed last: tries that were answered are followed by '---', the others are '---' alone. */
function lastTries(text: string): { readonly answered: number; readonly hung: number } {
  const rows = text.split('\n');
  const from = rows.findLastIndex((row) => row.includes('done')) + 1;
  const marks = rows.slice(from);
  return {
    answered: marks.filter((row) => row.startsWith('Hostname:')).length,
    hung: marks.filter((row, i) => row === '---' && marks[i - 1] === '---').length,
  };
}

test('a third of the tries hang in native routing; after the upgrade all are answered', async ({ page }) => {
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await openTerminal(page);

  await go(page, 'router');
  await run(page, 'tcpdump -i any -nn tcp port 80');
  await expect.poll(() => screen(page)).toContain('listening on any');

  await go(page, 'k8s-ctr');
  await run(page, LOOP);
  await expect.poll(async () => lastTries(await screen(page)).hung, { timeout: 60_000 }).toBeGreaterThan(1);
  expect(lastTries(await screen(page)).answered).toBeGreaterThan(0);
  await page.keyboard.press('Control+c');
  await expect.poll(() => screen(page)).toContain('command terminated with exit code 130');

  await go(page, 'router');
  await expect.poll(() => screen(page)).toMatch(/eth1 +In +IP .*Flags \[S\]/);
  expect(await screen(page)).toMatch(/eth0 +Out IP .*Flags \[S\]/);

  await go(page, 'k8s-ctr');
  await run(page, 'clear');
  await run(page, UPGRADE);
  await expect.poll(() => screen(page)).toContain('Your release version is 1.18.0.');
  await run(page, 'kubectl rollout restart -n kube-system ds/cilium');
  await run(page, 'kubectl rollout status -n kube-system ds/cilium');
  await expect.poll(() => screen(page), { timeout: 60_000 }).toContain('daemon set "cilium" successfully rolled out');
  await expect(page.getByRole('radio', { name: 'VXLAN' })).toBeChecked();
  await run(page, 'clear');
  await run(page, LOOP);
  await expect.poll(async () => lastTries(await screen(page)).answered, { timeout: 60_000 }).toBeGreaterThan(4);
  expect(lastTries(await screen(page)).hung).toBe(0);
  await page.keyboard.press('Control+c');
});
