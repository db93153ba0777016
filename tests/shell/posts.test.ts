import { readFileSync, writeFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { POSTS } from './posts/posts.ts';
import { runPost } from './posts/run-post.ts';
import { countOf, postTable, rowsOf } from './posts/table.ts';
import { faultsOf } from './posts/verdict.ts';

const DOC = new URL('../../docs/posts-commands.md', import.meta.url);
const RUNS = POSTS.map((post) => ({ post, answers: runPost(post) }));

describe.each(RUNS)('post $post.number, typed line by line', ({ post, answers }) => {
  it('prints what the post shows, or what is declared', () => {
    const faults = rowsOf(post).flatMap((step) => faultsOf(step, answers.get(step)!));
    expect(faults.join('\n\n')).toBe('');
  });

  it('leaves out no command line', () => {
    expect(rowsOf(post).flatMap(({ lines }) => (lines === null ? [] : [lines]))).toEqual(post.lines);
  });
});

it('is what the table of the docs says (UPDATE_DOCS=1 writes it)', () => {
  const table = [
    '# The commands of the study posts',
    '',
    "Every command line of the five posts ([posts.md](posts.md)), typed in the lab's terminal without a page, each post from its first line to its",
    'last in one lab. The test `tests/shell/posts.test.ts` types them, compares and writes this table. Addresses, names, identities, column widths and wording are',
    'compared as they are; clocks, ports and ids that a kernel chooses, absolute sequence numbers, TCP timestamps and flow hashes are not.',
    '',
    countOf(RUNS),
    ...RUNS.map(({ post, answers }) => postTable(post, answers)),
  ].join('\n');
  if (process.env['UPDATE_DOCS'] === '1') writeFileSync(DOC, table);
  expect(table).toBe(readFileSync(DOC, 'utf8'));
});
