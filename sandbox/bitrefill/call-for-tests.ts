export type Body = Record<string, unknown>;

export interface Called {
  status: number;
  headers: Headers;
  body: Body;
  data: Body;
  /** Such as `400 out_of_stock`. */
  code: string;
}
export type Caller = (method: string, path: string, body?: unknown) => Promise<Called>;

/** Calls the sandbox's Bitrefill with the business credentials. */
export function callBitrefill(url: string): Caller {
  const basic = Buffer.from("sandbox-bitrefill:sandbox-bitrefill-secret").toString("base64");
  const headers = { authorization: `Basic ${basic}`, "content-type": "application/json" };
  return async (method, path, body) => {
    const answer = await fetch(`${url}/bitrefill${path}`, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const json = (await answer.json()) as Body;
    const code = `${answer.status} ${String(json["error_code"])}`;
    return { status: answer.status, headers: answer.headers, body: json, data: json["data"] as Body, code };
  };
}

/** 1600 NGN of airtime. */
export function orderTo(number: string, item: Body = {}): Body {
  return {
    products: [{ product_id: "mtn-nigeria", value: 1600, quantity: 1, phone_number: number, ...item }],
    payment_method: "balance",
    auto_pay: false,
  };
}

/** Creates and pays; the invoice's id. */
export async function payWith(call: Caller, wish: Body, path = "/invoices"): Promise<string> {
  const created = await call("POST", path, wish);
  if (created.status !== 200) throw new Error(`not created: ${created.code}`);
  const id = String(created.data["id"]);
  const paid = await call("POST", `/invoices/${id}/pay`, {});
  if (paid.status !== 200) throw new Error(`not paid: ${paid.code}`);
  return id;
}

/** Asks again until it is so; the test's own time-out ends what never comes. */
export async function until<T>(ask: () => Promise<T>, done: (value: T) => boolean): Promise<void> {
  while (!done(await ask())) await new Promise((resolve) => setImmediate(resolve));
}
