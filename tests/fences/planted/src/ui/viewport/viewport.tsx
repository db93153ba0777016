import { zoom } from 'd3';
export const viewport = zoom;
