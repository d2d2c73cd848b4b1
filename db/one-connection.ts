import { once } from "node:events";
import net from "node:net";
import { drizzle } from "drizzle-orm/postgres-js";
import postgres from "postgres";

type Values = postgres.ParameterOrJSON<never>[];

/** A client of the driver that opens one connection in its life, and none after it. */
export interface OneConnection {
  /** Something was answered: from now on statements may follow each other without waiting. */
  isOpen(): boolean;
  isLost(): boolean;
  /**
   * Sends a statement behind those sent before; every one is answered, or rejected when the connection is lost.
   * @throws when the connection is lost: the statement would run outside of what was begun on it
   */
  send(
    text: string,
    values?: Values,
    options?: postgres.UnsafeQueryOptions,
  ): ReturnType<postgres.Sql["unsafe"]>;
  /** Ends it at once; what was not answered rejects. */
  end(): Promise<void>;
}

/** How long a server may take to accept a connection, in milliseconds. */
const CONNECT_TIMEOUT = 10_000;

const isLoss = (error: unknown): boolean =>
  !(error instanceof postgres.PostgresError) || error.severity === "FATAL" || error.severity === "PANIC";

/** What the driver knows of the address, which it has parsed, and gives to whoever makes its sockets. */
interface Address {
  host: string[];
  port: number[];
  path?: string | false;
}

async function openSocket({ host, port, path }: Address): Promise<net.Socket> {
  const socket = path ? net.connect(path) : net.connect({ host: host[0], port: port[0] ?? 5432 });
  try {
    await once(socket, "connect", { signal: AbortSignal.timeout(CONNECT_TIMEOUT) });
    return socket;
  } catch (error) {
    socket.destroy();
    throw error;
  }
}

/**
 * The driver opens a lost connection again by itself. What was still queued then runs on the new one, outside of its transaction, and what
 * was sent between the socket's error and its end is waited for in vain: it hangs for ever. So a client here gets one socket, and is thrown
 * away with it.
 */
export function openOneConnection(
  url: string,
  options: postgres.Options<Record<string, never>>,
): OneConnection {
  let opened = false;
  let lost: unknown;
  let ended: Promise<void> | undefined;
  let sockets = 0;
  const end = () => (ended ??= client.end({ timeout: 0 }));
  const lose = (error: unknown) => {
    lost ??= error;
    void end();
  };
  const socket = (address: Address) => {
    sockets += 1;
    if (sockets > 1) throw new Error("The connection to the database was lost");
    return openSocket(address);
  };
  const client = postgres(url, {
    ...options,
    max: 1,
    max_lifetime: null,
    // Drizzle reads arrays by itself; and nobody hears of it when the connection is cut while they are asked for.
    fetch_types: false,
    onclose: () => lose(new Error("The connection to the database was closed")),
    // Known to the driver, not to its types.
    ...({ socket } as object),
  });
  // It writes into the client how it wants values to come and go.
  drizzle(client);
  return {
    isOpen: () => opened,
    isLost: () => lost !== undefined,
    send(text, values = [], how) {
      if (lost !== undefined) throw lost;
      const query = client.unsafe(text, values, how);
      // Heard before whoever asked hears of it: nothing more is sent then.
      query.then(
        () => (opened = true),
        (error: unknown) => void (isLoss(error) && lose(error)),
      );
      return query;
    },
    end,
  };
}
