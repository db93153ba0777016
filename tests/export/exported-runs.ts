import { simulate } from '../../src/engine/simulate.ts';
import { type Exported, wholeOf } from '../../src/export/exported.ts';
import type { Lang } from '../../src/i18n/lang.ts';
import type { LabFile } from '../../src/lab/file.ts';
import type { Nanos, NetnsName } from '../../src/lab/names.ts';
import { week4 } from '../../src/lab/presets/week4.ts';
import { withVariant } from '../../src/lab/variant.ts';
import type { Stimulus } from '../../src/trace/stimulus.ts';
import type { Trace } from '../../src/trace/trace.ts';
import { ipv4 } from '../../src/wire/address.ts';
import { pingFrom } from '../support/engine-runs.ts';

/** What a stranger may have put into a lab: one of each is a name, and a command, in its turn. */
export const HOSTILE: readonly string[] = [
  '</script><script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' onmouseover='alert(1)",
  '```\n```js\nalert(1)',
  '`a` ``b``',
  'a|b|c',
  ';#end',
  'x; participant y as #quot;',
  'first\nsecond\r\nthird\u2028fourth',
  '\u202egnp.exe\u202c',
  '%%{init: {"securityLevel": "loose"}}%%',
  '[x](javascript:alert(1))',
  '![x](https://example.com/x.png)',
  '<!-- ]]> -->',
  '\x1b]52;c;YQ==\x07\x1b[2J\x1b]0;title',
  '\x9b31m\x07\x00',
  "$$\\href{javascript:alert('x')}{y}$$",
  '&lt;script&gt;&#60;',
  '# heading',
  '- [ ] * _ ~ <b>',
  'end',
  'Note over n0: x',
  '\ud800\u200b\ufeff\u00ad',
  '한글 파드 이름이 길다',
  `${'long-'.repeat(900)}end`,
  '',
];

const at = 0 as Nanos;

/** A curl of the lab's client to a pod on another node, through VXLAN: tunnels, many packets, a phase of each kind. */
export function curlRun(pod = 'curl-pod', path = '/', lang: Lang = 'en', lab: LabFile = week4): Exported {
  const renamed: LabFile = {
    ...withVariant(lab, { routing: 'vxlan' }),
    title: pod,
    pods: lab.pods.map((own) => (own.name === 'curl-pod' ? { ...own, name: pod } : own)),
  };
  const stimulus: Stimulus = {
    at,
    from: pod as NetnsName,
    kind: 'curl',
    target: { kind: 'address', address: ipv4('172.20.2.152') },
    port: 80,
    path,
    connectTimeout: 3,
    localPort: null,
    host: path,
    userAgent: 'curl/8.14.1',
    silent: false,
    discard: false,
  };
  return exportedOf(simulate(renamed, [stimulus]), lang);
}

/** A long run: so many echo requests to another node. */
export function pingRun(count: number): Exported {
  const stimulus = pingFrom('curl-pod', '172.20.2.152', { count });
  return exportedOf(simulate(withVariant(week4, { routing: 'vxlan' }), [stimulus]), 'en');
}

export function exportedOf(trace: Trace, lang: Lang): Exported {
  return {
    trace,
    lang,
    clip: wholeOf(trace),
    at: null,
    taps: [],
    about: { app: '0.0.0', scenario: 'other-subnet', params: { mode: 'vxlan' }, page: null, image: null },
  };
}
