import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import * as schema from "./schema";

export type Schema = typeof schema;
export type Database = PostgresJsDatabase<Schema>;
/** What drizzle hands to a transaction's callback; verbs take either. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export interface Connection {
  db: Database;
  /** LISTENs on its own connection, again after a cut; `onListen` is called each time it has begun. */
  listen(
    channel: string,
    onMessage: (payload: string) => void,
    onListen?: () => void,
  ): Promise<() => Promise<void>>;
  close(): Promise<void>;
}

/** @param max pooled connections; none is held during a network call. */
export function connect(url: string, options: { max?: number; name?: string } = {}): Connection {
  const sql = postgres(url, {
    max: options.max ?? 10,
    connection: { application_name: options.name ?? "homeline" },
    onnotice: () => undefined,
  });
  return {
    db: drizzle(sql, { schema }),
    listen: async (channel, onMessage, onListen) => (await sql.listen(channel, onMessage, onListen)).unlisten,
    close: () => sql.end({ timeout: 5 }),
  };
}
