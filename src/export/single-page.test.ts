import { expect, test } from 'vitest';
import { fillTemplate, type SinglePage, STATE_ID, TEMPLATE_PARTS } from './single-page.ts';

const { lang, title, text, state } = TEMPLATE_PARTS;
const TEMPLATE = `<!doctype html>${lang}<head>${title}</head><body>${text}<div id="root"></div>${state}<script>run()</script></body></html>`;
const PAGE: SinglePage = {
  lang: 'en',
  title: 'One · Hopscope',
  text: '<article lang="en"><p>One</p></article>',
  state: { v: 1, site: 'https://example.org/lab/', path: 'en/s/same-node/', query: '?at=end', hash: '' },
};

test('a run is put into the template, once in each place', () => {
  expect(fillTemplate(TEMPLATE, PAGE)).toBe(
    `<!doctype html><html lang="en"><head><title>One · Hopscope</title></head><body><noscript><article lang="en"><p>One</p></article></noscript><div id="root"></div><script type="application/json" id="${STATE_ID}">{"v":1,"site":"https://example.org/lab/","path":"en/s/same-node/","query":"?at=end","hash":""}</script><script>run()</script></body></html>`,
  );
});

test.each([
  '</script><script>alert(1)</script>',
  '<!--<script>',
  '$& $1 $` $$',
  '</title><svg onload="alert(1)">',
  '&amp;<b>',
])('what a stranger has written stays text: %s', (hostile) => {
  const page = fillTemplate(TEMPLATE, {
    ...PAGE,
    title: hostile,
    state: { ...PAGE.state, query: hostile, hash: hostile },
  });
  expect(page.match(/<script/g)).toHaveLength(2);
  expect(page.match(/<\/script>/g)).toHaveLength(2);
  expect(page).not.toContain('<!--');
  expect(page.match(/<\/title>/g)).toHaveLength(1);
  expect(page).not.toContain('<svg');
  const json = /id="hopscope-state">([^<]*)</.exec(page)?.[1] ?? '';
  expect(JSON.parse(json)).toMatchObject({ query: hostile, hash: hostile });
});

test('what is no template is refused', () => {
  expect(() => fillTemplate(TEMPLATE.replace(title, ''), PAGE)).toThrow(/does not have <title>/);
  expect(() => fillTemplate(`${TEMPLATE}${text}`, PAGE)).toThrow(/does not have <noscript>/);
});
