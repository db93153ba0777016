import type { Command, Context } from '../../command.ts';
import { parseFlags, type Parsed } from '../../flags.ts';
import { MACHINES } from '../../hosts/host.ts';
import { absolute } from '../../process/files.ts';
import { write } from '../../process/stream.ts';
import type { Task } from '../../process/task.ts';
import { hostWords } from '../host-words.ts';
import { type Program, runProgram } from '../program.ts';
import { numberOf, targetOf } from '../target.ts';
import { FLAGS } from './arguments.ts';
import { readUrl, type ReadUrl } from './url.ts';

type Flags = Parsed<typeof FLAGS>;
const ADVICE = "curl: try 'curl --help' or 'curl --manual' for more information\n";

/** curl 8.5.0 on Ubuntu 24.04, 8.14.1 in netshoot: the User-Agent tells. */
function* run(context: Context): Task {
  const { argv, io } = context;
  const answer = parseFlags(FLAGS, argv.slice(1));
  if (!answer.ok) {
    const { flag, kind } = answer.problem;
    const what = kind === 'needs-value' ? 'requires parameter' : 'is unknown';
    yield* write(io.stderr, `curl: option ${flag}: ${what}\n${ADVICE}`);
    return 2;
  }
  const flags = answer.parsed;
  if (flags.has('version')) {
    yield* write(io.stdout, `${userAgent(context).replace('/', ' ')} (x86_64-pc-linux-gnu)\n`);
    return 0;
  }
  if (flags.operands.length === 0) {
    yield* write(io.stderr, `curl: (2) no URL specified\n${ADVICE}`);
    return 2;
  }
  for (const key of ['connectTimeout', 'maxTime', 'retry', 'localPort'] as const) {
    const text = flags.value(key);
    if (text === null || numberOf(text) !== null) continue;
    yield* write(
      io.stderr,
      `curl: option ${FLAGS[key].names.at(-1)}: expected a proper numerical parameter\n${ADVICE}`,
    );
    return 2;
  }
  let code = 0;
  for (const url of flags.operands) code = yield* fetched(context, flags, url);
  return code;
}

function* fetched(context: Context, flags: Flags, typed: string): Task {
  const { host, io, shell } = context;
  const url = readUrl(typed);
  if (!url.ok) {
    if (!flags.has('silent') || flags.has('showError')) yield* write(io.stderr, `curl: (${url.code}) ${url.message}\n`);
    return url.code;
  }
  const file = flags.has('remoteName') ? (url.path.replace(/\?.*/, '').split('/').at(-1) ?? '') : flags.value('output');
  if (file === '') {
    yield* write(io.stderr, 'curl: (23) Remote file name has no length\n');
    return 23;
  }
  let kept = '';
  const code = yield* runProgram(context, programOf(context, flags, url, file), (text) => (kept += text));
  if (file === null || file === '/dev/null' || file === '-' || code !== 0) return code;
  const answer = host.files.write(absolute(file, shell.folder), kept);
  if (answer.ok) return 0;
  yield* write(io.stderr, `curl: (23) client returned ERROR on write, ${file}: ${answer.error}\n`);
  return 23;
}

function userAgent({ host }: Context): string {
  return host.kind === 'client' ? 'curl/8.14.1' : 'curl/8.5.0';
}

function programOf(context: Context, flags: Flags, url: Extract<ReadUrl, { ok: true }>, file: string | null): Program {
  const number = (key: keyof typeof FLAGS): number | null => (flags.has(key) ? numberOf(flags.value(key) ?? '') : null);
  const headers = flags.values('header');
  const named = headers.find((line) => /^host\s*:/i.test(line));
  const toFile = file !== null && file !== '-';
  return {
    kind: 'curl',
    target: targetOf(url.host),
    port: url.port,
    path: url.path,
    connectTimeout: number('connectTimeout'),
    localPort: number('localPort'),
    host: named === undefined ? null : named.replace(/^host\s*:\s*/i, ''),
    userAgent: flags.value('userAgent') ?? userAgent(context),
    silent: flags.has('silent'),
    discard: file === '/dev/null',
    verbose: flags.has('verbose'),
    head: flags.has('head'),
    include: flags.has('include'),
    showError: flags.has('showError'),
    fail: flags.has('fail'),
    output: toFile ? 'file' : 'stdout',
    meter: toFile || !context.io.stdout.tty,
    maxTime: number('maxTime'),
    writeOut: flags.value('writeOut'),
    headers: headers.filter((line) => line !== named),
    method: flags.value('method'),
    data: flags.has('data') ? flags.values('data').join('&') : null,
    interface: flags.value('interface'),
    ipv4: flags.has('ipv4'),
    retry: number('retry') ?? 0,
  };
}

export const curl: Command = {
  name: 'curl',
  topic: 'send',
  on: [...MACHINES, 'client'],
  about: { en: 'fetches over HTTP', ko: 'HTTP로 가져온다' },
  flags: FLAGS,
  run,
  complete: hostWords,
};
