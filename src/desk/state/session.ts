/** Who is signed in; and the two questions that may come up in the middle of work: sign in again, give the password. */
import type { CallOutput } from '../../core/contracts.ts';
import type { Grant } from '../../kernel/index.ts';
import { type Call, createClient, Refused, wait } from '../client.ts';
import { upload } from '../upload.ts';
import { speak } from '../words.ts';
import { heard, idleUntil } from './idle.ts';
import { reachable } from './saving.ts';
import { store } from './store.ts';

export type Me = CallOutput<'session.me'>['me'];

export interface Session {
  state: 'starting' | 'setup' | 'signedOut' | 'signedIn' | 'away';
  me?: Me;
  /** Whether this installation holds the fictional province. */
  demo?: boolean;
  /** A dialog that is open over the page; what was typed stays under it. */
  asking?: 'signIn' | 'password';
}

export const session = store<Session>({ state: 'starting' });

interface Waiting {
  resolve: () => void;
  reject: (reason: Refused) => void;
}
let waiting: Waiting[] = [];

/** Several calls may meet the same ended session; one dialog answers them all. */
function ask(asking: 'signIn' | 'password'): Promise<void> {
  return new Promise((resolve, reject) => {
    waiting.push({ resolve, reject });
    session.set((before) => ({ ...before, asking }));
  });
}

export const call: Call = createClient({
  fetch: (address, request, progress) => (progress ? upload(address, request, progress) : fetch(address, request)),
  wait,
  signInAgain: () =>
    session.get().state === 'signedIn' ? ask('signIn') : Promise.reject(new Refused('auth.required')),
  reauthenticate: () => ask('password'),
  reachable: (reached) => {
    if (reached) heard();
    reachable(reached);
  },
});

/** Makes the session go on, when somebody is at work or says so. */
export const stay = (): void => void call('session.me', {}, { quiet: true }).catch(() => undefined);

/** The dialog's answer: who signed in (or nothing new for a mere password), or that it was given up. */
export function answered(outcome: { me?: Me } | 'givenUp'): void {
  const asked = waiting;
  waiting = [];
  const { asking, ...rest } = session.get();
  if (outcome === 'givenUp') {
    session.set(rest);
    for (const { reject } of asked)
      reject(new Refused(asking === 'password' ? 'auth.reauthenticate' : 'auth.required'));
    return;
  }
  // Somebody else's hands: nothing of the first person's page may stay on the screen.
  if (outcome.me && rest.me && outcome.me.id !== rest.me.id) {
    location.assign('/desk/today');
    return;
  }
  session.set(outcome.me ? { ...rest, me: outcome.me } : rest);
  for (const { resolve } of asked) resolve();
}

/** Finds out who is there; the first call of the desk. */
export async function start(): Promise<void> {
  try {
    const { me } = await call('session.me', {}, { quiet: true });
    signedIn(me);
  } catch (error) {
    // A session whose account is locked is none: at the door its holder is told why.
    const outside = error instanceof Refused && (error.code === 'auth.required' || error.code === 'account.locked');
    if (!outside) {
      session.set({ state: 'away' });
      return;
    }
    try {
      const { open, demo } = await call('setup.state', {}, { quiet: true });
      session.set({ state: open ? 'setup' : 'signedOut', demo });
    } catch {
      session.set({ state: 'away' });
    }
  }
}

/** The language chosen at the door, before it was known who stands there. */
let chosenAtDoor: string | undefined;
export const chooseAtDoor = (language: string): void => {
  chosenAtDoor = language;
};

/** Somebody is there. The account's language is spoken from now on, unless another was chosen at the door. */
export function signedIn(me: Me): void {
  idleUntil(me.idleEndsAt);
  session.set({ state: 'signedIn', me });
  const chosen = chosenAtDoor;
  chosenAtDoor = undefined;
  if (chosen === undefined || chosen === me.language) void speak(me.language).catch(() => undefined);
  else void call('me.setLanguage', { language: chosen }).catch(() => undefined);
}

/** After a change of one's own account (second factors, language). */
export async function refreshMe(): Promise<void> {
  const { me } = await call('session.me', {});
  session.set((before) => ({ ...before, me }));
}

/** Ends the session and forgets the page: a fresh start leaves nothing in memory. */
export async function signOut(everywhere = false): Promise<void> {
  await call('session.signOut', { everywhere }, { quiet: true }).catch(() => undefined);
  location.assign('/desk/');
}

/** Whether the signed-in role holds a grant. What is not granted is not offered; the server refuses it all the same. */
export const may = (grant: Grant): boolean => session.get().me?.role.grants.includes(grant) ?? false;
