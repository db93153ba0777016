import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { CASES } from './language-cases.ts';
import { typed } from './still-lab.ts';

const bash = spawnSync('bash', ['-c', 'echo $BASH_VERSION'], { encoding: 'utf8' });
const there = bash.status === 0;

/** The judge: a real bash, in an empty folder that stands for /tmp. */
function bashText(line: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-bash-'));
  try {
    const text = line.replaceAll('/tmp', folder);
    const { stdout } = spawnSync('bash', ['--norc', '-c', `exec 2>&1; cd "$HOME"; ${text}`], {
      encoding: 'utf8',
      env: { PATH: process.env['PATH'], HOME: folder, HOSTNAME: 'k8s-ctr', LC_ALL: 'C.UTF-8' },
    });
    return stdout.replaceAll(folder, '/tmp').replace(/^bash: line \d+: /gm, 'bash: ');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

describe.skipIf(!there)(
  there ? 'a real bash answers the same' : 'a real bash answers the same (no bash on this machine)',
  () => {
    it.each(CASES.filter(({ judge }) => judge === 'bash'))('$line', ({ line }) => {
      expect(typed([line]).text.replaceAll('/root', '/tmp')).toBe(bashText(line));
    });
  },
);
