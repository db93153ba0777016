// Third fence: what type-checks without a DOM and still gives another answer tomorrow.
export const a = Math.random();
export const b = Date.now();
export const c = new Date();
export const d = globalThis.Math['random']();
export const { random } = Math;
export const f = ['b', 'a'].sort((x, y) => x.localeCompare(y));
export const g = (1234).toLocaleString();
export const h = new Intl.NumberFormat('en');
export const i = async () => 1;
export const j: Promise<number> = Promise.resolve(1);
export const k = performance.now();
export const l = setTimeout(() => {}, 1);
export const m = '192.0.2.1';
// and a comment with 198.51.100.7 in it
export const n = {} as any;
// @ts-ignore
export const o: number = 'text';
// oxlint-disable-next-line no-console
export const p = 1;
// @ts-expect-error -- a reason is given, so this one passes
export const q: number = 'text';
// Not violations: a date with arguments, a key called like a timer, a method called now.
export const r = [new Date(0), { setTimeout: 1 }, { now: () => 0 }.now(), '1.2.3'];
// Nor is RFC 1812 section 4.3.2.5.
export const t = '0.0.0.0';
