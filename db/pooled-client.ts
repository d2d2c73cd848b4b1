import type postgres from "postgres";
import type { ConnectionPool } from "./connection-pool";
import type { OneConnection } from "./one-connection";

type Values = postgres.ParameterOrJSON<never>[];
type Options = postgres.UnsafeQueryOptions;
type Work = (inner: postgres.TransactionSql) => unknown;

/** Statements with more parameters than this are imports: many shapes, rarely the same again. */
const MOST_PREPARED_PARAMETERS = 64;

/** Drizzle asks for statements that are parsed and planned at each call; prepared, each connection does that once. */
const preparing = (values: Values, how?: Options): Options => ({
  ...how,
  prepare: values.length <= MOST_PREPARED_PARAMETERS,
});

/** As much of the driver's client as drizzle and `runStatement` ask of it. */
export type PooledClient = Pick<postgres.Sql, "unsafe" | "begin" | "options">;

interface Statement {
  text: string;
  values: Values;
  how: Options | undefined;
  /** Rows as arrays, not as objects. */
  inRows: boolean;
}

async function runAlone(pool: ConnectionPool, { text, values, how, inRows }: Statement): Promise<unknown> {
  const connection = await pool.borrow();
  try {
    const query = connection.send(text, values, preparing(values, how));
    return await (inRows ? query.values() : query);
  } finally {
    pool.giveBack(connection);
  }
}

/** Begins at the end of the caller's turn: until then it may be told how to give its rows, as the driver's own may. */
function unsafe(pool: ConnectionPool, asked: Omit<Statement, "inRows">) {
  const statement: Statement = { ...asked, inRows: false };
  const answer = Promise.resolve().then(() => runAlone(pool, statement));
  const inRows = () => {
    statement.inRows = true;
    return query;
  };
  const query = Object.assign(answer, { values: inRows, execute: () => answer });
  return query;
}

function within(connection: OneConnection): postgres.TransactionSql {
  let savepoints = 0;
  const inner = {
    options: {},
    unsafe: (text: string, values: Values = [], how?: Options) =>
      connection.send(text, values, preparing(values, how)),
    async savepoint(work: Work): Promise<unknown> {
      const name = `s${(savepoints += 1)}`;
      await connection.send(`savepoint ${name}`);
      try {
        return await work(inner);
      } catch (error) {
        await connection.send(`rollback to ${name}`);
        throw error;
      }
    },
  } as unknown as postgres.TransactionSql;
  return inner;
}

async function runTransaction(connection: OneConnection, work: Work): Promise<unknown> {
  const begun = connection.send("begin");
  // On an open connection it travels together with the first statement, which saves a trip to the server. Only there: a connection that
  // never opened rejects what was sent first, alone.
  if (!connection.isOpen()) await begun;
  const result = await work(within(connection));
  const { command } = await connection.send("commit");
  // A transaction in which a statement failed answers with its rollback, and no error.
  if (command !== "COMMIT")
    throw new Error("The transaction was rolled back: one of its statements had failed");
  return result;
}

async function begin(pool: ConnectionPool, work: Work): Promise<unknown> {
  const connection = await pool.borrow();
  try {
    return await runTransaction(connection, work);
  } catch (error) {
    if (!connection.isLost()) await connection.send("rollback").catch(() => undefined);
    throw error;
  } finally {
    pool.giveBack(connection);
  }
}

/**
 * Statements and transactions over a pool, each with a connection of its own for as long as it runs.
 * @throws from `begin`: what the work throws, after the rollback; an error when the server did not commit
 */
export function createPooledClient(pool: ConnectionPool): PooledClient {
  return {
    // Drizzle writes its own parsers here; each connection has its own.
    options: { parsers: {}, serializers: {} },
    unsafe: (text: string, values: Values = [], how?: Options) => unsafe(pool, { text, values, how }),
    begin: (work: Work) => begin(pool, work),
  } as unknown as PooledClient;
}
