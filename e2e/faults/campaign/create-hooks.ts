import { createHmac, randomUUID } from "node:crypto";
import { once } from "node:events";
import http from "node:http";

/** What becomes of the webhooks of one order on their way to the shop. */
export type Fate =
  | { kind: "pass" }
  | { kind: "lose" }
  /** Each is delivered so many times, all at once. */
  | { kind: "repeat"; times: number }
  | { kind: "delay"; ms: number }
  /** Those that come within a moment arrive together, the last one first. */
  | { kind: "reverse"; ms: number }
  /** Copies with a wrong signature and an old one come along; both must be refused. */
  | { kind: "forge" }
  /** A well-signed one comes along that speaks of another order's payment. */
  | { kind: "stranger" };

export interface Hooks {
  port: number;
  /** Says what befalls webhooks whose body holds one of these marks: an e-mail address or a number's digits. */
  decree(marks: string[], fate: Fate): void;
  /** From now on every webhook passes. */
  calm(): void;
  counts: Record<Fate["kind"] | "refused" | "forged" | "wrongly-taken", number>;
  close(): Promise<void>;
}

interface Hook {
  path: string;
  headers: http.IncomingHttpHeaders;
  body: string;
}

const STRIPE_SECRET = "whsec_sandbox";
const HOUR_S = 3600;
const AGAIN_MS = 500;
const MARK = /buyer-\d+@|\d{10,15}/g;

const sign = (body: string, at: number): string =>
  `t=${at},v1=${createHmac("sha256", STRIPE_SECRET).update(`${at}.${body}`).digest("hex")}`;

/** Stands between whoever sends webhooks and the shop. */
export async function createHooks(input: { shopPort: number }): Promise<Hooks> {
  const fates = new Map<string, Fate>();
  const held = new Map<Fate, Hook[]>();
  const strangers: string[] = [];
  const agent = new http.Agent({ keepAlive: false });
  const counts: Hooks["counts"] = {
    pass: 0,
    lose: 0,
    repeat: 0,
    delay: 0,
    reverse: 0,
    forge: 0,
    stranger: 0,
    refused: 0,
    forged: 0,
    "wrongly-taken": 0,
  };
  let calm = false;
  const end = new AbortController();

  const send = (hook: Hook): Promise<number> =>
    new Promise((resolve) => {
      const { "content-length": _length, connection: _connection, ...headers } = hook.headers;
      const length = Buffer.byteLength(hook.body);
      const request = http.request(
        {
          port: input.shopPort,
          host: "127.0.0.1",
          method: "POST",
          path: hook.path,
          agent,
          headers: { ...headers, "content-length": length },
          timeout: 15_000,
        },
        (response) => {
          response.resume();
          response.on("end", () => resolve(response.statusCode ?? 500)).on("error", () => resolve(500));
        },
      );
      request.on("timeout", () => request.destroy()).on("error", () => resolve(502));
      request.end(hook.body);
    });
  /** What was taken from its sender is ours to bring home. */
  const bringHome = async (hook: Hook): Promise<void> => {
    while (!end.signal.aborted && (await send(hook)) >= 500)
      await new Promise((resolve) => setTimeout(resolve, AGAIN_MS));
  };
  const fateOf = (hook: Hook): Fate => {
    if (calm) return { kind: "pass" };
    for (const mark of hook.body.match(MARK) ?? []) {
      const fate = fates.get(mark);
      if (fate) return fate;
    }
    return { kind: "pass" };
  };
  const forge = async (hook: Hook): Promise<void> => {
    if (!hook.path.endsWith("/stripe")) return;
    const old = Math.floor(Date.now() / 1000) - HOUR_S;
    const wrong = hook.body.replace(/evt_\w+/, `evt_${randomUUID().replaceAll("-", "")}`);
    const copies = [
      { ...hook, body: wrong },
      { ...hook, headers: { ...hook.headers, "stripe-signature": sign(hook.body, old) } },
      { ...hook, headers: { ...hook.headers, "stripe-signature": "t=1,v1=00" } },
    ];
    for (const copy of copies) {
      const status = await send(copy);
      counts.forged += 1;
      if (status >= 400 && status < 500) counts.refused += 1;
      else if (status < 300) counts["wrongly-taken"] += 1;
    }
  };
  /** Says of this checkout what is true of another one. */
  const estrange = async (hook: Hook): Promise<void> => {
    const checkout = /"checkout_id":\s*"([0-9a-f-]{36})"/.exec(hook.body)?.[1];
    if (!hook.path.endsWith("/stripe") || !checkout) return;
    const other = strangers.find((id) => id !== checkout);
    if (!strangers.includes(checkout)) strangers.unshift(checkout);
    strangers.splice(50);
    if (!other) return;
    const body = hook.body
      .replaceAll(checkout, other)
      .replace(/evt_\w+/, `evt_${randomUUID().replaceAll("-", "")}`);
    const at = Math.floor(Date.now() / 1000);
    await send({ ...hook, body, headers: { ...hook.headers, "stripe-signature": sign(body, at) } });
  };
  const release = (fate: Fate): void => {
    const hooks = held.get(fate) ?? [];
    held.delete(fate);
    void (async () => {
      for (const hook of hooks.toReversed()) await bringHome(hook);
    })();
  };
  const handle = async (hook: Hook): Promise<number> => {
    const fate = fateOf(hook);
    counts[fate.kind] += 1;
    switch (fate.kind) {
      case "lose":
        return 200;
      case "repeat": {
        const answers = await Promise.all(Array.from({ length: fate.times }, () => send(hook)));
        return Math.max(...answers);
      }
      case "delay":
        setTimeout(() => void bringHome(hook), fate.ms);
        return 200;
      case "reverse": {
        const group = held.get(fate);
        if (group) group.push(hook);
        else {
          held.set(fate, [hook]);
          setTimeout(() => release(fate), fate.ms);
        }
        return 200;
      }
      case "forge":
        await forge(hook);
        return send(hook);
      case "stranger":
        await estrange(hook);
        return send(hook);
      case "pass":
        return send(hook);
    }
  };

  const server = http.createServer((request, response) => {
    let body = "";
    request.setEncoding("utf8");
    request.on("data", (part: string) => (body += part));
    request.on("end", () => {
      handle({ path: request.url ?? "/", headers: request.headers, body }).then(
        (status) => response.writeHead(status).end(),
        () => response.destroy(),
      );
    });
    request.on("error", () => response.destroy());
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  if (address === null || typeof address === "string") throw new Error("The webhooks have no port");
  return {
    port: address.port,
    decree: (marks, fate) => marks.forEach((mark) => fates.set(mark, fate)),
    calm: () => void (calm = true),
    counts,
    async close() {
      end.abort();
      server.closeAllConnections();
      await once(server.close(), "close");
      agent.destroy();
    },
  };
}
