/**
 * A backup as a stream of lines and pieces: what follows is told by a line of JSON, rows come in pieces that begin with their length. So it is
 * written and read without ever holding a table in memory.
 */
export interface Heading {
  homeline: "backup";
  format: 1;
  at: string;
  postgres: string;
  /** Hashes of the migrations that had been applied, first one first. */
  migrations: string[];
  tables: string[];
}

export interface TableHead {
  table: string;
  columns: string[];
}

/** Rows of each table, so that a file that was cut is told from a whole one. */
export interface Ending {
  end: true;
  rows: Record<string, number>;
}

export const line = (value: Heading | TableHead | Ending): Buffer =>
  Buffer.from(`${JSON.stringify(value)}\n`);

/** A piece of rows; an empty one ends the table. */
export function piece(bytes: Uint8Array): Buffer {
  const head = Buffer.alloc(4);
  head.writeUInt32BE(bytes.byteLength);
  return Buffer.concat([head, bytes]);
}

const CUT = "The backup ends before its end: it was cut, and nothing of it was kept";
const LONGEST_LINE = 1_000_000;

/** Reads lines and pieces out of a stream of bytes. */
export class FrameReader {
  #rest: Buffer = Buffer.alloc(0);
  readonly #source: AsyncIterator<Buffer>;

  constructor(source: AsyncIterable<Buffer>) {
    this.#source = source[Symbol.asyncIterator]();
  }

  async #more(): Promise<void> {
    const next = await this.#source.next();
    if (next.done) throw new Error(CUT);
    this.#rest = this.#rest.length === 0 ? next.value : Buffer.concat([this.#rest, next.value]);
  }

  async #take(size: number): Promise<Buffer> {
    while (this.#rest.length < size) await this.#more();
    const taken = this.#rest.subarray(0, size);
    this.#rest = this.#rest.subarray(size);
    return taken;
  }

  /** @throws Error when it is no line of a backup */
  async readLine(): Promise<unknown> {
    for (;;) {
      const end = this.#rest.indexOf(10);
      if (end >= 0) {
        const text = (await this.#take(end + 1)).toString("utf8");
        return JSON.parse(text) as unknown;
      }
      if (this.#rest.length > LONGEST_LINE) throw new Error("This is no backup of Homeline");
      await this.#more();
    }
  }

  /** The rows of one table as they come. */
  async *readPieces(): AsyncGenerator<Buffer> {
    for (;;) {
      const size = (await this.#take(4)).readUInt32BE();
      if (size === 0) return;
      yield await this.#take(size);
    }
  }
}
