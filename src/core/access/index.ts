import type { Operation } from '../ports.ts';
import * as account from './own-account.ts';
import * as passkeys from './passkeys.ts';
import * as setup from './setup.ts';
import * as signIn from './sign-in.ts';
import * as users from './users.ts';

export { announceUser, forgetSession, learnOrganisations, type Resolved, resolveSession } from './sessions.ts';

/** Signing in, one's own account, and the users of an organisation. */
export const accessOperations: Operation[] = [
  setup.setup,
  setup.setupState,
  signIn.signIn,
  signIn.me,
  signIn.signOut,
  signIn.reauthenticate,
  passkeys.passkeyOptions,
  passkeys.passkeySignIn,
  passkeys.beginPasskey,
  passkeys.addPasskey,
  passkeys.listPasskeys,
  passkeys.removePasskey,
  account.changePassword,
  account.setLanguage,
  account.beginTotp,
  account.confirmTotp,
  account.removeTotp,
  users.colleagues,
  users.listUsers,
  users.addUser,
  users.changeUser,
  users.resetUser,
  users.unlockUser,
  users.addTeam,
  users.addOrganisation,
] as Operation[];
