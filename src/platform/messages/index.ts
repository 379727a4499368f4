export { FileGateway } from './file.ts';
export { HttpGateway, type HttpOptions } from './http.ts';
export type { InboundOptions } from './inbound.ts';
