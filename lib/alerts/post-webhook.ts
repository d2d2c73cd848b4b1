import { lookup, type LookupAddress } from "node:dns";
import { request as overHttp } from "node:http";
import { request as overHttps } from "node:https";
import { BlockList, isIP, type LookupFunction } from "node:net";

export interface WebhookRules {
  /** Live: https alone, and no address of a private network. */
  strict: boolean;
  timeoutMs: number;
}

/** Networks that are nobody's on the internet (RFC 6890 and its like). */
const PRIVATE = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const)
  PRIVATE.addSubnet(network, prefix, "ipv4");
for (const [network, prefix] of [
  ["::", 128],
  ["::1", 128],
  ["64:ff9b::", 96],
  ["100::", 64],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["ff00::", 8],
] as const)
  PRIVATE.addSubnet(network, prefix, "ipv6");

/** Whether a numeric address belongs to no public network; one of version 4 in the clothes of 6 is judged as what it is. */
export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (mapped) return PRIVATE.check(mapped, "ipv4");
  if (/^::ffff:/i.test(address)) return true;
  return PRIVATE.check(address, isIP(address) === 6 ? "ipv6" : "ipv4");
}

/** What is wrong with an address before anything is asked of it; undefined when nothing is. */
export function webhookProblem(
  address: string,
  strict: boolean,
): "no-address" | "not-https" | "private" | undefined {
  if (!URL.canParse(address) || address.length > 500) return "no-address";
  const { protocol, hostname, username, password } = new URL(address);
  if ((protocol !== "https:" && protocol !== "http:") || username || password || hostname === "")
    return "no-address";
  if (!strict) return undefined;
  if (protocol !== "https:") return "not-https";
  const bare = hostname.replace(/^\[|\]$/g, "");
  return isIP(bare) && isPrivateAddress(bare) ? "private" : undefined;
}

/** Looks a name up and refuses it when any of its addresses is private: what was judged is what is called. */
const publicLookup: LookupFunction = (hostname, options, answer) => {
  lookup(hostname, { ...options, all: true }, (error, found: LookupAddress[]) => {
    if (error) return answer(error, "", 0);
    if (found.length === 0 || found.some(({ address }) => isPrivateAddress(address)))
      return answer(new Error("the name leads into a private network"), "", 0);
    const [first] = found;
    if (options.all) return answer(null, found);
    answer(null, first?.address ?? "", first?.family ?? 4);
  });
};

/**
 * Posts JSON once; redirects are not followed, and of the answer only its status is read.
 * @param key the same for every try of one message
 * @throws Error with a few words for people when it was not taken
 */
export async function postWebhook(
  address: string,
  { body, key }: { body: unknown; key: string },
  { strict, timeoutMs }: WebhookRules,
): Promise<void> {
  const problem = webhookProblem(address, strict);
  if (problem) throw new Error(problem);
  const url = new URL(address);
  const send = url.protocol === "https:" ? overHttps : overHttp;
  const text = JSON.stringify(body);
  await new Promise<void>((resolve, reject) => {
    const call = send(
      url,
      {
        method: "POST",
        agent: false,
        ...(strict ? { lookup: publicLookup } : {}),
        signal: AbortSignal.timeout(timeoutMs),
        headers: {
          "content-type": "application/json",
          "content-length": Buffer.byteLength(text),
          "idempotency-key": key,
        },
      },
      (response) => {
        const status = response.statusCode ?? 0;
        response.destroy();
        if (status >= 200 && status < 300) resolve();
        else reject(new Error(`answered ${status}`));
      },
    );
    call.on("error", (error) =>
      reject(
        error.name === "AbortError" || error.name === "TimeoutError" ? new Error("no answer in time") : error,
      ),
    );
    call.end(text);
  });
}
