export { journalKey, KeyRefusal, keyFiles, rootKey } from './kept-key.ts';
export { type Opener, openerBeside } from './opener.ts';
export { Argon2Passwords } from './passwords.ts';
export { NodeVault } from './vault.ts';
