export { Prose } from './Prose.tsx';
export { type Block, blocksOf, type Run } from './prose.ts';
