import { open, rename } from "node:fs/promises";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import postgres from "postgres";
import { line, piece, type Ending } from "./frames";
import { listTables, PLAIN_TEXTS, target } from "./list-tables";

export interface BackupReport {
  at: Date;
  rows: Record<string, number>;
}

const NEWLINE = 10;

function countLines(chunk: Buffer): number {
  let lines = 0;
  for (let at = chunk.indexOf(NEWLINE); at >= 0; at = chunk.indexOf(NEWLINE, at + 1)) lines += 1;
  return lines;
}

async function* frames(sql: postgres.ReservedSql, report: BackupReport): AsyncGenerator<Buffer> {
  const tables = await listTables(sql);
  const [server] = await sql<{ version: string; at: Date }[]>`
    select current_setting('server_version') as version, now() as at`;
  const applied = await sql<{ hash: string }[]>`select hash from drizzle.__drizzle_migrations order by id`;
  report.at = server?.at ?? report.at;
  yield line({
    homeline: "backup",
    format: 1,
    at: report.at.toISOString(),
    postgres: server?.version ?? "",
    migrations: applied.map(({ hash }) => hash),
    tables: tables.map(({ table }) => table),
  });
  for (const head of tables) {
    yield line(head);
    let rows = 0;
    const copy: Readable = await sql.unsafe(`copy ${target(head)} to stdout`).readable();
    for await (const chunk of copy) {
      const bytes = chunk as Buffer;
      // One line a row: COPY writes a newline inside of a value as two letters.
      rows += countLines(bytes);
      if (bytes.byteLength > 0) yield piece(bytes);
    }
    // The client stops reading from the server when we are slower, and forgets to go on when the rows end just then.
    // oxlint-disable-next-line no-underscore-dangle -- the one way to say so
    copy._read(0);
    yield piece(Buffer.alloc(0));
    report.rows[head.table] = rows;
  }
  const ending: Ending = { end: true, rows: report.rows };
  yield line(ending);
}

/**
 * Writes every row of one moment into a file, while the shop goes on. Readable by its owner alone, and there only when it is whole.
 * @param url of the database
 */
export async function writeBackup(url: string, file: string): Promise<BackupReport> {
  const sql = postgres(url, {
    max: 1,
    onnotice: () => undefined,
    connection: { application_name: "homeline backup" },
  });
  const report: BackupReport = { at: new Date(), rows: {} };
  const draft = `${file}.part`;
  try {
    const reserved = await sql.reserve();
    await reserved.unsafe("begin isolation level repeatable read, read only");
    await reserved.unsafe(PLAIN_TEXTS);
    const handle = await open(draft, "w", 0o600);
    await pipeline(Readable.from(frames(reserved, report)), createGzip(), handle.createWriteStream());
    await reserved.unsafe("commit");
    reserved.release();
    await rename(draft, file);
    return report;
  } finally {
    await sql.end({ timeout: 5 });
  }
}
