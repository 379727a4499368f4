import * as z from 'zod/mini';
import { contract } from '../../kernel/index.ts';
import { Code, Id, Line, Timestamp, Words } from '../shapes.ts';

const Login = z.string().check(z.trim(), z.minLength(1), z.maxLength(200));
const Password = z.string().check(z.minLength(1), z.maxLength(500));
const Otp = z.string().check(z.trim(), z.maxLength(12));

const Me = z.object({
  id: Id,
  name: z.string(),
  login: z.string(),
  language: z.string(),
  organisation: z.object({ id: Id, name: z.string() }),
  teams: z.array(z.object({ id: Id, name: z.string() })),
  role: z.object({
    code: Code,
    label: Words,
    grants: z.array(z.string()),
    scope: z.string(),
    programmes: z.array(z.string()),
    read: z.array(z.string()),
    write: z.array(z.string()),
  }),
  /** Somebody else gave the password and knows it: the desk asks for another one before anything else. */
  passwordGiven: z.boolean(),
  totp: z.boolean(),
  passkeys: z.int(),
  /** Seals drafts in this browser; held by the server so that a drawer of drafts opens only to its owner. Base64, 32 bytes. */
  draftKey: z.string(),
  sessionEndsAt: Timestamp,
  /** The session ends by itself at this time unless something is done. */
  idleEndsAt: Timestamp,
});

export const setup = contract({
  name: 'setup.begin',
  summary: 'Create the first administrator with the one-time code printed on the console',
  grant: 'public',
  kind: 'write',
  unkept: true,
  input: z.object({
    code: z.string().check(z.maxLength(40)),
    organisation: Line,
    name: Line,
    login: Login,
    password: Password,
  }),
  output: z.object({ login: z.string() }),
});

export const setupState = contract({
  name: 'setup.state',
  summary: 'Whether the first administrator is still to be created',
  grant: 'public',
  kind: 'read',
  input: z.object({}),
  output: z.object({ open: z.boolean(), demo: z.boolean() }),
});

export const signIn = contract({
  name: 'session.signIn',
  summary: 'Sign in with a password, and a one-time code where one is set up',
  grant: 'public',
  kind: 'write',
  unkept: true,
  input: z.object({ login: Login, password: Password, otp: z.optional(Otp) }),
  output: z.object({ me: Me }),
});

export const passkeyOptions = contract({
  name: 'session.passkeyOptions',
  summary: 'A challenge for signing in with a passkey',
  grant: 'public',
  kind: 'read',
  input: z.object({}),
  output: z.object({ challengeId: Id, options: z.json() }),
});

export const passkeySignIn = contract({
  name: 'session.passkeySignIn',
  summary: 'Sign in with a passkey',
  grant: 'public',
  kind: 'write',
  unkept: true,
  input: z.object({ challengeId: Id, response: z.json() }),
  output: z.object({ me: Me }),
});

export const me = contract({
  name: 'session.me',
  summary: 'Who is signed in and what the role allows',
  grant: 'signedIn',
  kind: 'read',
  input: z.object({}),
  output: z.object({ me: Me }),
});

export const signOut = contract({
  name: 'session.signOut',
  summary: 'End this session, or all of this user',
  grant: 'signedIn',
  kind: 'write',
  input: z.object({ everywhere: z.optional(z.boolean()) }),
  output: z.object({}),
});

export const reauthenticate = contract({
  name: 'session.reauthenticate',
  summary: 'Give the password again before something grave',
  grant: 'signedIn',
  kind: 'write',
  unkept: true,
  input: z.object({ password: Password, otp: z.optional(Otp) }),
  output: z.object({}),
});

export const changePassword = contract({
  name: 'me.changePassword',
  summary: 'Change one’s own password; every other session ends',
  grant: 'signedIn',
  kind: 'write',
  unkept: true,
  input: z.object({ current: Password, next: Password }),
  output: z.object({}),
});

export const setLanguage = contract({
  name: 'me.setLanguage',
  summary: 'The language of the desk',
  grant: 'signedIn',
  kind: 'write',
  input: z.object({ language: Code }),
  output: z.object({}),
});

export const beginTotp = contract({
  name: 'me.beginTotp',
  summary: 'A secret for an authenticator application, in force once confirmed',
  grant: 'signedIn',
  kind: 'write',
  unkept: true,
  fresh: true,
  input: z.object({}),
  output: z.object({ uri: z.string(), secret: z.string() }),
});

export const confirmTotp = contract({
  name: 'me.confirmTotp',
  summary: 'Confirm the authenticator with one of its codes',
  grant: 'signedIn',
  kind: 'write',
  unkept: true,
  input: z.object({ otp: Otp }),
  output: z.object({}),
});

export const removeTotp = contract({
  name: 'me.removeTotp',
  summary: 'Stop using the authenticator',
  grant: 'signedIn',
  kind: 'write',
  fresh: true,
  input: z.object({}),
  output: z.object({}),
});

export const beginPasskey = contract({
  name: 'me.beginPasskey',
  summary: 'Options for making a passkey',
  grant: 'signedIn',
  kind: 'write',
  unkept: true,
  fresh: true,
  input: z.object({}),
  output: z.object({ challengeId: Id, options: z.json() }),
});

export const addPasskey = contract({
  name: 'me.addPasskey',
  summary: 'Keep a passkey for signing in',
  grant: 'signedIn',
  kind: 'write',
  unkept: true,
  input: z.object({ challengeId: Id, name: Line, response: z.json() }),
  output: z.object({ id: Id }),
});

export const listPasskeys = contract({
  name: 'me.passkeys',
  summary: 'One’s own passkeys',
  grant: 'signedIn',
  kind: 'read',
  input: z.object({}),
  output: z.object({
    passkeys: z.array(z.object({ id: Id, name: z.string(), addedAt: Timestamp, usedAt: z.optional(Timestamp) })),
  }),
});

export const removePasskey = contract({
  name: 'me.removePasskey',
  summary: 'Stop accepting one of one’s own passkeys',
  grant: 'signedIn',
  kind: 'write',
  fresh: true,
  input: z.object({ id: Id }),
  output: z.object({}),
});

export const colleagues = contract({
  name: 'user.colleagues',
  summary: 'Colleagues, teams and organisations to whom something can be given',
  grant: 'signedIn',
  kind: 'read',
  input: z.object({}),
  output: z.object({
    users: z.array(z.object({ id: Id, name: z.string(), teamIds: z.array(Id) })),
    teams: z.array(z.object({ id: Id, name: z.string() })),
    organisations: z.array(z.object({ id: Id, name: z.string() })),
  }),
});

const User = z.object({
  id: Id,
  name: z.string(),
  login: z.string(),
  role: Code,
  teamIds: z.array(Id),
  active: z.boolean(),
  totp: z.boolean(),
  passkeys: z.int(),
  /** By a glass that nobody judged in time, or that was broken without cause. */
  locked: z.boolean(),
  lastSeenAt: z.optional(Timestamp),
});

export const listUsers = contract({
  name: 'user.list',
  summary: 'The users of one’s organisation',
  grant: 'user.manage',
  kind: 'read',
  input: z.object({}),
  output: z.object({ users: z.array(User) }),
});

export const addUser = contract({
  name: 'user.add',
  summary: 'Add a user; the password is given once and is to be changed',
  grant: 'user.manage',
  kind: 'write',
  unkept: true,
  fresh: true,
  input: z.object({ name: Line, login: Login, role: Code, teamIds: z.array(Id), language: z.optional(Code) }),
  output: z.object({ id: Id, password: z.string() }),
});

export const changeUser = contract({
  name: 'user.change',
  summary: 'Change a user’s role, teams, name, or whether the account is active; sessions end when rights shrink',
  grant: 'user.manage',
  kind: 'write',
  fresh: true,
  input: z.object({
    id: Id,
    name: z.optional(Line),
    role: z.optional(Code),
    teamIds: z.optional(z.array(Id)),
    active: z.optional(z.boolean()),
  }),
  output: z.object({}),
});

export const resetUser = contract({
  name: 'user.reset',
  summary: 'Give a user a new password to be changed; second factors are removed and sessions end',
  grant: 'user.manage',
  kind: 'write',
  unkept: true,
  fresh: true,
  input: z.object({ id: Id }),
  output: z.object({ password: z.string() }),
});

export const unlockUser = contract({
  name: 'user.unlock',
  summary: 'Let a user in again whose account was locked for seeing a case without cause',
  grant: 'user.manage',
  kind: 'write',
  fresh: true,
  input: z.object({ id: Id }),
  output: z.object({}),
});

export const addTeam = contract({
  name: 'team.add',
  summary: 'Add a team (a centre) to one’s organisation',
  grant: 'user.manage',
  kind: 'write',
  input: z.object({ name: Line, place: z.optional(Code) }),
  output: z.object({ id: Id }),
});

export const addOrganisation = contract({
  name: 'organisation.add',
  summary:
    'Add an organisation that works in this installation, with its first administrator; the password is given once',
  grant: 'user.manage',
  kind: 'write',
  unkept: true,
  fresh: true,
  input: z.object({
    name: Line,
    kind: Code,
    administrator: z.object({ name: Line, login: Login, language: z.optional(Code) }),
  }),
  output: z.object({ id: Id, password: z.string() }),
});

export const accessContracts = {
  setup,
  setupState,
  signIn,
  passkeyOptions,
  passkeySignIn,
  me,
  signOut,
  reauthenticate,
  changePassword,
  setLanguage,
  beginTotp,
  confirmTotp,
  removeTotp,
  beginPasskey,
  addPasskey,
  listPasskeys,
  removePasskey,
  colleagues,
  listUsers,
  addUser,
  changeUser,
  resetUser,
  unlockUser,
  addTeam,
  addOrganisation,
};
