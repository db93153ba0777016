import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Whether there is a bash to ask. */
export const hasBash = spawnSync('bash', ['-c', 'echo $BASH_VERSION'], { encoding: 'utf8' }).status === 0;

/** Whether `awk` is the one that Ubuntu has: others answer differently where POSIX leaves it open. */
export const hasMawk =
  spawnSync('awk', ['-W', 'version'], { encoding: 'utf8' }).stdout?.startsWith('mawk 1.3.4') === true;

/** What a real bash and the real programs print for a line, in an empty folder that stands for /tmp and for the home. */
export function bashText(line: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'hopscope-bash-'));
  try {
    const { stdout } = spawnSync(
      'bash',
      ['--norc', '-c', `exec 2>&1; cd "$HOME"; ${line.replaceAll('/tmp', folder)}`],
      {
        encoding: 'utf8',
        env: { PATH: process.env['PATH'], HOME: folder, HOSTNAME: 'k8s-ctr', LC_ALL: 'C.UTF-8' },
      },
    );
    return stdout.replaceAll(folder, '/tmp').replace(/^bash: line \d+: /gm, 'bash: ');
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
