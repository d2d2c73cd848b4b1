import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { beginTogether } from "./begin-together";
import * as schema from "./schema";

export type Schema = typeof schema;
export type Database = PostgresJsDatabase<Schema>;
/** What drizzle hands to a transaction's callback; verbs take either. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

/** Statements with more parameters than this are imports: many shapes, rarely the same again. */
const MOST_PREPARED_PARAMETERS = 64;

/**
 * Drizzle asks for statements that are parsed and planned at each call; prepared, each connection does that once. It halves the time the
 * database spends on an order.
 */
function preparing<Client extends postgres.Sql | postgres.TransactionSql>(client: Client): Client {
  const wrap =
    (method: (work: (inner: postgres.TransactionSql) => unknown) => unknown) =>
    (work: (inner: postgres.TransactionSql) => unknown) =>
      method((inner) => work(preparing(inner)));
  return new Proxy(client, {
    get(target, name, receiver) {
      if (name === "unsafe") {
        return (query: string, values: postgres.ParameterOrJSON<never>[] = []) =>
          target.unsafe(query, values, {
            prepare: values.length > 0 && values.length <= MOST_PREPARED_PARAMETERS,
          });
      }
      if (name === "begin" && "reserve" in target) return wrap((work) => beginTogether(target, work));
      if (name === "savepoint" && "savepoint" in target) return wrap((work) => target.savepoint(work));
      return Reflect.get(target, name, receiver);
    },
  });
}

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
  const sql = postgres(url, {
    max: options.max ?? 10,
    connection: {
      application_name: options.name ?? "homeline",
      // Statements look rows up by their keys: a plan made once is as good as one made for each value, and costs nothing.
      ...(options.planOnce ? { plan_cache_mode: "force_generic_plan" } : {}),
    },
    onnotice: () => undefined,
  });
  return {
    db: drizzle(preparing(sql), { schema }),
    listen: async (channel, onMessage, onListen) => (await sql.listen(channel, onMessage, onListen)).unlisten,
    close: () => sql.end({ timeout: 5 }),
  };
}
