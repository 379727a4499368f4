export { Argon2Passwords } from './passwords.ts';
export { rootKey } from './root-key.ts';
export { NodeVault } from './vault.ts';
