/** Where the desk begins: words and session are fetched at the same time, then it is drawn. */
import { render } from 'preact';
import { wait } from './client.ts';
import { watchLive } from './live.ts';
import { followLinks } from './router.ts';
import { Desk } from './shell/desk.tsx';
import { watchIdle } from './state/idle.ts';
import { start, stay } from './state/session.ts';
import { followTheme, settings } from './state/settings.ts';
import { speak } from './words.ts';

const root = document.getElementById('desk')!;

followTheme();
followLinks();
watchIdle(stay);
watchLive();

const words = async (): Promise<void> => {
  for (;;) {
    try {
      return await speak(settings.get().language);
    } catch {
      // Not one word is there yet, so these stand here in every complete language.
      root.textContent = 'No connection · Pas de connexion · Mất kết nối · Tidak ada koneksi · ບໍ່ມີການເຊື່ອມຕໍ່';
      await wait(3000);
    }
  }
};

await Promise.all([words(), start()]);
root.textContent = '';
render(<Desk />, root);
