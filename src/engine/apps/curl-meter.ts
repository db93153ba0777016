/** What the progress meter tells. Times in microseconds, sizes in bytes. */
export interface Progress {
  readonly received: number;
  /** By the Content-Length; null as long as it is not known. */
  readonly expected: number | null;
  readonly uploaded: number;
  readonly uploadSize: number;
  readonly spent: number;
}

export const METER_HEAD =
  '  % Total    % Received % Xferd  Average Speed   Time    Time     Time  Current\n' +
  '                                 Dload  Upload   Total   Spent    Left  Speed\n';

export const NOTHING_YET: Progress = { received: 0, expected: null, uploaded: 0, uploadSize: 0, spent: 0 };

/**
 * One state of the meter, which overwrites the one before (lib/progress.c progress_meter). What curl prints each second
 * in between is left out: of all of them the last is seen.
 */
export function meterLine(progress: Progress): string {
  const { received, expected, uploaded, uploadSize, spent } = progress;
  const down = speed(received, spent);
  const up = speed(uploaded, spent);
  const downSeconds = expected !== null && down > 0 ? Math.trunc(expected / down) : 0;
  const upSeconds = uploadSize > 0 && up > 0 ? Math.trunc(uploadSize / up) : 0;
  const total = Math.max(downSeconds, upSeconds);
  const seconds = Math.trunc(spent / 1e6);
  const size = (expected ?? received) + uploadSize;
  const current = spent === 0 ? 0 : Math.trunc(((received + uploaded) * 1000) / Math.max(1, Math.trunc(spent / 1000)));
  const percents = [
    percent(size, received + uploaded),
    expected !== null && down > 0 ? percent(expected, received) : 0,
    uploadSize > 0 && up > 0 ? percent(uploadSize, uploaded) : 0,
  ];
  const [all = '', got = '', sent = ''] = percents.map((n) => `${n}`.padStart(3));
  const amounts = `${all} ${five(size)}  ${got} ${five(received)}  ${sent} ${five(uploaded)}`;
  const times = `${clock(total)} ${clock(seconds)} ${clock(total > 0 ? total - seconds : 0)}`;
  return `\r${amounts}  ${five(down)}  ${five(up)} ${times} ${five(current)}`;
}

function speed(bytes: number, micros: number): number {
  return Math.trunc((bytes * 1e6) / Math.max(1, micros));
}

function percent(total: number, part: number): number {
  if (total > 10_000) return Math.trunc(part / Math.trunc(total / 100));
  return total > 0 ? Math.trunc((part * 100) / total) : 0;
}

/** Five columns at most (max5data), up to what a lab may ask for. */
function five(bytes: number): string {
  if (bytes < 100_000) return `${bytes}`.padStart(5);
  if (bytes < 10_000 * 1024) return `${Math.trunc(bytes / 1024)}`.padStart(4) + 'k';
  const mega = 1024 * 1024;
  if (bytes < 100 * mega) {
    const tenths = Math.trunc((bytes % mega) / Math.trunc(mega / 10));
    return `${`${Math.trunc(bytes / mega)}`.padStart(2)}.${tenths}M`;
  }
  return `${Math.trunc(bytes / mega)}`.padStart(4) + 'M';
}

function clock(seconds: number): string {
  if (seconds <= 0) return '--:--:--';
  const two = (n: number): string => `${n}`.padStart(2, '0');
  return `${`${Math.trunc(seconds / 3600)}`.padStart(2)}:${two(Math.trunc(seconds / 60) % 60)}:${two(seconds % 60)}`;
}
