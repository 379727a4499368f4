export { Columns } from './Columns.tsx';
export { Figure, type FigureProps, Tile } from './Figure.tsx';
export * from './scale.ts';
