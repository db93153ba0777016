/** Calls something every so many milliseconds, a number of times at most, until it is taken back. */
export function every(millis: number, times: number, run: () => void): () => void {
  let left = times;
  const timer = setInterval(() => {
    left -= 1;
    if (left <= 0) clearInterval(timer);
    run();
  }, millis);
  return () => clearInterval(timer);
}
