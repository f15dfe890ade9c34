/** The longest line in bytes: the size of a request that sets up one trunk. Longer ones would delay other requests. */
export const longestLine = 64 * 1024;

/** A file as it arrives, in pieces of any size. */
export type Pieces = AsyncIterable<Buffer> | Iterable<Buffer>;

const lineBreak = 0x0a;

/** A window that moves over a file. It holds little more than the longest line. */
export class FileWindow {
  readonly #pieces: AsyncIterator<Buffer> | Iterator<Buffer>;
  #held: Buffer = Buffer.alloc(0);
  #ended = false;

  constructor(pieces: Pieces) {
    this.#pieces =
      Symbol.asyncIterator in pieces ? pieces[Symbol.asyncIterator]() : pieces[Symbol.iterator]();
  }

  /** Returns the next bytes without moving: at most `most`, and fewer only at the end of the file. */
  async show(most: number): Promise<{ readonly bytes: Buffer; readonly isLast: boolean }> {
    while (this.#held.length <= most && !this.#ended) await this.#receive();
    return { bytes: this.#held.subarray(0, most), isLast: this.#held.length <= most };
  }

  /** Moves behind bytes that were shown. */
  skip(bytes: number): void {
    this.#held = this.#held.subarray(bytes);
  }

  /** Moves behind the next line. @returns the line without its line break; null at the end of the file. */
  async nextLine(): Promise<Buffer | 'too long' | null> {
    let isTooLong = false;
    for (let searched = 0; ; ) {
      const end = this.#held.indexOf(lineBreak, searched);
      if (end !== -1 || this.#ended) {
        const line = end === -1 ? this.#held : this.#held.subarray(0, end);
        const isNone = end === -1 && line.length === 0 && !isTooLong;
        this.skip(end === -1 ? line.length : end + 1);
        if (isNone) return null;
        return isTooLong || line.length > longestLine ? 'too long' : line;
      }
      searched = this.#held.length;
      if (searched > longestLine) {
        isTooLong = true;
        this.skip(searched);
        searched = 0;
      }
      await this.#receive();
    }
  }

  /** Ends the reading before the end of the file. */
  async close(): Promise<void> {
    await this.#pieces.return?.();
  }

  async #receive(): Promise<void> {
    const { done, value } = await this.#pieces.next();
    if (done === true) this.#ended = true;
    else this.#held = this.#held.length === 0 ? value : Buffer.concat([this.#held, value]);
  }
}
