export const en = 1;
export type Messages = typeof en;
