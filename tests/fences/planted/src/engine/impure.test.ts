// Tests may hold addresses and random numbers; they still owe a reason.
export const address = '192.0.2.1';
export const dice = Math.random();
// @ts-nocheck
