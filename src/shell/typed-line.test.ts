import { describe, expect, it } from 'vitest';
import { openLab } from '../engine/live.ts';
import { week4 } from '../lab/presets/week4.ts';
import type { Command } from './command.ts';
import { commonStart, complete } from './complete.ts';
import { explain } from './explain.ts';
import { openMachine } from './open-machine.ts';
import { COMMANDS } from './registry.ts';
import { commandAt } from './typed-words.ts';

const machine = openMachine(openLab(week4));
const host = machine.hosts.machine('k8s-ctr');
if (host === null) throw new Error('the lab has no k8s-ctr');
const shell = machine.shell(host, 'bash', 1, () => {});
shell.aliases.set('p', 'ping -c');

const tool: Command = {
  name: 'tool',
  topic: 'shell',
  on: ['control-plane'],
  about: { en: 'a tool', ko: '도구' },
  flags: {
    quiet: { names: ['-q', '--quiet'], about: { en: 'says little', ko: '조금만 말한다' } },
    count: { names: ['-n', '--count'], takes: 'N', about: { en: 'so often', ko: '이만큼' } },
  },
  complete: ({ part }) => ['pods', 'podz', 'services'].filter((word) => word.startsWith(part)),
  *run() {
    return 0;
  },
};
const commands = new Map([...COMMANDS, ['tool', tool]]);
const words = (text: string, caret = text.length) => complete({ machine, host, shell, commands, text, caret });

describe('the command at the caret', () => {
  it.each([
    ['ping -c 2', ['ping', '-c', '2'], 2],
    ['echo a | ping -c', ['ping', '-c'], 1],
    ['X=1 sudo ping ', ['ping'], 1],
    ['for i in 1; do ping', ['ping'], 0],
    ['echo $(ping -c', ['ping', '-c'], 1],
    ["sh -c 'while true; do ping -c", ['ping', '-c'], 1],
    ['kubectl exec -it p -- ping -c', ['ping', '-c'], 1],
    ['kubectl exec -it p', ['kubectl', 'exec', '-it', 'p'], 3],
    ['ping > /tmp/x -c', ['ping', '-c'], 1],
    ["echo 'a b' c", ['echo', 'a b', 'c'], 2],
  ])('%j', (text, argv, index) => {
    const found = commandAt(text, text.length);
    expect([found.words.map((word) => word.text), found.index]).toEqual([argv, index]);
  });
});

describe('completion', () => {
  it.each([
    ['hostn', ['hostname']],
    ['echo a | slee', ['sleep']],
    ['tool p', ['pods', 'podz']],
    ['tool --', ['--count', '--quiet']],
    ['tool -', ['--count', '--quiet', '-n', '-q']],
    ['cat /etc/hostn', ['/etc/hostname']],
    ['cat < /etc/hostn', ['/etc/hostname']],
    ['cat /e', ['/etc/']],
    ['echo $HOSTN', ['$HOSTNAME']],
    ['nothing-like-it', []],
    ["sh -c 'hostn", ['hostname']],
  ])('%j', (text, expected) => {
    expect(words(text).words).toEqual(expected);
  });

  it('looks at the word that the caret is in', () => {
    expect(words('hostn; echo', 5)).toMatchObject({ from: 0, part: 'hostn', words: ['hostname'] });
  });

  it('offers what is installed here only', () => {
    const worker = machine.hosts.machine('k8s-w1');
    if (worker === null) throw new Error('the lab has no k8s-w1');
    expect(complete({ machine, host: worker, shell, commands, text: 'too', caret: 3 }).words).toEqual([]);
  });

  it('knows what words have in common', () => {
    expect(commonStart(['pods', 'podz'])).toBe('pod');
    expect(commonStart([])).toBe('');
  });
});

describe('explanation', () => {
  const told = (text: string, caret = text.length) => {
    const found = explain(commands, shell, text, caret);
    return found === null ? null : [found.word, found.about.en];
  };
  it.each([
    ['tool', ['tool', 'a tool']],
    ['tool -q', ['-q', 'says little']],
    ['tool -qn 3', ['-qn', 'so often']],
    ['tool --count=3', ['--count', 'so often']],
    ['tool -qn', ['-qn', '-q says little; -n so often']],
    ['p', ['p', 'sends ICMP echo requests']],
    ['while', ['while', 'repeats as long as the command succeeds']],
    ['X=3', ['X', 'sets a variable']],
    ['echo $X', ['$X', 'is replaced by the value of the variable']],
    ['echo a |', ['|', 'passes the output on to the next command']],
    ['zzz', null],
  ])('%j', (text, expected) => {
    expect(told(text)).toEqual(expected);
  });

  it('explains the word that the caret is in', () => {
    expect(told('tool -q pods', 7)).toEqual(['-q', 'says little']);
  });
});
