import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { readPcap } from '../../src/capture/pcap.ts';
import { readPcapng } from '../../src/capture/pcapng-read.ts';
import { FORMATS } from '../../src/export/formats.ts';
import { RENDER_HELP } from '../../src/cli/render-help.ts';
import { traceFromJson } from '../../src/trace/json.ts';
import { worldOf } from '../../src/trace/world-of.ts';

// Each test starts processes; the machine may be busy.
vi.setConfig({ testTimeout: 120_000 });

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'hopscope-render-'));
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

/** What the package script does: `npm run -s render -- ...`. */
function render(...args: readonly string[]): {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
} {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['tools/run-ts.mjs', 'src/cli/render.ts', ...args], {
    env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
    maxBuffer: 1 << 26,
  });
  return { status, stdout, stderr: stderr.toString() };
}
const RUN = ['--target', 'webpod@k8s-w0', '--app', 'curl', '--mode', 'vxlan'];
const refused = (...args: readonly string[]): readonly string[] => {
  const { status, stdout, stderr } = render(...args);
  expect({ status, stdout: stdout.length }).toEqual({ status: 2, stdout: 0 });
  const lines = stderr.trimEnd().split('\n');
  expect(lines.at(-1)).toBe("render: 'render --help' shows all options");
  return lines.slice(0, -1).map((line) => line.replace(/^render: /, ''));
};

describe('a file', () => {
  test('has the format that its ending means, and the same bytes every time', () => {
    for (const ending of ['md', 'mmd', 'txt', 'html', 'json', 'cast', 'pcapng']) {
      const path = join(folder, `out.${ending}`);
      expect(render(...RUN, '-o', path)).toMatchObject({ status: 0, stderr: '' });
      const first = readFileSync(path);
      expect(first.length).toBeGreaterThan(100);
      const format = FORMATS.find(({ extension }) => extension === ending)!.name;
      expect(render(...RUN, '-o', '-', '--format', format).stdout.equals(first)).toBe(true);
    }
    expect(readdirSync(folder)).toHaveLength(7);
  });

  test('of JSON is a trace that says how it came about', () => {
    const text = render(...RUN, '-o', '-', '--format', 'json', '--set', 'seed=3').stdout.toString();
    const { about } = JSON.parse(text) as { readonly about: unknown };
    const { version } = JSON.parse(readFileSync('package.json', 'utf8')) as { readonly version: string };
    expect(about).toMatchObject({
      app: version,
      scenario: null,
      params: { target: 'webpod@k8s-w0', app: 'curl', mode: 'vxlan', seed: '3' },
      seed: 3,
    });
    expect(traceFromJson(text, worldOf).ok).toBe(true);
  });

  test('of a capture listens where it was told to', () => {
    const pcap = readPcap(render(...RUN, '--tap', 'router:any', '-o', '-', '--format', 'pcap').stdout);
    expect(pcap.ok && pcap.linktype).toBe(276);
    const all = readPcapng(render(...RUN, '-o', '-', '--format', 'pcapng').stdout);
    expect(all.ok && pcap.ok && all.packets.length > pcap.packets.length).toBe(true);
  });

  test('is in the language, and about the stretch, that was asked for', () => {
    const text = (...args: readonly string[]): string =>
      render(...RUN, '-o', '-', '--format', 'ascii', ...args).stdout.toString();
    expect(text('--lang', 'ko', '--from', 'connect', '--to', 'connect')).toContain('== 연결 수립 ==');
    expect(text('--lang', 'ko', '--from', 'connect', '--to', 'connect')).not.toContain('요청과 응답');
    expect(text()).toContain('== Request and answer ==');
    const snippet = render(...RUN, '-o', '-', '--format', 'snippet', '--at', 'end', '--image', 'i/x.svg').stdout;
    expect(snippet.toString()).toMatch(
      /^!\[Where the packet is: curl-pod → webpod…9nnfd · curl · VXLAN\. .*\]\(i\/x\.svg\)\n/,
    );
  });
});

describe('a scenario', () => {
  const of = (...args: readonly string[]): Buffer => render('--scenario', ...args, '-o', '-').stdout;

  test('is the run that the page has, named in the file, at the moment that the page opens at', () => {
    const { about } = JSON.parse(of('other-subnet-vxlan', '--format', 'json').toString()) as {
      readonly about: unknown;
    };
    expect(about).toMatchObject({ scenario: 'other-subnet-vxlan', params: {} });
    const opening = of('other-subnet-native', '--format', 'svg', '--lang', 'en').toString();
    expect(opening).toMatch(/<title[^>]*>[^<]*left the lab/i);
    expect(of('other-subnet-native', '--format', 'svg', '--lang', 'en', '--at', 'leak').toString()).toBe(opening);
    expect(of('other-subnet-native', '--format', 'svg', '--lang', 'ko').toString()).not.toBe(opening);
  });

  test('can be run in another mode, and says so', () => {
    const { about } = JSON.parse(of('other-subnet-native', '--mode', 'geneve', '--format', 'json').toString()) as {
      readonly about: unknown;
    };
    expect(about).toMatchObject({ params: { 'p.routing': 'geneve' } });
    expect(render('--scenario', 'other-subnet-native', '--at', 'encap', '--format', 'svg', '-o', '-').status).toBe(2);
    expect(of('other-subnet-native', '--mode', 'geneve', '--at', 'encap', '--format', 'svg').length).toBeGreaterThan(
      9_000,
    );
  });

  test('as a clip moves without a script, and in pixels has its size', () => {
    const clip = of('other-subnet-vxlan', '--format', 'svg-clip', '--from', 'encap', '--to', 'decap').toString();
    expect(clip).toContain('@keyframes');
    expect(clip).not.toContain('<script');
    const png = of('other-subnet-vxlan', '--at', 'encap', '--size', 'card', '--theme', 'dark', '--format', 'png');
    expect([png.readUInt32BE(16), png.readUInt32BE(20)]).toEqual([1200, 630]);
  });
});

describe('what is wrong with the arguments is told, and how to mend it', () => {
  test.each<readonly [string, readonly string[], readonly (string | RegExp)[]]>([
    [
      'nothing',
      [],
      [/^-o: say what to make: -o FILE\.json\|md/, /^nothing to draw: give --scenario NAME, or --target/],
    ],
    ['an ending', [...RUN, '-o', 'x.foo'], [/^-o: 'x\.foo' has no ending that says its format \(json, md, /]],
    [
      'a format',
      [...RUN, '-o', '-', '--format', 'mermad'],
      [/^--format: 'mermad' is not one of .*; did you mean mermaid\?$/],
    ],
    ['an option', [...RUN, '--tehme', 'dark'], ["Unknown option '--tehme'; did you mean --theme?"]],
    [
      'a theme',
      [...RUN, '-o', 'x.svg', '--theme', 'drak'],
      [/^--theme: 'drak' is not one of auto, light, dark, .*; did you mean dark\?/],
    ],
    [
      'a place',
      [...RUN, '-o', 'x.md', '--at', 'conect'],
      [/^--at: 'conect' is no place in this run .*; did you mean connect\?/],
    ],
    ['a number', [...RUN, '-o', 'x.md', '--from', '99999'], [/^--from: this run has \d+ events, numbered 0 to \d+$/]],
    [
      'an order',
      [...RUN, '-o', 'x.md', '--from', '40', '--to', '20'],
      ['--to: event 20 comes before event 40 of --from'],
    ],
    ['no tap', [...RUN, '-o', 'x.pcap'], [/^--tap: a pcap file has one place: --tap NODE:DEVICE/]],
    [
      'two taps',
      [...RUN, '-o', 'x.pcap', '--tap', 'router', '--tap', 'k8s-w0'],
      ['--tap: a pcap file has one place; several are for pcapng'],
    ],
    ['a tap', [...RUN, '-o', 'x.md', '--tap', 'router'], ['--tap: only pcap and pcapng listen anywhere']],
    [
      'a target',
      ['--target', 'webpd', '-o', 'x.md'],
      [/^--target: there is no 'webpd' in this lab; did you mean webpod\?/],
    ],
    ['a source', [...RUN, '--source', 'nobody', '-o', 'x.md'], [/^--source: there is no 'nobody' in this lab/]],
    [
      'both',
      [...RUN, '--scenario', 'x', '-o', 'x.md'],
      [/^--target: a scenario has its own target/, /^--app: a scenario has its own; leave it out/],
    ],
    [
      'a scenario',
      ['--scenario', 'other-subnet-nativ', '-o', 'x.md'],
      [/^--scenario: there is no scenario 'other-subnet-nativ' \(same-node, .*\); did you mean other-subnet-native\?$/],
    ],
    [
      'a mode of a scenario',
      ['--scenario', 'same-node', '--set', 'routingMode=tunnel', '-o', 'x.md'],
      ['--set routingMode: a scenario has its own routing mode; change it with --mode'],
    ],
    ['a size', [...RUN, '-o', 'x.svg', '--size', 'pst'], [/^--size: 'pst' is not one of .*; did you mean post\?$/]],
    [
      'a clip that ends before it begins',
      [...RUN, '--format', 'svg-clip', '-o', 'x.svg', '--from', '20', '--at', '12'],
      ['--at: event 12 comes before event 20, where the clip begins'],
    ],
    ['a folder', [...RUN, '-o', '/nosuch/x.md'], [/^-o: cannot write \/nosuch\/x\.md: ENOENT/]],
    ['a word', [...RUN, 'hello', '-o', 'x.md'], ["'hello': render takes options only, and this follows none of them"]],
  ])('%s', (_, args, expected) => {
    const problems = refused(...args);
    expect(problems).toHaveLength(expected.length);
    for (const [i, one] of expected.entries()) expect(problems[i]).toMatch(one);
  });
});

test('the help names every format and every option', () => {
  const { status, stdout } = render('--help');
  expect({ status, text: stdout.toString() }).toEqual({ status: 0, text: RENDER_HELP });
  for (const { name, extension } of FORMATS) {
    expect(RENDER_HELP).toContain(name);
    expect(RENDER_HELP).toContain(`.${extension}`);
  }
});
