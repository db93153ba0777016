// First fence: the strict options.
export enum Mode { Native }
export class Point { constructor(public x: number) {} }
export const first: number = [1, 2, 3][0];
export const given: { a?: number } = { a: undefined };
export function unused(left: number): number { return 1; }
