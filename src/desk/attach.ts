/** Files on their way from this device: drawn anew where they are pictures, judged before anything leaves, then sent. */
import { type FieldType, kindOfFile, mostFileBytes } from '../kernel/form/index.ts';
import { type Attach, FileRefused } from '../view/form/index.ts';
import { Refused } from './client.ts';
import { call } from './state/session.ts';

/** Pixels of the longer side: what is printed on a page can be read. */
const longest = 1600;
const quality = 0.85;
/** A picture that this browser can open and the server need not know. */
const redrawn: readonly FieldType[] = ['photo', 'file'];

/** Sends the files of one form of one case. */
export const attachTo =
  (about: { caseId: string; form: string; version: number }): Attach =>
  async (file, { field, signal, progress }) => {
    const ready = redrawn.includes(field.type) && /^image\/(?!svg)/.test(file.type) ? await redraw(file) : file;
    if (ready.size > mostFileBytes) throw new FileRefused('large');
    const head = new Uint8Array(await ready.slice(0, 16).arrayBuffer());
    if (!kindOfFile(head, field.type)) throw new FileRefused('type');
    try {
      const input = { ...about, field: field.name, name: tidy(ready.name), bytes: await base64Of(ready) };
      const { id, name, size } = await call('attachment.add', input, { signal, progress });
      return { id, name, size };
    } catch (error) {
      throw new FileRefused(reasonOf(error));
    }
  };

function reasonOf(error: unknown): FileRefused['reason'] {
  switch (error instanceof Refused ? error.code : undefined) {
    case 'input.fileType':
      return 'type';
    case 'input.tooLarge':
      return 'large';
    case 'network.away':
    case 'database.away':
      return 'away';
    case 'record.absent':
      return 'absent';
    default:
      return 'failed';
  }
}

/**
 * A picture drawn anew, upright and small: what the camera wrote into the file (place, time, device, a thumbnail of what
 * was cut away) stays on the phone.
 *
 * @throws FileRefused `type` for what this browser cannot draw.
 */
async function redraw(file: File): Promise<File> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' }).catch(() => undefined);
  if (!picture) throw new FileRefused('type');
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(picture.width * scale));
  canvas.height = Math.max(1, Math.round(picture.height * scale));
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  // Drawings and screens keep their edges; photographs become small.
  const type = file.type === 'image/png' ? 'image/png' : 'image/jpeg';
  const blob = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, type, quality));
  if (!blob) throw new FileRefused('type');
  return new File([blob], file.name, { type });
}

/** What no text may hold is taken out here; the rest of the name is the server's to judge. */
const tidy = (name: string): string => name.replace(/[\p{Cc}\p{Cs}]/gu, '').slice(-200) || 'file';

function base64Of(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(new FileRefused('failed'));
    reader.readAsDataURL(file);
  });
}
