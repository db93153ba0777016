import { listAt, textAt, treeAt, type Json, type Tree } from '../../cluster/json.ts';
import type { Lines } from './describe-lines.ts';
import { jsonText } from './kind.ts';
import { rfc1123 } from './rfc1123.ts';

function portsText(ports: readonly Tree[], key: 'containerPort' | 'hostPort'): string {
  return ports
    .map((port) => {
      const name = textAt(port['name']);
      return `${jsonText(port[key] ?? 0)}/${jsonText(port['protocol'] ?? 'TCP')}${name === null ? '' : ` (${name})`}`;
    })
    .join(', ');
}

function portLine(title: string, text: string): string {
  return `    ${title}${text.includes(',') ? 's' : ''}:\t${text === '' ? '<none>' : text}`;
}

function words(title: string, value: Json | undefined): Lines {
  const list = listAt(value).map((each) => textAt(each) ?? '');
  return list.length === 0
    ? []
    : [`    ${title}:`, ...list.flatMap((each) => each.split('\n').map((line) => `      ${line}`))];
}

function resources(container: Tree): Lines {
  const all = treeAt(container['resources']);
  return (['limits', 'requests'] as const).flatMap((kind) => {
    const entries = Object.entries(treeAt(all[kind])).toSorted(([a], [b]) => (a < b ? -1 : 1));
    const title = kind === 'limits' ? 'Limits' : 'Requests';
    return entries.length === 0
      ? []
      : [`    ${title}:`, ...entries.map(([name, value]) => `      ${name}:\t${jsonText(value)}`)];
  });
}

function state(status: Tree, clock: (at: string) => string): Lines {
  const now = treeAt(status['state']);
  const running = now['running'];
  const waiting = treeAt(now['waiting']);
  const lines =
    running === undefined
      ? [
          '    State:\tWaiting',
          ...(waiting['reason'] === undefined ? [] : [`      Reason:\t${jsonText(waiting['reason'])}`]),
        ]
      : ['    State:\tRunning', `      Started:\t${clock(jsonText(treeAt(running)['startedAt']))}`];
  return [
    ...lines,
    `    Ready:\t${status['ready'] === true ? 'True' : 'False'}`,
    `    Restart Count:\t${jsonText(status['restartCount'])}`,
  ];
}

function environment(container: Tree): Lines {
  const env = listAt(container['env']).map(treeAt);
  if (env.length === 0) return ['    Environment:\t<none>'];
  return ['    Environment:', ...env.map((each) => `      ${jsonText(each['name'])}:\t${jsonText(each['value'])}`)];
}

function mounts(container: Tree): Lines {
  const all = listAt(container['volumeMounts']).map(treeAt);
  if (all.length === 0) return ['    Mounts:\t<none>'];
  const told = all.map(
    (each) =>
      `      ${jsonText(each['mountPath'])} from ${jsonText(each['name'])} (${each['readOnly'] === true ? 'ro' : 'rw'})`,
  );
  return ['    Mounts:', ...told];
}

/** Containers of a pod, or of a template when there are no statuses (pkg/describe describeContainers). */
export function containerLines(
  title: string,
  containers: Json | undefined,
  statuses: Json | undefined,
  offset: number,
): Lines {
  const known = new Map(listAt(statuses).map((each) => [textAt(treeAt(each)['name']), treeAt(each)]));
  const clock = (at: string): string => rfc1123(at, offset);
  const nested = statuses === undefined;
  const all = listAt(containers).map(treeAt);
  return [
    `${nested ? '  ' : ''}${title}:${all.length === 0 ? ' <none>' : ''}`,
    ...all.flatMap((container) => {
      const status = known.get(textAt(container['name']));
      const ports = listAt(container['ports']).map(treeAt);
      return [
        `  ${nested ? ' ' : ''}${jsonText(container['name'])}:`,
        ...(status === undefined ? [] : [`    Container ID:\t${jsonText(status['containerID'])}`]),
        `    Image:\t${jsonText(container['image'])}`,
        ...(status === undefined ? [] : [`    Image ID:\t${jsonText(status['imageID'])}`]),
        portLine('Port', portsText(ports, 'containerPort')),
        portLine('Host Port', portsText(ports, 'hostPort')),
        ...words('Command', container['command']),
        ...words('Args', container['args']),
        ...(status === undefined ? [] : state(status, clock)),
        ...resources(container),
        ...environment(container),
        ...mounts(container),
      ];
    }),
  ];
}

export function tolerationLines(title: string, tolerations: Json | undefined): readonly string[] {
  const all = listAt(tolerations)
    .map(treeAt)
    .toSorted((a, b) => (jsonText(a['key']) < jsonText(b['key']) ? -1 : 1))
    .map((each) => {
      const key = textAt(each['key']) ?? '';
      const effect = textAt(each['effect']) ?? '';
      const value = textAt(each['value']) ?? '';
      const exists =
        each['operator'] === 'Exists' && value === '' ? `${key === '' && effect === '' ? '' : ' '}op=Exists` : '';
      const seconds = each['tolerationSeconds'] === undefined ? '' : ` for ${jsonText(each['tolerationSeconds'])}s`;
      return `${key}${value === '' ? '' : `=${value}`}${effect === '' ? '' : `:${effect}`}${exists}${seconds}`;
    });
  if (all.length === 0) return [`${title}:\t<none>`];
  const indent = /^ */.exec(title)?.[0] ?? '';
  return all.map((text, i) => (i === 0 ? `${title}:\t${text}` : `${indent}\t${text}`));
}

export function volumeLines(volumes: Json | undefined, space: string): Lines {
  const all = listAt(volumes).map(treeAt);
  if (all.length === 0) return [`${space}Volumes:\t<none>`];
  return [
    `${space}Volumes:`,
    ...all.flatMap((volume) => {
      const projected = listAt(treeAt(volume['projected'])['sources']).map(treeAt);
      const head = `${space}  ${jsonText(volume['name'])}:`;
      if (projected.length === 0) {
        const kind = Object.keys(volume).find((key) => key !== 'name') ?? '';
        return [head, `    Type:\t${kind.charAt(0).toUpperCase()}${kind.slice(1)}`];
      }
      const seconds = projected.flatMap(
        (source) => treeAt(source['serviceAccountToken'])['expirationSeconds'] ?? [],
      )[0];
      return [
        head,
        '    Type:\tProjected (a volume that contains injected data from multiple sources)',
        `    TokenExpirationSeconds:\t${jsonText(seconds)}`,
        '    ConfigMapName:\tkube-root-ca.crt',
        '    Optional:\tfalse',
        '    DownwardAPI:\ttrue',
      ];
    }),
  ];
}
