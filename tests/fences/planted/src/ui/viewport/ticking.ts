import { timer } from 'd3';
export const tick = timer;
