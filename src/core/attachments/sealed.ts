import type { SubjectKey, Vault } from '../ports.ts';

/** What is told of a file before it is opened; sealed as the file is, for its name may be somebody's. */
export interface About {
  name: string;
  /** Media type, by the content. */
  type: string;
  extension: string;
  /** Bytes. */
  size: number;
}

const aboutPlace = (id: string): string => `attachment.about:${id}`;
const bodyPlace = (id: string): string => `attachment.body:${id}`;

export const sealFile = (vault: Vault, key: SubjectKey, id: string, about: About, bytes: Uint8Array) => ({
  about: vault.seal(key, aboutPlace(id), about),
  body: vault.sealBytes(key, bodyPlace(id), bytes),
});

export const openAbout = (vault: Vault, key: SubjectKey, id: string, sealed: Uint8Array): About =>
  vault.unseal<About>(key, aboutPlace(id), sealed);

export const openBody = (vault: Vault, key: SubjectKey, id: string, sealed: Uint8Array): Buffer =>
  vault.unsealBytes(key, bodyPlace(id), sealed);
