import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { parse as parseYaml } from 'yaml';
import { en } from '../../src/i18n/en.ts';
import { parseLab } from '../../src/lab/parse.ts';
import { ROOMS } from '../../tools/rooms.mjs';

const ROOT = join(import.meta.dirname, '../..');
const read = (path: string): string => readFileSync(join(ROOT, path), 'utf8');
const markdownIn = (folder: string): readonly string[] =>
  readdirSync(join(ROOT, folder)).flatMap((name) => (name.endsWith('.md') ? [join(folder, name)] : []));

const PAGES = [
  ...markdownIn('.'),
  ...markdownIn('docs'),
  ...markdownIn('docs/decisions'),
  ...Object.keys(ROOMS).map((room) => `src/${room}/README.md`),
];

/** Names of files that recipes use as examples and that must not exist. */
const EXAMPLES = /\bgre\b|wget|wireguard|\bja\b|NAME/;

/** Pictures are taken of the running page: until the first one is there, none is missed. */
const isAwaited = (target: string): boolean =>
  target.startsWith('docs/images/') && !existsSync(join(ROOT, 'docs/images'));

describe('the documents', () => {
  it('link to files that are there', () => {
    const dead = PAGES.flatMap((page) =>
      [...read(page).matchAll(/\]\((?!https?:|#)([^)#\s]+)/g)].flatMap(([, target]) =>
        existsSync(join(ROOT, dirname(page), target ?? '')) || isAwaited(target ?? '') ? [] : [`${page}: ${target}`],
      ),
    );
    expect(dead).toEqual([]);
  });

  it('name files that are there', () => {
    const dead = PAGES.flatMap((page) =>
      [...read(page).matchAll(/`((?:src|tests|tools|docs)\/[\w./*-]+)`/g)].flatMap(([, path = '']) =>
        EXAMPLES.test(path) || path.includes('*') || existsSync(join(ROOT, path)) ? [] : [`${page}: ${path}`],
      ),
    );
    expect(dead).toEqual([]);
  });

  it('hold nothing of the machine they were written on', () => {
    expect(PAGES.filter((page) => /\/work\/|\/home\/|\/root\//.test(read(page)))).toEqual([]);
  });

  it('explain every hop of the catalogue once', () => {
    const explained = [...read('docs/hops.md').matchAll(/^\| (`[^|]+`) \|/gm)].flatMap(([, cell = '']) =>
      [...cell.matchAll(/`([^`]+)`/g)].map(([, id]) => id),
    );
    expect(explained.length).toBe(new Set(explained).size);
    expect(new Set(explained)).toEqual(new Set(Object.keys(en.hops)));
  });

  it('say who may import whom as the checker has it', () => {
    const table = read('docs/architecture.md');
    for (const room of Object.keys(ROOMS)) expect(table).toContain(`| [${room}](../src/${room}/README.md) |`);
  });

  it('print a lab file that can be read', () => {
    const yaml = /```yaml\n(.*?)```/s.exec(read('docs/lab-file.md'))?.[1] ?? '';
    const parsed = parseLab(parseYaml(yaml));
    expect(parsed).toMatchObject({ ok: true, warnings: [] });
  });
});
