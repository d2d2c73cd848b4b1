import { once } from "node:events";
import net from "node:net";

/** The one address of the shop: connections go to the web processes in turn, those of webhooks to a gate of their own. */
export interface Gate {
  /** Buyers and senders of webhooks connect here. */
  port: number;
  /** Straight to a web process, whatever is asked. */
  innerPort: number;
  close(): Promise<void>;
}

interface GateInput {
  port: number;
  webs: number[];
  webhookPort(): number;
}

const FIRST_ANSWER_MS = 4000;
const RESTS_MS = 2000;
const PATIENCE_MS = 8000;
const WEBHOOK = "POST /api/webhooks/";

/** Connects to a port; undefined when nobody listens. */
function reach(port: number): Promise<net.Socket | undefined> {
  return new Promise((resolve) => {
    const socket = net.connect({ port, host: "127.0.0.1", noDelay: true });
    socket.once("connect", () => resolve(socket));
    socket.once("error", () => resolve(undefined));
  });
}

/** As a load balancer does: round robin, past processes that refuse or lately did not answer. */
export async function openGate(input: GateInput): Promise<Gate> {
  const restsUntil = new Map<number, number>();
  const sockets = new Set<net.Socket>();
  let turn = 0;

  const inTurn = (): number[] => {
    turn += 1;
    const from = turn % input.webs.length;
    const ordered = [...input.webs.slice(from), ...input.webs.slice(0, from)];
    const rested = ordered.filter((port) => (restsUntil.get(port) ?? 0) < Date.now());
    return rested.length > 0 ? rested : ordered;
  };
  const findWeb = async (): Promise<{ socket: net.Socket; port: number } | undefined> => {
    for (const until = Date.now() + PATIENCE_MS; Date.now() < until;) {
      for (const port of inTurn()) {
        const socket = await reach(port);
        if (socket) return { socket, port };
        restsUntil.set(port, Date.now() + RESTS_MS);
      }
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return undefined;
  };
  const join = (client: net.Socket, server: net.Socket, first: Buffer): void => {
    sockets.add(server);
    const end = (): void => {
      client.destroy();
      server.destroy();
      sockets.delete(server);
    };
    for (const socket of [client, server]) socket.on("error", end).on("close", end);
    server.write(first);
    client.pipe(server).pipe(client);
  };
  const toWeb = async (client: net.Socket, first: Buffer): Promise<void> => {
    const web = await findWeb();
    if (!web) return void client.destroy();
    const late = setTimeout(() => {
      restsUntil.set(web.port, Date.now() + RESTS_MS);
      client.destroy();
    }, FIRST_ANSWER_MS * 4);
    const slow = setTimeout(() => restsUntil.set(web.port, Date.now() + RESTS_MS), FIRST_ANSWER_MS);
    const calm = (): void => {
      clearTimeout(late);
      clearTimeout(slow);
    };
    web.socket.once("data", calm).once("close", calm);
    join(client, web.socket, first);
  };
  const serve = async (port: number, onFirst: (client: net.Socket, first: Buffer) => void) => {
    const server = net.createServer({ noDelay: true }, (client) => {
      sockets.add(client);
      client.on("error", () => undefined).on("close", () => sockets.delete(client));
      client.once("data", (first: Buffer) => {
        client.pause();
        onFirst(client, first);
      });
    });
    server.listen(port, "127.0.0.1");
    await once(server, "listening");
    return server;
  };

  const outer = await serve(input.port, (client, first) => {
    if (!first.toString("latin1").startsWith(WEBHOOK)) return void toWeb(client, first);
    void reach(input.webhookPort()).then((server) =>
      server ? join(client, server, first) : client.destroy(),
    );
  });
  const inner = await serve(0, (client, first) => void toWeb(client, first));
  const address = inner.address();
  if (address === null || typeof address === "string") throw new Error("A gate has no port");
  return {
    port: input.port,
    innerPort: address.port,
    async close() {
      sockets.forEach((socket) => socket.destroy());
      await Promise.all([outer, inner].map((server) => once(server.close(), "close")));
    },
  };
}
