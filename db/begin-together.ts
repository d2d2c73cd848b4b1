import type postgres from "postgres";

type Work = (inner: postgres.TransactionSql) => unknown;

/** As much as we need of the driver's own record of a connection: it calls this once when the socket has closed. */
interface Wire {
  onclose?: ((error: Error) => void) | null;
}

interface Begun {
  /** Rejects when the connection is cut, at any moment; never resolves. */
  cut: Promise<never>;
  /** @throws when nothing may be sent any more: it would run outside the transaction */
  check(): void;
  answer: Promise<unknown>;
  isCut(): boolean;
}

/** Sends BEGIN without waiting. As the driver's own `begin` does, it takes hold of the connection to learn of its end. */
function sendBegin(reserved: postgres.ReservedSql): Begun {
  let lost: Error | undefined;
  let ended: Error | undefined;
  let reject: (error: Error) => void = () => undefined;
  const cut = new Promise<never>((_, refuse) => (reject = refuse));
  cut.catch(() => undefined);
  const onexecute = (wire: Wire) => {
    wire.onclose = (error) => {
      lost = ended = error;
      reject(error);
    };
    return true;
  };
  const options = { onexecute } as unknown as postgres.UnsafeQueryOptions;
  const answer = reserved.unsafe("begin", [], options).execute();
  answer.catch((error: Error) => (ended = error));
  const check = () => {
    if (ended) throw ended;
  };
  return { cut, check, answer, isCut: () => lost !== undefined };
}

function within(reserved: postgres.ReservedSql, check: () => void): postgres.TransactionSql {
  let savepoints = 0;
  const savepoint = async (work: Work): Promise<unknown> => {
    const name = `s${(savepoints += 1)}`;
    await reserved.unsafe(`savepoint ${name}`);
    try {
      return await work(inner);
    } catch (error) {
      await reserved.unsafe(`rollback to ${name}`);
      throw error;
    }
  };
  const inner = new Proxy(reserved, {
    get(target, name, receiver) {
      if (name === "savepoint") return savepoint;
      if (name !== "unsafe") return Reflect.get(target, name, receiver);
      return (...call: Parameters<postgres.Sql["unsafe"]>) => {
        check();
        return target.unsafe(...call);
      };
    },
  }) as unknown as postgres.TransactionSql;
  return inner;
}

/**
 * Runs `work` in a transaction whose BEGIN travels together with the first statement: the driver's own waits for its answer first, a whole
 * trip to the server for each transaction.
 * @throws what `work` throws, after the rollback; an error when the server did not commit
 */
export async function beginTogether(client: postgres.Sql, work: Work): Promise<unknown> {
  const reserved = await client.reserve();
  const { cut, check, answer, isCut } = sendBegin(reserved);
  try {
    const result = await Promise.race([work(within(reserved, check)), cut]);
    await answer;
    check();
    const { command } = await Promise.race([reserved.unsafe("commit"), cut]);
    // A transaction in which a statement failed answers with its rollback, and no error.
    if (command !== "COMMIT")
      throw new Error("The transaction was rolled back: one of its statements had failed");
    return result;
  } catch (error) {
    if (!isCut()) await Promise.race([reserved.unsafe("rollback"), cut]).catch(() => undefined);
    throw error;
  } finally {
    // A connection that was cut has left our hands already; the pool opens it anew.
    if (!isCut()) reserved.release();
  }
}
