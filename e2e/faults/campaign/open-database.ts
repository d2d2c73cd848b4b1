import postgres from "postgres";
import { openOneConnection, type OneConnection } from "@/db/one-connection";
import { startDatabase, type StartedDatabase } from "@/scripts/database.mjs";
import { freshDatabase } from "@/scripts/fresh-database.mjs";

const OPTIONS = {
  connection: { options: "-c default_transaction_read_only=off", application_name: "campaign" },
  // Nobody would hear of it when the connection is cut while types are asked for.
  fetch_types: false,
  onnotice: () => undefined,
};

/** Postgres listens elsewhere after each start, so whoever holds its address asks anew. */
export async function openDatabase(home: string) {
  let server: StartedDatabase = await startDatabase({ dir: home });
  const name = new URL(await freshDatabase(server.url, { stocked: true })).pathname;
  const url = (): string => {
    const whole = new URL(server.url);
    whole.pathname = name;
    return whole.href;
  };
  let client: { url: string; sql: postgres.Sql } | undefined;
  return {
    url,
    serverUrl: () => server.url,
    sql: (): postgres.Sql => {
      if (client?.url === url()) return client.sql;
      // The old one's server is gone.
      void client?.sql.end({ timeout: 0 }).catch(() => undefined);
      client = { url: url(), sql: postgres(url(), { ...OPTIONS, max: 4 }) };
      return client.sql;
    },
    /** The driver's own transactions end this process when their server is gone: they write to a socket that is no more. */
    transact: async <Result>(work: (send: OneConnection["send"]) => Promise<Result>): Promise<Result> => {
      const one = openOneConnection(url(), OPTIONS);
      try {
        await one.send("begin");
        const result = await work(one.send);
        await one.send("commit");
        return result;
      } finally {
        await one.end();
      }
    },
    crash: () => server.stop("immediate"),
    start: async (): Promise<void> => {
      server = await startDatabase({ dir: home });
    },
    close: async (): Promise<void> => {
      await client?.sql.end({ timeout: 1 }).catch(() => undefined);
      server.stop();
    },
  };
}
