import { once } from "node:events";
import net from "node:net";
import { setTimeout as wait } from "node:timers/promises";

/** What befalls every connection of a wire. */
export type Weather =
  | { kind: "clear" }
  /** New connections are closed at once, open ones live on. */
  | { kind: "refuse" }
  /** Nothing moves in either direction. */
  | { kind: "stall" }
  /** Everything arrives this much later, in milliseconds. */
  | { kind: "slow"; ms: number };

/** Waits for something that a client sends, and breaks the connection there. */
export interface Trap {
  sees(chunk: Buffer): boolean;
  /** `answer`: it is passed on, and the answer is kept back. `request`: it is not passed on. `half`: half of the answer is. */
  cut: "answer" | "request" | "half";
  times: number;
}

export interface ArmedTrap {
  /** How often it has sprung. */
  sprung(): number;
  disarm(): void;
}

export interface Wire {
  port: number;
  change(weather: Weather): void;
  /** Breaks every open connection. Returns how many. */
  cut(): number;
  arm(trap: Trap): ArmedTrap;
  close(): Promise<void>;
}

interface Line {
  client: net.Socket;
  server: net.Socket;
  /** How the next answer is broken. */
  doomed?: Trap["cut"];
}

interface WireInput {
  /** Where it leads now: a restarted server may listen elsewhere. */
  target(): number;
  /** Sees each chunk of a client; the returned function is called once when its answer begins or the line ends. */
  watch?(chunk: Buffer): (() => void) | undefined;
  port?: number;
}

/** A cable between two processes of this machine that can be cut, stalled and slowed, and broken at a chosen message. */
export async function openWire(input: WireInput): Promise<Wire> {
  const lines = new Set<Line>();
  const traps = new Map<Trap, number>();
  let weather: Weather = { kind: "clear" };
  let cleared = Promise.resolve();
  let clear = (): void => undefined;

  const change = (next: Weather): void => {
    weather = next;
    clear();
    if (next.kind === "stall") cleared = new Promise((resolve) => (clear = resolve));
  };
  const breakLine = (line: Line): void => {
    line.client.destroy();
    line.server.destroy();
    lines.delete(line);
  };
  const passes = async (): Promise<void> => {
    while (weather.kind === "stall") await cleared;
    if (weather.kind === "slow") await wait(weather.ms);
  };
  const spring = (chunk: Buffer): Trap | undefined => {
    for (const [trap, left] of traps) {
      if (left === 0 || !trap.sees(chunk)) continue;
      traps.set(trap, left - 1);
      return trap;
    }
    return undefined;
  };
  const send = async (to: net.Socket, chunk: Buffer): Promise<void> => {
    if (!to.write(chunk)) await Promise.race([once(to, "drain"), once(to, "close")]);
  };
  const pumpOut = async (line: Line, answered: (() => void)[]): Promise<void> => {
    for await (const chunk of line.client as AsyncIterable<Buffer>) {
      const seen = input.watch?.(chunk);
      if (seen) answered.push(seen);
      await passes();
      const trap = traps.size > 0 ? spring(chunk) : undefined;
      if (trap?.cut === "request") return breakLine(line);
      if (trap) line.doomed = trap.cut;
      await send(line.server, chunk);
    }
    // Whoever asked waits no more, whatever the other side does with it.
    answered.splice(0).forEach((tell) => tell());
    line.server.end();
  };
  const pumpBack = async (line: Line, answered: (() => void)[]): Promise<void> => {
    for await (const chunk of line.server as AsyncIterable<Buffer>) {
      answered.splice(0).forEach((tell) => tell());
      await passes();
      if (line.doomed === "half") line.client.write(chunk.subarray(0, chunk.length >> 1));
      if (line.doomed) return breakLine(line);
      await send(line.client, chunk);
    }
    line.client.end();
  };

  const server = net.createServer({ noDelay: true }, (client) => {
    client.on("error", () => undefined);
    if (weather.kind === "refuse") return void client.destroy();
    const line: Line = {
      client,
      server: net.connect({ port: input.target(), host: "127.0.0.1", noDelay: true }),
    };
    line.server.on("error", () => undefined);
    lines.add(line);
    const answered: (() => void)[] = [];
    const ended = (): void => {
      answered.splice(0).forEach((tell) => tell());
      breakLine(line);
    };
    Promise.all([pumpOut(line, answered), pumpBack(line, answered)]).then(ended, ended);
  });
  server.listen(input.port ?? 0, "127.0.0.1");
  // Rejects with what went wrong, a taken port for one.
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("A wire has no port");

  return {
    port: address.port,
    change,
    cut() {
      const cut = lines.size;
      lines.forEach(breakLine);
      return cut;
    },
    arm(trap) {
      traps.set(trap, trap.times);
      let left = trap.times;
      const look = (): number => (left = traps.get(trap) ?? left);
      return {
        sprung: () => trap.times - look(),
        disarm: () => {
          look();
          traps.delete(trap);
        },
      };
    },
    async close() {
      change({ kind: "clear" });
      lines.forEach(breakLine);
      server.close();
      await once(server, "close");
    },
  };
}
