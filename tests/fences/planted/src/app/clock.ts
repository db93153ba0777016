// Allowed: the one clock, and wall time in app.
export const frame = () => requestAnimationFrame(() => {});
export const now = () => performance.now();
