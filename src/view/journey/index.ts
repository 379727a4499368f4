export { JourneyLine, type JourneyLineProps } from './JourneyLine.tsx';
export * from './layout.ts';
export * from './points.ts';
