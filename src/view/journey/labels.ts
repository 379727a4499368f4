/** Where the labels of a journey line may stand: beside their dot, on no other label and on no line between places. */

export type Side = 'above' | 'below';
export type Align = 'middle' | 'start' | 'end';

/** A stretch of a row that is taken, in pixels across. */
interface Taken {
  row: number;
  side: Side;
  /** 0 stands next to the line, 1 beyond it. */
  lane: number;
  from: number;
  to: number;
}

export interface Wanted {
  row: number;
  x: number;
  width: number;
}
export interface Placed {
  side: Side;
  lane: number;
  align: Align;
  /** Left and right end of the label. */
  from: number;
  to: number;
}

export const lanes = 2;
const gap = 8;
/** How far a label that starts or ends at its dot reaches past it. */
const overhang = 7;

/** Keeps the taken stretches and finds room. Rows are filled in the order of asking: ask for what matters first. */
export class Room {
  private readonly taken: Taken[] = [];
  private readonly least: number;
  private readonly most: number;

  /** Labels stay between `least` and `most` pixels across. */
  constructor(least: number, most: number) {
    this.least = least;
    this.most = most;
  }

  /** Takes a stretch of every lane of one side: a way leaves or reaches the row there. */
  block(row: number, side: Side, from: number, to: number): void {
    for (let lane = 0; lane < lanes; lane++) this.taken.push({ row, side, lane, from, to });
  }

  /** Room for one label, or undefined when there is none; what is answered is taken. */
  place({ row, x, width }: Wanted): Placed | undefined {
    for (const lane of [0, 1]) {
      for (const align of ['middle', 'start', 'end'] as const) {
        for (const side of ['above', 'below'] as const) {
          const [from, to] = this.span(x, width, align);
          if (from < this.least || to > this.most) continue;
          if (!this.free(row, side, lane, from - gap, to + gap)) continue;
          // A label beyond the first lane is tied to its dot by a leader, which needs the way to it.
          if (lane > 0 && !this.free(row, side, 0, x - 3, x + 3)) continue;
          this.taken.push({ row, side, lane, from, to });
          if (lane > 0) this.taken.push({ row, side, lane: 0, from: x - 3, to: x + 3 });
          return { side, lane, align, from, to };
        }
      }
    }
    return undefined;
  }

  private span(x: number, width: number, align: Align): [number, number] {
    if (align === 'start') return [x - overhang, x - overhang + width];
    if (align === 'end') return [x + overhang - width, x + overhang];
    // In the middle, pushed in from the edges of the picture as far as its dot allows.
    const from = Math.min(Math.max(x - width / 2, this.least), Math.max(this.most - width, this.least));
    return Math.abs(from + width / 2 - x) <= width / 2 ? [from, from + width] : [x - width / 2, x + width / 2];
  }

  private free(row: number, side: Side, lane: number, from: number, to: number): boolean {
    return !this.taken.some(
      (one) => one.row === row && one.side === side && one.lane === lane && one.from < to && one.to > from,
    );
  }
}
