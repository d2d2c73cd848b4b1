import type { Ctx } from "@/db/context";
import { runStatement } from "@/db/run-statement";
import type { CallNote } from "@/lib/providers/spec";

/** Notes that wait to be written; what comes beyond them is lost, and harmless. */
const LARGEST = 2000;
const BATCH = 200;
const FLUSH_MS = 1000;

export interface CallLog {
  /** Takes a note of a call, at no cost to whoever made it. */
  note(call: CallNote): void;
  /** Writes what waits; a batch that cannot be written is given up. */
  flush(): Promise<void>;
}

async function write({ db }: Pick<Ctx, "db">, batch: CallNote[]): Promise<void> {
  await runStatement(
    { db },
    (
      place,
    ) => `insert into provider_calls (provider, purpose, attempt_id, reference, method, path, request, status, answer, verdict, ms, at)
      select r.provider, r.purpose, a.id, r.reference, r.method, r.path, r.request, r.status, r.answer, r.verdict, r.ms, r.at
      from jsonb_to_recordset(${place(batch)}::jsonb) as r(provider text, purpose text, reference text, method text, path text, request text,
        status int, answer text, verdict text, ms int, at timestamptz)
      left join attempts a on a.provider = r.provider and a.reference = r.reference order by r.at`,
  );
}

/** The log of calls to providers of this process: notes are gathered in memory and written together, apart from the work they came from. */
export function createCallLog({ db, log }: Pick<Ctx, "db" | "log">): CallLog {
  let waiting: CallNote[] = [];
  let lost = 0;
  let timer: NodeJS.Timeout | undefined;
  let writing: Promise<void> = Promise.resolve();

  const writeAll = async (): Promise<void> => {
    const notes = waiting;
    waiting = [];
    if (lost > 0) log.warn({ lost }, "notes of provider calls were lost: too many at once");
    lost = 0;
    try {
      for (let start = 0; start < notes.length; start += BATCH)
        await write({ db }, notes.slice(start, start + BATCH));
    } catch (error) {
      log.warn({ error: String(error), notes: notes.length }, "notes of provider calls could not be written");
    }
  };
  const flush = async (): Promise<void> => {
    clearTimeout(timer);
    timer = undefined;
    writing = writing.then(writeAll);
    await writing;
  };
  return {
    note: (call) => {
      if (waiting.length >= LARGEST) lost += 1;
      else waiting.push(call);
      timer ??= setTimeout(() => void flush(), FLUSH_MS).unref();
    },
    flush,
  };
}
