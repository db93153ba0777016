/** By name what `-w` can ask for; times in microseconds. */
export interface Transfer {
  readonly texts: ReadonlyMap<string, string>;
  readonly micros: ReadonlyMap<string, number>;
  readonly exitCode: number;
}

export interface Written {
  readonly stream: 'stdout' | 'stderr';
  readonly text: string;
}

const ESCAPES: ReadonlyMap<string, string> = new Map([
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/** What `-w FORMAT` prints, in order (curl's src/tool_writeout.c ourWriteOut). A name that is unknown is told on stderr. */
export function writeOut(format: string, transfer: Transfer): readonly Written[] {
  const out: Written[] = [];
  let stream: Written['stream'] = 'stdout';
  const put = (text: string): void => void out.push({ stream, text });
  for (let at = 0; at < format.length;) {
    const rest = format.slice(at);
    const variable = /^%\{([^}]*)\}/.exec(rest);
    if (variable) {
      const name = variable[1] ?? '';
      if (name === 'onerror' && transfer.exitCode === 0) break;
      if (name === 'stdout' || name === 'stderr') stream = name;
      const value = valueOf(name, transfer);
      if (value === null) out.push({ stream: 'stderr', text: `curl: unknown --write-out variable: '${name}'\n` });
      else put(value);
      at += variable[0].length;
    } else if (rest.startsWith('%%')) {
      put('%');
      at += 2;
    } else if (rest.startsWith('\\') && rest.length > 1) {
      put(ESCAPES.get(rest.charAt(1)) ?? rest.slice(0, 2));
      at += 2;
    } else {
      put(rest.charAt(0));
      at += 1;
    }
  }
  return joined(out);
}

function valueOf(name: string, { texts, micros }: Transfer): string | null {
  if (name === 'onerror' || name === 'stdout' || name === 'stderr') return '';
  const time = micros.get(name);
  if (time === undefined) return texts.get(name) ?? null;
  return `${Math.trunc(time / 1e6)}.${`${time % 1e6}`.padStart(6, '0')}`;
}

function joined(parts: readonly Written[]): readonly Written[] {
  const out: Written[] = [];
  for (const part of parts) {
    const last = out.at(-1);
    if (last?.stream === part.stream) out[out.length - 1] = { stream: last.stream, text: last.text + part.text };
    else out.push(part);
  }
  return out.filter(({ text }) => text !== '');
}
