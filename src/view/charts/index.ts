export { Columns } from './Columns.tsx';
export { Figure, type FigureProps, Tile } from './Figure.tsx';
export { Measured, type MeasuredProps, type Reading } from './Measured.tsx';
export * from './scale.ts';
