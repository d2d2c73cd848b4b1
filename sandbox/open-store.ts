import fs from "node:fs";
import path from "node:path";
import type { Collection } from "./outside";

/** All collections of one data directory: `<name>.jsonl`, one line a change, the last line of an id wins. */
export interface Store {
  collection<Row extends { id: string }>(name: string): Collection<Row>;
  /** Hands every pending line to the operating system; called before a reply leaves. */
  flush(): void;
  /** Empties every collection but the kept ones, in memory and on disk. */
  clear(keep: string[]): void;
  close(): void;
}

interface OpenFile {
  name: string;
  descriptor: number;
  rows: Map<string, { id: string }>;
  pending: string[];
}

const NEWLINE = 10;

/** Opens (and makes) the directory. Synchronous writes survive a kill of the process; nothing waits for the disk itself. */
export function openStore(directory: string): Store {
  fs.mkdirSync(directory, { recursive: true });
  const files = new Map<string, OpenFile>();
  const dirty = new Set<OpenFile>();
  let flushPlanned = false;
  let closed = false;

  const flush = (): void => {
    flushPlanned = false;
    for (const file of dirty) {
      const bytes = Buffer.from(file.pending.join(""));
      file.pending = [];
      for (let written = 0; written < bytes.length;) {
        written += fs.writeSync(file.descriptor, bytes, written, bytes.length - written);
      }
    }
    dirty.clear();
  };
  const append = (file: OpenFile, line: string): void => {
    // What was still on its way when the sandbox closed has nowhere left to go.
    if (closed) return;
    file.pending.push(`${line}\n`);
    dirty.add(file);
    if (flushPlanned) return;
    flushPlanned = true;
    setImmediate(flush);
  };

  return {
    collection<Row extends { id: string }>(name: string): Collection<Row> {
      const file = files.get(name) ?? openFile(directory, name);
      files.set(name, file);
      return createCollection<Row>(file, append);
    },
    flush,
    clear(keep) {
      flush();
      for (const file of files.values()) {
        if (keep.includes(file.name)) continue;
        file.rows.clear();
        fs.ftruncateSync(file.descriptor, 0);
      }
    },
    close() {
      flush();
      closed = true;
      for (const file of files.values()) fs.closeSync(file.descriptor);
      files.clear();
    },
  };
}

function createCollection<Row extends { id: string }>(
  file: OpenFile,
  append: (file: OpenFile, line: string) => void,
): Collection<Row> {
  const rows = file.rows as Map<string, Row>;
  return {
    get: (id) => rows.get(id),
    all: () => [...rows.values()],
    put(row) {
      rows.set(row.id, row);
      append(file, JSON.stringify(row));
      return row;
    },
    remove(id) {
      if (rows.delete(id)) append(file, JSON.stringify([id]));
    },
    get size() {
      return rows.size;
    },
  };
}

function openFile(directory: string, name: string): OpenFile {
  const target = path.join(directory, `${name}.jsonl`);
  const { rows, stale } = replay(target);
  if (stale) {
    const compacted = `${target}.new`;
    const descriptor = fs.openSync(compacted, "w");
    for (const row of rows.values()) fs.writeSync(descriptor, `${JSON.stringify(row)}\n`);
    fs.closeSync(descriptor);
    fs.renameSync(compacted, target);
  }
  return { name, descriptor: fs.openSync(target, "a"), rows, pending: [] };
}

/** `stale` says that the file holds more than its rows: old versions, removals or a line that was cut off. */
function replay(target: string): { rows: Map<string, { id: string }>; stale: boolean } {
  const rows = new Map<string, { id: string }>();
  if (!fs.existsSync(target)) return { rows, stale: false };
  const bytes = fs.readFileSync(target);
  let lines = 0;
  for (let start = 0; start < bytes.length;) {
    const newline = bytes.indexOf(NEWLINE, start);
    const end = newline === -1 ? bytes.length : newline;
    applyLine(rows, bytes.toString("utf8", start, end));
    lines += 1;
    start = end + 1;
  }
  const cut = bytes.length > 0 && bytes[bytes.length - 1] !== NEWLINE;
  return { rows, stale: cut || lines !== rows.size };
}

function applyLine(rows: Map<string, { id: string }>, line: string): void {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    // A kill in the middle of a write leaves at most one such line, whose reply never left.
    return;
  }
  if (Array.isArray(value)) rows.delete(String(value[0]));
  else if (typeof value === "object" && value !== null && "id" in value && typeof value.id === "string") {
    rows.set(value.id, { ...value, id: value.id });
  }
}
