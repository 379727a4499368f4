import { useRef, useState } from 'preact/hooks';
import { t } from '../words.ts';

/** Strokes of points (x, y, x, y, …) on a sheet of 1000 × 300: what the contract calls a signature. */
export type Strokes = number[][];

const sheet = { width: 1000, height: 300 };
/** What the contract takes. */
const most = { strokes: 60, numbers: 1000 };

const pathOf = (stroke: readonly number[]): string =>
  stroke.reduce((path, at, index) => path + (index === 0 ? 'M' : index === 2 ? 'L' : ' ') + at, '');

/** A signature as it was drawn: black on white whatever the theme. */
export function SignatureView({ strokes, label }: { strokes: Strokes; label: string }) {
  return (
    <svg class="signature" viewBox={`0 0 ${sheet.width} ${sheet.height}`} role="img" aria-label={label}>
      {strokes.map((stroke, index) => (
        <path key={index} d={pathOf(stroke)} />
      ))}
    </svg>
  );
}

/** A sheet to sign on with a finger, a pen or the mouse. Whoever cannot draw agrees in another way. */
export function SignaturePad({ value, onInput }: { value: Strokes; onInput: (strokes: Strokes) => void }) {
  const [drawing, setDrawing] = useState<number[]>();
  const drawn = useRef<number[]>(undefined);
  const put = (stroke: number[] | undefined): void => {
    drawn.current = stroke;
    setDrawing(stroke);
  };
  const at = ({ currentTarget, clientX, clientY }: PointerEvent): [number, number] => {
    const box = (currentTarget as Element).getBoundingClientRect();
    const within = (part: number, whole: number): number => Math.min(whole, Math.max(0, Math.round(part * whole)));
    return [
      within((clientX - box.left) / box.width, sheet.width),
      within((clientY - box.top) / box.height, sheet.height),
    ];
  };
  return (
    <div class="stack">
      <svg
        class="signature signing"
        viewBox={`0 0 ${sheet.width} ${sheet.height}`}
        role="img"
        aria-label={t('desk.consent.sign')}
        onPointerDown={(event) => {
          if (value.length >= most.strokes) return;
          event.currentTarget.setPointerCapture(event.pointerId);
          put(at(event));
        }}
        onPointerMove={(event) => {
          const stroke = drawn.current;
          if (stroke && stroke.length < most.numbers) put([...stroke, ...at(event)]);
        }}
        onPointerUp={() => {
          const stroke = drawn.current;
          put(undefined);
          if (stroke && stroke.length >= 4) onInput([...value, stroke]);
        }}
      >
        {[...value, ...(drawing ? [drawing] : [])].map((stroke, index) => (
          <path key={index} d={pathOf(stroke)} />
        ))}
      </svg>
      <p class="small soft">{t('desk.consent.sign')}</p>
      {value.length > 0 && (
        <button type="button" class="bare text small" onClick={() => onInput([])}>
          {t('desk.consent.signAgain')}
        </button>
      )}
    </div>
  );
}
