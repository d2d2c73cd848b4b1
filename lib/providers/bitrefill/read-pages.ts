import { machineTime } from "@/lib/core/machine-time";
import { ProviderUnavailable } from "../spec";
import { read, type Client } from "./client";
import type { TakeTurn } from "./create-pace";
import { pageSchema } from "./wire";

export interface Pager {
  call: Client;
  /** Every page waits its turn. */
  takeTurn: TakeTurn;
  timeScale: number;
}

const PAGE_SIZE = 50;
const MOST_PAGES = 4000;
const THROTTLED_TRIES = 3;
const LONGEST_WAIT_MS = 70_000;

async function readPage({ call, takeTurn, timeScale }: Pager, path: string) {
  for (let run = 1; ; run += 1) {
    await takeTurn();
    const verdict = await read(call, path);
    if (verdict.kind !== "answered" || verdict.status !== 429 || run === THROTTLED_TRIES) return verdict;
    await machineTime().pause(Math.min(verdict.waitMs ?? LONGEST_WAIT_MS / timeScale, LONGEST_WAIT_MS));
  }
}

/**
 * Reads a list to its end, page by page. `path` comes with its query. README.md, "Pages".
 * @throws ProviderUnavailable when a page cannot be read
 */
export async function* readPages(pager: Pager, path: string, what: string): AsyncGenerator<unknown[]> {
  const glue = path.includes("?") ? "&" : "?";
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const verdict = await readPage(pager, `${path}${glue}start=${page * PAGE_SIZE}&limit=${PAGE_SIZE}`);
    const parsed =
      verdict.kind === "answered" && verdict.status === 200 ? pageSchema.safeParse(verdict.json) : undefined;
    if (!parsed?.success)
      throw new ProviderUnavailable("bitrefill", `page ${page} of ${what} could not be read`);
    const { data, meta } = parsed.data;
    if (data.length > 0) yield data;
    if (data.length === 0 || !meta?.["_next"]) return;
  }
  throw new ProviderUnavailable("bitrefill", `${what} do not end`);
}
