import { expect, type Page } from '@playwright/test';
import { picture, pictureTest } from './picture.ts';
import { open } from './page.ts';

const SIZES = {
  desk: { width: 1440, height: 900 },
  tablet: { width: 768, height: 1024 },
  phone: { width: 390, height: 844 },
  frame: { width: 640, height: 480 },
} as const;

async function shot(
  page: Page,
  name: string,
  query: string,
  size: keyof typeof SIZES,
  theme: 'light' | 'dark' = 'light',
): Promise<void> {
  await page.setViewportSize(SIZES[size]);
  await page.emulateMedia({ colorScheme: theme, reducedMotion: 'reduce' });
  await open(page, `freeze=1&${query}`);
  await picture(page, name);
}

/** The six moments of the story: what goes wrong, why, and how it goes right. The heading says that an index still means what it did. */
const MOMENTS = [
  ['leak', 'lang=ko', /NAT/],
  ['lxc-native', 'lang=ko&at=15', /cil_from_container/],
  ['encap', 'lang=ko&p.routing=vxlan&at=encap', /VXLAN 캡슐화/],
  ['router-overlay', 'lang=ko&p.routing=vxlan&at=24', /router: ip route/],
  ['redirect-peer', 'lang=ko&p.routing=vxlan&at=36', /eth0 · In/],
  ['reply', 'lang=ko&p.routing=vxlan&at=55', /router: ip route/],
] as const;

for (const [name, query, heading] of MOMENTS) {
  pictureTest(`${name} on a desk`, async ({ page }) => {
    await open(page, `freeze=1&${query}`);
    await expect(page.locator('.caption h2')).toHaveText(heading);
    await shot(page, `${name}-desk`, query, 'desk');
  });
}

pictureTest('the leak in English, dark', ({ page }) => shot(page, 'leak-desk-en-dark', 'lang=en', 'desk', 'dark'));
pictureTest('the overlay in English', ({ page }) =>
  shot(page, 'router-overlay-desk-en', 'lang=en&p.routing=vxlan&at=24', 'desk'),
);
pictureTest('the reply over Geneve, dark', ({ page }) =>
  shot(page, 'reply-desk-geneve-dark', 'lang=ko&p.routing=geneve&at=60', 'desk', 'dark'),
);
pictureTest('the answer that is lost', ({ page }) =>
  shot(page, 'half-open-desk', 'lang=ko&p.router=static-dst', 'desk'),
);
pictureTest('a drop at the router', ({ page }) => shot(page, 'no-route-desk', 'lang=ko&p.router=no-default', 'desk'));
pictureTest('a node that sends by cilium_host', ({ page }) =>
  shot(page, 'node-sends-desk', 'lang=ko&p.src=k8s-ctr&p.routing=vxlan&at=14', 'desk'),
);
pictureTest('half-way into a tunnel', ({ page }) =>
  shot(page, 'wrapping-desk', 'lang=ko&p.routing=vxlan&at=17.6', 'desk'),
);

for (const size of ['tablet', 'phone', 'frame'] as const) {
  pictureTest(`the leak on a ${size}`, ({ page }) => shot(page, `leak-${size}`, 'lang=ko', size));
  pictureTest(`the encapsulated packet on a ${size}`, ({ page }) =>
    shot(page, `wire-${size}`, 'lang=en&p.routing=vxlan&at=22', size),
  );
}
pictureTest('the leak on a phone, dark', ({ page }) => shot(page, 'leak-phone-dark', 'lang=ko', 'phone', 'dark'));

pictureTest('forced colours', async ({ page }) => {
  await page.emulateMedia({ forcedColors: 'active' });
  await page.setViewportSize(SIZES.desk);
  await open(page, 'lang=ko&freeze=1');
  await picture(page, 'leak-desk-forced-colors');
});
