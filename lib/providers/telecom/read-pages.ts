import { ProviderUnavailable } from "../spec";
import { readJson, type Client } from "./client";
import { pageSchema } from "./wire";

const PAGE_SIZE = 200;

/**
 * Reads a list to its end by cursor. `path` comes with its query, if any. README.md, "Pages".
 * @throws ProviderUnavailable when a page cannot be read, or when a cursor comes twice
 */
export async function* readPages(call: Client, path: string, what: string): AsyncGenerator<unknown[]> {
  const seen = new Set<string>();
  const first = `${path}${path.includes("?") ? "&" : "?"}per_page=${PAGE_SIZE}`;
  for (let next = first; ;) {
    const page = pageSchema.safeParse(await readJson(call, next));
    if (!page.success)
      throw new ProviderUnavailable("telecom", `page ${seen.size + 1} of ${what} could not be read`);
    yield page.data.data;
    const cursor = page.data.meta.next_cursor;
    if (!cursor) return;
    if (seen.has(cursor)) throw new ProviderUnavailable("telecom", `${what} go round in a circle`);
    seen.add(cursor);
    next = `${first}&cursor=${encodeURIComponent(cursor)}`;
  }
}
