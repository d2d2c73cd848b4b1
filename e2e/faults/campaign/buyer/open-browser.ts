import type { PageForm } from "./read-forms";
import { readForms } from "./read-forms";

export interface Page {
  url: string;
  status: number;
  html: string;
  forms: PageForm[];
}

/** What a buyer's browser without scripts does: follows redirects, keeps cookies, sends forms. */
export interface Browser {
  open(url: string): Promise<Page>;
  /** Sends a form, as a press on one of its buttons does. Follows where it leads, unless told not to. */
  send(page: Page, form: PageForm, press: Press): Promise<Page>;
  /** Requests that brought no answer or a 5xx, of all. */
  readonly failed: { requests: number; lost: number; refused: number };
}

export interface Press {
  fill?: Record<string, string>;
  button?: { name: string; value: string } | undefined;
  /** Stops before leaving for an address that begins so. */
  stopAt?: string;
}

const ANSWER_MS = 20_000;
const MOST_HOPS = 8;

export class NoAnswer extends Error {
  constructor(url: string, why: string) {
    super(`${url.replace(/\?.*/, "")}: ${why}`);
    this.name = "NoAnswer";
  }
}

function jar() {
  const cookies = new Map<string, string>();
  return {
    take(response: Response) {
      for (const line of response.headers.getSetCookie()) {
        const [name = "", value = ""] = line.split(";", 1)[0]?.split(/=(.*)/s) ?? [];
        cookies.set(name, value);
      }
    },
    header: () => [...cookies].map(([name, value]) => `${name}=${value}`).join("; "),
  };
}

function bodyOf(form: PageForm, { fill = {}, button }: Press): FormData {
  const body = new FormData();
  for (const [name, value] of form.fields) body.append(name, fill[name] ?? value);
  if (button?.name) body.append(button.name, button.value);
  return body;
}

/** The card page is a plain form of another house. */
const encoded = (body: FormData): URLSearchParams =>
  new URLSearchParams([...body].map(([name, value]) => [name, String(value)]));

export function openBrowser(shop: string): Browser {
  const cookies = jar();
  const failed = { requests: 0, lost: 0, refused: 0 };

  const ask = async (url: string, init: RequestInit): Promise<Response> => {
    failed.requests += 1;
    const headers: Record<string, string> = { accept: "text/html", connection: "close" };
    if (url.startsWith(shop)) headers["cookie"] = cookies.header();
    if (init.method === "POST") headers["origin"] = new URL(url).origin;
    try {
      const response = await fetch(url, {
        ...init,
        headers,
        redirect: "manual",
        signal: AbortSignal.timeout(ANSWER_MS),
      });
      if (url.startsWith(shop)) cookies.take(response);
      if (response.status >= 500) failed.refused += 1;
      return response;
    } catch (error) {
      failed.lost += 1;
      const cause = error instanceof Error && error.cause instanceof Error ? error.cause.message : "";
      throw new NoAnswer(url, `${String(error)} ${cause}`.trim());
    }
  };
  const read = async (url: string, response: Response): Promise<Page> => {
    const html = await response.text().catch((error: unknown) => {
      failed.lost += 1;
      throw new NoAnswer(url, String(error));
    });
    return { url, status: response.status, html, forms: readForms(html) };
  };
  const follow = async (from: string, first: Response, stopAt?: string): Promise<Page> => {
    let [url, response] = [from, first];
    for (let hops = 0; hops < MOST_HOPS; hops += 1) {
      const to = response.headers.get("location");
      if (response.status < 300 || response.status >= 400 || !to) return read(url, response);
      await response.body?.cancel();
      url = new URL(to, url).href;
      if (stopAt && url.startsWith(stopAt)) return { url, status: 303, html: "", forms: [] };
      response = await ask(url, {});
    }
    throw new NoAnswer(from, "it leads in circles");
  };

  return {
    failed,
    open: async (url) => follow(url, await ask(url, {})),
    async send(page, form, press) {
      const url = new URL(form.action || page.url, page.url).href;
      const body = bodyOf(form, press);
      const response = await ask(url, { method: "POST", body: url.startsWith(shop) ? body : encoded(body) });
      return follow(url, response, press.stopAt);
    },
  };
}
