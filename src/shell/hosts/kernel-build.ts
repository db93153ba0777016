import { ownOf } from '../../base/own.ts';
/** What `uname -v` says of kernels whose packages are known. */
const BUILDS: Readonly<Record<string, string>> = {
  '6.8.0-53-generic': '#55-Ubuntu SMP PREEMPT_DYNAMIC Fri Jan 17 15:37:52 UTC 2025',
};

/** The build of a kernel: recorded where it is known, else without number and date. */
export function kernelBuild(release: string): string {
  return ownOf(BUILDS, release) ?? '#1 SMP PREEMPT_DYNAMIC';
}
