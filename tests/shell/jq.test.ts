import { describe, expect, it } from 'vitest';
import { typed } from './still-lab.ts';

const said = (filter: string): string => typed([`jq -cn '${filter}'`]).text;

describe('jq', () => {
  it.each([
    ['[1,{"a":[]}]', '[1,{"a":[]}]\n'],
    ['"abc"|gsub("";"-")', '"-a-b-c-"\n'],
    ['"aXbX"|sub("x";"-";"gi"),gsub("(?<l>[a-z])";"<\\(.l)>")', '"a-b-"\n"<a>X<b>X"\n'],
    ['"a1b22"|[scan("[0-9]+")]', '["1","22"]\n'],
    ['"K8S-W1"|test("w";"i"),test("w")', 'true\nfalse\n'],
    ['"ab cd"|capture("(?<x>[a-z]+) (?<y>.*)")', '{"x":"ab","y":"cd"}\n'],
    ['"a,b, c"|[splits(", *")],split(", *";null)', '["a","b","c"]\n["a","b","c"]\n'],
    ['{"a":{"b":1,"c":2}}|del(.a.b)|.a.d+=1|.l[2]=1', '{"a":{"c":2,"d":1},"l":[null,null,1]}\n'],
    ['[1,2,3,4]|del(.[1],.[2])', '[1,4]\n'],
    ['def f(x): x+1; {f: f(2), g: "\\(f(3))"}', '{"f":3,"g":"4"}\n'],
  ])('%s', (filter, text) => {
    expect(said(filter)).toBe(text);
  });

  it('indents as jq does', () => {
    expect(typed([`jq -n '{"a":[1],"b":{}}'`]).text).toBe('{\n  "a": [\n    1\n  ],\n  "b": {}\n}\n');
  });

  it.each([
    ['[range(100000000)]', 'too many steps'],
    ['reduce range(100000000) as $x (0;.+1)', 'too many steps'],
    ['until(false;.)', 'too many steps'],
    ['[range(50000)]-[range(50000)]', 'too many steps'],
    ['def f: f; f', 'out of memory'],
    ['"x"*100000000', 'too long'],
    ['null|.[1000000000]=1', 'too large'],
    ['{([]): 1}', 'Object keys must be strings'],
    ['null|setpath(["a",1000000000];1)', 'too large'],
    ['"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"|test("(a|aa)+$")', 'not a valid regex'],
  ])('ends %s', (filter, why) => {
    expect(said(filter)).toContain(why);
  });

  it.each([
    '{}|.__proto__.polluted=1',
    '{}|.["__pro"+"to__"].polluted=1',
    '{}|.constructor.prototype.polluted=1',
    '{}|.constructor.polluted|=1',
    '[1]|.map.polluted=1',
    '[1]|.[0].constructor.polluted=1',
    'null|setpath(["__proto__","polluted"];1)',
    '{}|delpaths([["__proto__","toString"]])',
    '{}|del(.__proto__.toString)',
    '"__proto__" as $k|{($k):{polluted:1}}|.polluted',
    '{}*("{\\"__proto__\\":{\\"polluted\\":1}}"|fromjson)|.polluted',
    '. as $__proto__|$__proto__|.polluted=1',
  ])('writes nothing outside of its document: %s', (filter) => {
    said(filter);
    const strange: unknown[] = [{}, [], '', 0, Object, Array, Function, [].map];
    expect(strange.map((value) => (value as { polluted?: unknown }).polluted)).toEqual(strange.map(() => undefined));
    expect(typeof {}.toString).toBe('function');
  });

  it.each(['{}|.__proto__', '{}|.constructor', '[]|getpath(["map"])', '$__proto__', '$constructor', '5|.constructor?'])(
    'sees nothing outside of its document: %s',
    (filter) => {
      expect(said(filter)).toMatch(/^(?:null|\{\}|jq: error.*)?\n?$/);
    },
  );

  it('knows only formats and functions of its own', () => {
    expect(said('@valueOf')).toContain('not a valid format');
    said('def map(f): 7; def mine: 8; [1]|map(.)|mine');
    expect(said('[1]|map(.+1)')).toBe('[2]\n');
    expect(said('mine')).toContain('no such function');
  });

  it('reads the clock of the lab', () => {
    expect(said('now|type')).toBe('"number"\n');
    expect(said('now')).toBe(said('now'));
  });
});
