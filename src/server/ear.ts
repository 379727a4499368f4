/** For tests: what a desk hears at `GET /api/live`, word by word. */
export class Ear {
  readonly status: number;
  readonly headers: Headers;
  /** What was heard and nobody asked for yet; `end` when the stream was ended. */
  readonly #words: string[] = [];
  #heard = () => {};
  readonly #stop: AbortController;

  private constructor(answer: Response, stop: AbortController) {
    this.status = answer.status;
    this.headers = answer.headers;
    this.#stop = stop;
    if (answer.ok) void this.#read(answer).catch(() => this.#take('cut'));
  }

  /** Resolves when the server has answered: from then on it is heard. */
  static async open(origin: string, cookie: string, about?: string, headers: Record<string, string> = {}) {
    const stop = new AbortController();
    const query = about === undefined ? '' : `?about=${about}`;
    return new Ear(
      await fetch(`${origin}/api/live${query}`, { headers: { cookie, ...headers }, signal: stop.signal }),
      stop,
    );
  }

  async #read(answer: Response): Promise<void> {
    let text = '';
    for await (const chunk of answer.body!.pipeThrough(new TextDecoderStream())) {
      const lines = (text + chunk).split('\n\n');
      text = lines.pop()!;
      for (const line of lines) if (line.startsWith('data: ')) this.#take(line.slice(6));
    }
    this.#take('end');
  }

  #take(word: string): void {
    this.#words.push(word);
    this.#heard();
  }

  /** The next word, when it comes. */
  async next(): Promise<string> {
    while (this.#words.length === 0)
      await new Promise<void>((resolve) => {
        this.#heard = resolve;
      });
    return this.#words.shift()!;
  }

  close(): void {
    this.#stop.abort();
  }
}
