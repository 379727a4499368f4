/**
 * What is being typed, kept in this browser until it is saved. Sealed with a key that the server gives only to the
 * signed-in owner: a stolen disk, or the next user of a shared computer, finds neither the words nor what they were
 * about (the names of the drafts are digests under the same key).
 */
export interface Kept<T> {
  value: T;
  at: Date;
}

/** A drawer of sealed values by name. In the browser it is IndexedDB; tests give a Map. */
export interface Drawer {
  get: (name: string) => Promise<Sealed | undefined>;
  put: (name: string, sealed: Sealed) => Promise<void>;
  remove: (name: string) => Promise<void>;
}
export interface Sealed {
  iv: Uint8Array;
  data: ArrayBuffer;
}

export interface Drafts {
  keep: (name: string, value: unknown, at?: Date) => Promise<void>;
  find: <T>(name: string) => Promise<Kept<T> | undefined>;
  discard: (name: string) => Promise<void>;
}

/** Drafts of one user. `key` is `me.draftKey`: 32 bytes as base64. */
export function openDrafts(key: string, drawer: Drawer): Drafts {
  const secret = Uint8Array.from(atob(key), (character) => character.charCodeAt(0));
  const sealing = crypto.subtle.importKey('raw', secret, 'AES-GCM', false, ['encrypt', 'decrypt']);
  const naming = crypto.subtle.importKey('raw', secret, { name: 'HMAC', hash: 'SHA-256' }, false, ['sign']);
  const bytes = (text: string) => new TextEncoder().encode(text);
  const nameOf = async (name: string): Promise<string> => {
    const digest = await crypto.subtle.sign('HMAC', await naming, bytes(`draft name ${name}`));
    return btoa(String.fromCharCode(...new Uint8Array(digest)));
  };
  /** The name is bound in: a draft moved to another name does not open. */
  const how = (iv: Uint8Array, name: string) => ({
    name: 'AES-GCM',
    iv: iv as Uint8Array<ArrayBuffer>,
    additionalData: bytes(name),
  });

  return {
    async keep(name, value, at = new Date()) {
      const iv = crypto.getRandomValues(new Uint8Array(12));
      const text = JSON.stringify({ value, at: at.toISOString() });
      const data = await crypto.subtle.encrypt(how(iv, name), await sealing, bytes(text));
      await drawer.put(await nameOf(name), { iv, data });
    },
    async find<T>(name: string) {
      const sealed = await drawer.get(await nameOf(name));
      if (!sealed) return undefined;
      try {
        const text = await crypto.subtle.decrypt(how(sealed.iv, name), await sealing, sealed.data);
        const { value, at } = JSON.parse(new TextDecoder().decode(text)) as { value: T; at: string };
        return { value, at: new Date(at) };
      } catch {
        // Sealed under a key that is gone (a password reset): nobody can open it, so nothing is lost by letting go.
        await drawer.remove(await nameOf(name));
        return undefined;
      }
    },
    async discard(name) {
      await drawer.remove(await nameOf(name));
    },
  };
}

/** The browser's drawer. A browser that keeps nothing (a private window) answers empty and keeps in memory. */
export function browserDrawer(name = 'banyan'): Drawer {
  const memory = new Map<string, Sealed>();
  const opened = new Promise<IDBDatabase | undefined>((resolve) => {
    try {
      const request = indexedDB.open(name, 1);
      request.onupgradeneeded = () => request.result.createObjectStore('drafts');
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => resolve(undefined);
    } catch {
      resolve(undefined);
    }
  });
  const inStore = async <T>(
    mode: IDBTransactionMode,
    work: (drafts: IDBObjectStore) => IDBRequest,
    otherwise: () => T,
  ): Promise<T> => {
    const database = await opened;
    if (!database) return otherwise();
    return new Promise((resolve, reject) => {
      const request = work(database.transaction('drafts', mode).objectStore('drafts'));
      request.onsuccess = () => resolve(request.result as T);
      request.onerror = () => reject(request.error);
    });
  };
  return {
    get: (key) =>
      inStore<Sealed | undefined>(
        'readonly',
        (drafts) => drafts.get(key),
        () => memory.get(key),
      ),
    async put(key, sealed) {
      await inStore<unknown>(
        'readwrite',
        (drafts) => drafts.put(sealed, key),
        () => memory.set(key, sealed),
      );
    },
    async remove(key) {
      await inStore<unknown>(
        'readwrite',
        (drafts) => drafts.delete(key),
        () => memory.delete(key),
      );
    },
  };
}
