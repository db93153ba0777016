// Makes the fixtures of this folder from a folder of recorded cases: node tests/oracle/import-recordings.mjs DIR
// One row per line, summaries written once and referred to by number, so that a changed recording shows as a small diff.
import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = process.argv[2];
if (source === undefined) throw new Error('usage: node tests/oracle/import-recordings.mjs DIR');
const target = fileURLToPath(new URL('fixtures/cases/', import.meta.url));
mkdirSync(target, { recursive: true });

for (const name of readdirSync(source).sort()) {
  const recorded = JSON.parse(readFileSync(join(source, name, 'expect.json'), 'utf8'));
  writeFileSync(join(target, `${name}.json`), format(compact(recorded)));
}

function compact(recorded) {
  const packets = [];
  const number = new Map();
  const packet = (text) => {
    if (!number.has(text)) {
      number.set(text, packets.length);
      packets.push(text);
    }
    return number.get(text);
  };
  // With NIC offload on, sizes and checksums are the card's doing: nothing to hold a model of the datapath to.
  const offload = recorded.build.offload === '1';
  const captures = [];
  const varies = [];
  for (const [cap, { reproducible, frames }] of Object.entries(recorded.captures)) {
    if (reproducible !== 'strict' || offload) varies.push(cap);
    else
      captures.push([
        cap,
        frames.map(([step, dev, dir, length, ttl, text, outer]) => [
          step,
          dev,
          dir,
          length,
          ttl,
          packet(text),
          ...(outer === undefined ? [] : [outer]),
        ]),
      ]);
  }
  return {
    case: recorded.case,
    title: recorded.title,
    truth: recorded.truth,
    notes: recorded.notes,
    build: recorded.build,
    prep: recorded.prep,
    steps: recorded.steps.map(({ id, on, cmd, exit, stdout, stderr }) => ({ id, on, cmd, exit, stdout, stderr })),
    asserts: recorded.asserts.map(({ holds, ...assertion }) => {
      if (holds !== true) throw new Error(`${recorded.case}: an assertion did not hold when it was recorded`);
      return assertion;
    }),
    silent: recorded.silent,
    varies,
    paths: recorded.paths_are_stable && !offload ? recorded.paths.map((p) => [p.step, packet(p.packet), p.path]) : null,
    order:
      recorded.order_is_stable && !offload
        ? recorded.order.map(([step, at, dir, text]) => [step, at, dir, packet(text)])
        : null,
    captures,
    packets,
  };
}

function format(fixture) {
  const lines = Object.entries(fixture).map(([key, value]) => {
    if (key === 'captures') {
      const caps = value.map(
        ([cap, frames]) =>
          `  ${JSON.stringify(cap)}: [\n${frames.map((f) => `   ${JSON.stringify(f)}`).join(',\n')}\n  ]`,
      );
      return ` "captures": {\n${caps.join(',\n')}\n }`;
    }
    if (Array.isArray(value) && value.length > 0 && !['silent', 'varies'].includes(key)) {
      return ` ${JSON.stringify(key)}: [\n${value.map((row) => `  ${JSON.stringify(row)}`).join(',\n')}\n ]`;
    }
    return ` ${JSON.stringify(key)}: ${JSON.stringify(value)}`;
  });
  return `{\n${lines.join(',\n')}\n}\n`;
}
