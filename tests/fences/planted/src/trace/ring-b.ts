import type { C } from './ring-c.ts';
export const b: C = 1;
