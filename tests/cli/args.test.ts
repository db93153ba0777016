import { expect, test } from 'vitest';
import { parseArgs } from '../../src/cli/args.ts';

const parse = (line: string, env = 'C.UTF-8') =>
  parseArgs(
    line.split(' ').filter((word) => word !== ''),
    env,
  );

test('a whole command line', () => {
  expect(
    parse(
      '--lab a.yaml --mode=vxlan --router static:172.20.2.0/24,172.20.1.0/24 --from curl-pod --to webpod --app curl --count 3 --port 8080 --connect-timeout 1.5 --set socketLB=false --set seed=7 --print pcap --tap router:any --tap k8s-ctr:eth1 -o out.pcap --lang ko',
    ),
  ).toEqual({
    kind: 'walk',
    args: {
      lab: 'a.yaml',
      mode: 'vxlan',
      router: { kind: 'static', prefixes: ['172.20.2.0/24', '172.20.1.0/24'] },
      from: 'curl-pod',
      to: 'webpod',
      app: 'curl',
      count: 3,
      port: 8080,
      connectTimeout: 1.5,
      set: [
        ['socketLB', 'false'],
        ['seed', '7'],
      ],
      print: 'pcap',
      taps: ['router:any', 'k8s-ctr:eth1'],
      out: 'out.pcap',
      lang: 'ko',
    },
  });
});

test('what is left out has a default, the language comes from the shell', () => {
  const parsed = parse('--to 10.0.0.1', 'ko_KR.UTF-8');
  expect(parsed).toMatchObject({
    kind: 'walk',
    args: { lab: null, mode: null, router: { kind: 'lab' }, app: 'ping', count: 1, print: 'text', lang: 'ko' },
  });
});

test('help wins over everything', () => {
  expect(parse('--nonsense --help')).toEqual({ kind: 'help' });
});

const BAD: readonly (readonly [string, string])[] = [
  ['', '--to: say where the packets go: --to POD|IP|SERVICE[@NODE]'],
  ['--to a --mode vxlam', "--mode: 'vxlam' is not one of native, vxlan, geneve; did you mean vxlan?"],
  ['--to a --app wget', "--app: 'wget' is not one of curl, ping, dns, traceroute, tracepath, nc"],
  ['--to a --print pdf', "--print: 'pdf' is not one of text, json, hops, path, pcap, transcript, markdown"],
  [
    '--to a --router statik',
    "--router: 'statik' is not one of lab, no-default, static, static:PREFIX; did you mean static?",
  ],
  [
    '--to a --router static:172.20.2.0/33',
    "--router: '172.20.2.0/33' is not an IPv4 prefix like A.B.C.0/24 (length 0 to 32, no host bits)",
  ],
  ['--to a --count 0', "--count: '0' is not a whole number from 1 to 1000"],
  ['--to a --count 1.5', "--count: '1.5' is not a whole number from 1 to 1000"],
  ['--to a --port 0', "--port: '0' is not a whole number from 1 to 65535"],
  ['--to a --connect-timeout soon', "--connect-timeout: 'soon' is not a number from 0.001 to 3600"],
  ['--to a --lang de', "--lang: 'de' is not one of ko, en"],
  ['--to a --set endpointRoutes', "--set: 'endpointRoutes' is not KEY=VALUE"],
  ['--to a --form b', '--form: no such option; did you mean --from?'],
  ['--to a stray', "'stray': walk takes options only, and this follows none of them"],
  ['--to a --to b', "--to: given twice ('a' and 'b'); give it once"],
  ['--to a --mode', '--mode: a value is missing: --mode native|vxlan|geneve'],
  ['--to a --print pcap', '--tap: --print pcap needs to know where to listen'],
  ['--to a --tap router:any', '--tap: only --print pcap writes a capture; add --print pcap'],
];

test.each(BAD)('walk %s', (line, sentence) => {
  const parsed = parse(line);
  expect(parsed.kind === 'bad' && parsed.problems.some((problem) => problem.startsWith(sentence))).toBe(true);
});

test('all that is wrong is told at once', () => {
  expect(parse('--mode x --app y --count z')).toMatchObject({ kind: 'bad', problems: { length: 4 } });
});
