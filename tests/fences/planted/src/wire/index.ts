export { star } from './star.ts';
