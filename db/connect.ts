import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { createConnectionPool } from "./connection-pool";
import { openOneConnection } from "./one-connection";
import { createPooledClient } from "./pooled-client";

export type Database = PostgresJsDatabase;
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

export interface ConnectOptions {
  /** Pooled connections; none is held during a network call. */
  max?: number;
  name?: string;
  /** For workers, which run a few statements again and again; people's searches want a plan for what they look for. */
  planOnce?: boolean;
}

export function connect(url: string, options: ConnectOptions = {}): Connection {
  const connection = {
    application_name: options.name ?? "homeline",
    // Compiling a statement takes longer than any of ours runs.
    jit: false,
    // Statements look rows up by their keys: a plan made once is as good as one made for each value, and costs nothing.
    ...(options.planOnce ? { plan_cache_mode: "force_generic_plan" } : {}),
  };
  const asked = { connection, onnotice: () => undefined };
  const pool = createConnectionPool(() => openOneConnection(url, asked), options.max ?? 10);
  // Opens nothing before somebody listens.
  const listener = postgres(url, { ...asked, max: 1 });
  return {
    // Without the schema, which only its relational queries ask for: it would make one of each table for every transaction.
    db: drizzle(createPooledClient(pool) as postgres.Sql),
    listen: async (channel, onMessage, onListen) =>
      (await listener.listen(channel, onMessage, onListen)).unlisten,
    close: async () => void (await Promise.all([pool.end(), listener.end({ timeout: 5 })])),
  };
}
