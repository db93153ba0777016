// First fence: none of these exist in the core's language.
export const a = document.title;
export const b = setTimeout(() => {}, 0);
export const c = performance.now();
export const d = new TextEncoder();
export const e = crypto.randomUUID();
console.log('f');
requestAnimationFrame(() => {});
export const h = structuredClone({});
queueMicrotask(() => {});
export const j = process.env;
export const k = fetch('/');
export const l = new URL('a:b');
