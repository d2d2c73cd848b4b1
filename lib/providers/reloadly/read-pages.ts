import { ProviderUnavailable } from "../spec";
import { read, type Client } from "./client";
import { pageSchema } from "./wire";

export interface Page {
  /** Rows as they came, each still to be checked. */
  rows: unknown[];
  /** Rows of this and all earlier pages. */
  done: number;
  total: number | undefined;
}

/**
 * Reads a paged list to its end. `path` comes with its query and without `page`; request pages count from 1. README.md, "Pages".
 * @throws ProviderUnavailable when a page cannot be read, or when fewer rows came than were announced
 */
export async function* readPages(call: Client, path: string, what: string): AsyncGenerator<Page> {
  let done = 0;
  for (let number = 1; ; number += 1) {
    const verdict = await read(call, `${path}&page=${number}`);
    const page =
      verdict.kind === "answered" && verdict.status === 200 ? pageSchema.safeParse(verdict.json) : undefined;
    if (!page?.success)
      throw new ProviderUnavailable("reloadly", `page ${number} of ${what} could not be read`);
    const { content, last, totalElements } = page.data;
    const total = totalElements == null ? undefined : Number(totalElements);
    done += content.length;
    const ended = last === true || content.length === 0;
    // The list shrank or moved while it was read: what was missed must not look as if it were gone.
    if (ended && total !== undefined && done < total)
      throw new ProviderUnavailable("reloadly", `${what}: ${done} of ${total} rows came`);
    yield { rows: content, done, total };
    if (ended) return;
  }
}
