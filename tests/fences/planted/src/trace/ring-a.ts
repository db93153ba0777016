import { b } from './ring-b.ts';
export const a = b;
