export { type Heard, Live, type LiveStream, type Word } from './live.ts';
