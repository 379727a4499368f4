import { randomUUID } from 'node:crypto';
import { connect, type Socket } from 'node:net';

/** A line to a server that stays open and carries one request after the other: HTTP/1.1, as little of it as both sides speak. */
export class Line {
  readonly #socket: Socket;
  readonly #head: string;
  #waiting: { resolve: (answer: Answer) => void; reject: (error: Error) => void } | undefined;
  #parts: Buffer[] = [];
  #missing = -1;
  #length = 0;

  private constructor(socket: Socket, cookie: string) {
    this.#socket = socket;
    this.#head = `host: 127.0.0.1\r\ncontent-type: application/json\r\nbanyan-desk: 1\r\ncookie: ${cookie}\r\n`;
    socket.setNoDelay(true);
    socket.on('data', (part) => this.#take(part));
    socket.on('close', () => this.#waiting?.reject(new Error('The server closed the line.')));
    socket.on('error', (error) => this.#waiting?.reject(error));
  }

  static open(port: number, cookie: string): Promise<Line> {
    return new Promise((resolve, reject) => {
      const socket = connect({ host: '127.0.0.1', port }, () => resolve(new Line(socket, cookie)));
      socket.once('error', reject);
    });
  }

  request({ path, call, body }: Request): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting = { resolve, reject };
      const length = Buffer.byteLength(body);
      this.#socket.write(
        `POST ${path} HTTP/1.1\r\n${this.#head}banyan-call: ${call}\r\ncontent-length: ${length}\r\n\r\n${body}`,
      );
    });
  }

  close(): void {
    this.#waiting = undefined;
    this.#socket.destroy();
  }

  #take(part: Buffer): void {
    this.#parts.push(part);
    if (this.#missing < 0) {
      const whole = this.#parts.length === 1 ? part : Buffer.concat(this.#parts);
      const end = whole.indexOf('\r\n\r\n');
      if (end < 0) return;
      const length = /\r\ncontent-length: *(\d+)/i.exec(whole.toString('latin1', 0, end + 2))?.[1];
      if (length === undefined) return void this.#waiting?.reject(new Error('An answer without its length.'));
      this.#parts = [whole];
      this.#length = Number(length);
      this.#missing = end + 4 + Number(length) - whole.length;
    } else this.#missing -= part.length;
    if (this.#missing > 0) return;
    const whole = this.#parts.length === 1 ? this.#parts[0]! : Buffer.concat(this.#parts);
    this.#parts = [];
    this.#missing = -1;
    const { resolve } = this.#waiting!;
    resolve({ status: Number(whole.toString('latin1', 9, 12)), bytes: this.#length, text: () => whole.toString() });
  }
}

export interface Request {
  path: string;
  call: string;
  body: string;
}
export interface Answer {
  status: number;
  /** Of the body. */
  bytes: number;
  text: () => string;
}

export interface Measured {
  /** Milliseconds of each request. */
  times: number[];
  /** Bytes of an answer's body. */
  bytes: number;
  seconds: number;
}

/** Milliseconds. */
const patience = 3_000;

/**
 * Every line sends as soon as it has its answer, for so many seconds, and longer until there are
 * so many requests, but no longer than `patience`. Fails on any answer but 200.
 */
export async function drive(
  lines: readonly Line[],
  next: (line: number) => Request,
  seconds: number,
  atLeast = 0,
): Promise<Measured> {
  const times: number[] = [];
  let bytes = 0;
  const start = performance.now();
  const until = start + seconds * 1000;
  await Promise.all(
    lines.map(async (line, index) => {
      for (let now = performance.now(); now < until || (times.length < atLeast && now < start + patience); ) {
        const request = next(index);
        const answer = await line.request(request);
        if (answer.status !== 200) throw new Error(`${request.path} answered ${answer.text()}`);
        const then = performance.now();
        times.push(then - now);
        bytes += answer.bytes;
        now = then;
      }
    }),
  );
  return { times, bytes: bytes / times.length, seconds: (performance.now() - start) / 1000 };
}

/** One export of the register as CSV, taken as fast as it comes. Seconds; bytes and rows without the head. */
export async function fetchExport(
  port: number,
  cookie: string,
): Promise<{ rows: number; bytes: number; seconds: number }> {
  const began = performance.now();
  const answer = await fetch(`http://127.0.0.1:${port}/api/case/export`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'banyan-desk': '1', 'banyan-call': randomUUID(), cookie },
    body: JSON.stringify({ format: 'csv', reason: 'How fast it is.' }),
  });
  if (answer.status !== 200 || !answer.body) throw new Error(`The export answered ${await answer.text()}`);
  let [rows, bytes] = [-1, 0];
  for await (const chunk of answer.body as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    for (let at = chunk.indexOf(10); at >= 0; at = chunk.indexOf(10, at + 1)) rows++;
  }
  return { rows, bytes, seconds: (performance.now() - began) / 1000 };
}
