import { a } from './ring-a.ts';
export type C = number;
export const c = a;
