export { journalKey, KeyRefusal, keyFiles, rootKey } from './kept-key.ts';
export { Argon2Passwords } from './passwords.ts';
export { NodeVault } from './vault.ts';
