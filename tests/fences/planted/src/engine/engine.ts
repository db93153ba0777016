export type Engine = number;
export const engine = 1;
export const again = 2;
