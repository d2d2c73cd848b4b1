import { cache } from "react";
import { openRequest } from "@/lib/checkout";
import { runtime } from "@/lib/runtime";

/** The request in an address, opened once a page. */
export const readRequest = cache((token: string) =>
  openRequest(runtime().context({ kind: "system", id: "pages" }), decodeURIComponent(token)),
);
