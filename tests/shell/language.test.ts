import { describe, expect, it } from 'vitest';
import { CASES } from './language-cases.ts';
import { typed } from './still-lab.ts';

describe('the language of the shell', () => {
  it.each(CASES)('$line', ({ line, text }) => {
    expect(typed([line]).text).toBe(text);
  });

  it('keeps variables, functions and the folder from line to line', () => {
    expect(typed(['X=kept', 'f() { echo "$X"; }', 'cd /tmp', 'f; pwd']).text).toBe('kept\n/tmp\n');
  });

  it('sleeps on lab time', () => {
    const { seconds, code } = typed(['sleep 2.5']);
    expect(code).toBe(0);
    expect(seconds).toBeCloseTo(2.5, 1);
  });

  it('runs a pipeline side by side: a reader that has had enough ends the writer', () => {
    const { text, seconds } = typed(['while true; do echo tick; sleep 1; done | { read a; read b; echo "$a $b"; }']);
    expect(text).toBe('tick tick\n');
    expect(seconds).toBeLessThan(4);
  });

  it('ends an endless loop by Ctrl-C with 130', () => {
    const { text, code } = typed(['while true; do sleep 600; done', 'echo $?']);
    expect(text).toBe('130\n');
    expect(code).toBe(0);
  });

  it('lets a background job run on and tells its end', () => {
    const { text } = typed(['sleep 1 && echo late &', 'echo now', 'wait; echo done']);
    expect(text).toMatch(/^\[1\] \d+\nnow\nlate\ndone\n\[1\]\+ {2}Done/);
  });

  it('says what it cannot do', () => {
    expect(typed(['select x in a b; do echo $x; done']).text).toBe('bash: select: not supported in this lab shell\n');
    expect(typed(['echo "open']).code).toBe(2);
  });
});
