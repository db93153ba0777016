import { expect, test } from 'vitest';
import { pathText } from '../../src/trace/path-text.ts';
import { traceText } from '../../src/trace/text.ts';
import { handTrace } from './hand-trace.ts';

test('the text form has one line per event', async () => {
  const trace = handTrace();
  const text = traceText(trace);
  expect(text.split('\n').filter((line) => /^ +\d+\.\d{9}  /.test(line))).toHaveLength(trace.events.length);
  expect(text).toContain('cil_from_container tcx/ingress (tail 7) -> bpf_redirect cilium_vxlan');
  expect(text).toContain('(from-endpoint 27143->16202 new) to-overlay 27143->16202 new');
  expect(text).toContain('+ct_any ICMP OUT');
  await expect(text).toMatchFileSnapshot('hand-trace.full.txt');
});

test('the path form has the hops of each packet', async () => {
  await expect(pathText(handTrace())).toMatchFileSnapshot('hand-trace.path.txt');
});
