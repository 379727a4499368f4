export { type Heard, Live, type LiveStream } from './live.ts';
