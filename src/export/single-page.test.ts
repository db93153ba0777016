import { expect, test } from 'vitest';
import { fillTemplate, type SinglePage, STATE_ID, TEMPLATE_PARTS } from './single-page.ts';

const { lang, title, description, text, state } = TEMPLATE_PARTS;
const TEMPLATE = `<!doctype html>${lang}<head>${title}${description}</head><body>${text}<div id="root"></div>${state}<script>run()</script></body></html>`;
const PAGE: SinglePage = {
  lang: 'en',
  theme: 'dark',
  title: 'One · Hopscope',
  description: 'One packet',
  text: '<article lang="en"><p>One</p></article>',
  state: { v: 1, site: 'https://example.org/lab/', path: 'en/s/same-node/', query: '?at=end', hash: '' },
};

test('a run is put into the template, once in each place', () => {
  expect(fillTemplate(TEMPLATE, PAGE)).toBe(
    `<!doctype html><html lang="en" data-theme="dark"><head><title>One · Hopscope</title><meta name="description" content="One packet"></head><body><noscript><article lang="en"><p>One</p></article></noscript><div id="root"></div><script type="application/json" id="${STATE_ID}">{"v":1,"site":"https://example.org/lab/","path":"en/s/same-node/","query":"?at=end","hash":""}</script><script>run()</script></body></html>`,
  );
});

test.each([
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '$& $1 $` $$',
  '</title><svg onload="alert(1)">',
  '&amp;<b>',
  '"><script>alert(1)</script>',
  // What a reader of JSON takes and an older reader of scripts does not.
  'a\u2028b\u2029c',
  // The words of the template itself.
  TEMPLATE_PARTS.text,
  TEMPLATE_PARTS.state,
])('what a stranger has written stays text: %s', (hostile) => {
  const page = fillTemplate(TEMPLATE, {
    ...PAGE,
    title: hostile,
    description: hostile,
    state: { ...PAGE.state, query: hostile, hash: hostile },
  });
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page).not.toContain('<!--');
  expect(page.match(/<\/title>/g)).toHaveLength(1);
  expect(page).not.toContain('<svg');
  expect(page.match(/<meta name="description" content="[^"]*"><\/head>/g)).toHaveLength(1);
  const json = /id="hopscope-state">([^<]*)</.exec(page)?.[1] ?? '';
  expect(JSON.parse(json)).toMatchObject({ query: hostile, hash: hostile });
});

test('what is no template is refused', () => {
  expect(() => fillTemplate(TEMPLATE.replace(title, ''), PAGE)).toThrow(/does not have <title>/);
  expect(() => fillTemplate(`${TEMPLATE}${text}`, PAGE)).toThrow(/does not have <noscript>/);
});
