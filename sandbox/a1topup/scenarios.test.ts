import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { saidBy, serveForTests, type A1TopupServer } from "./serve-for-tests";

let server: A1TopupServer;
beforeEach(async () => {
  server = await serveForTests();
});
afterEach(() => server.sandbox.close());

const to = (digits: string) => server.recharge({ mobile: `900001${digits}` });
const states = async () => (await server.credits()).map(({ state }) => state);
const wallet = async () => Number((await server.recharge()).body["balance"]) + 97;

describe("scenarios", () => {
  it.each(["0001", "0004", "0013", "0015", "0019"])("%s is delivered", async (digits) => {
    expect(saidBy(await to(digits))).toBe("success");
    expect(await states()).toEqual(["credited"]);
  });

  it.each([
    ["0002", "2001 Operator system down"],
    ["0003", "1003 Invalid mobile number"],
    ["0006", "1003 Invalid mobile number"],
    ["0018", "1002 Insufficient balance"],
  ])("%s is refused with %s, and nothing is taken", async (digits, said) => {
    expect(saidBy(await to(digits))).toBe(said);
    expect(await states()).toEqual([]);
    expect(await wallet()).toBe(5_000_000);
  });

  it("0005 is credited and answers 500 without a code", async () => {
    const { status, body } = await to("0005");
    expect(status).toBe(500);
    expect(body).not.toHaveProperty("error_code");
    expect(await states()).toEqual(["credited"]);
  });

  it.each(["0008", "0016"])("%s is credited and charged, and the answer is lost", async (digits) => {
    await expect(to(digits)).rejects.toThrow();
    expect(await states()).toEqual(["credited"]);
    expect(await wallet()).toBe(5_000_000 - 97);
  });

  it.each(["0007", "0009"])("%s ends the connection with nothing done", async (digits) => {
    await expect(to(digits)).rejects.toThrow();
    expect(await states()).toEqual([]);
    expect(await wallet()).toBe(5_000_000);
  });

  it("0010 is credited long before it answers", async () => {
    const slow = await serveForTests({ timeScale: 100, values: { A1TOPUP_WAIT_MS: "0" } });
    let answered = false;
    const answer = slow.recharge({ mobile: "9000010010" }).then((said) => ((answered = true), said));
    await expect.poll(() => slow.credits()).toHaveLength(1);
    expect(answered).toBe(false);
    expect(saidBy(await answer)).toBe("success");
    await slow.sandbox.close();
  });

  it("0011 recharges 80 %, and charges and says so", async () => {
    const { body } = await to("0011");
    expect(body).toMatchObject({ amount: 80, commission: 2.4, balance: 5_000_000 - 77.6 });
    expect((await server.credits())[0]?.amount.minor).toBe(8_000);
  });

  it("0012 is delivered, then taken back, which only wallet and portal show", async () => {
    expect(saidBy(await to("0012"))).toBe("success");
    await expect.poll(states).toEqual(["reversed"]);
    expect(await wallet()).toBe(5_000_000);
    expect(await server.portal()).toContain("reversed");
  });

  it("0014 is down twice, then works once", async () => {
    const slow = await serveForTests({ timeScale: 1, values: { A1TOPUP_WAIT_MS: "0" } });
    const said: string[] = [];
    for (let count = 0; count < 4; count += 1)
      said.push(saidBy(await slow.recharge({ mobile: "9000010014" })));
    const down = "2001 Operator system down";
    expect(said).toEqual([down, down, "success", down]);
    expect(await slow.credits()).toHaveLength(1);
    await slow.sandbox.close();
  });

  it("0017 has a status nobody documented, is charged at once and credited later", async () => {
    const { body } = await to("0017");
    expect(body).toMatchObject({ status: "processing", balance: 5_000_000 - 97 });
    await expect.poll(states).toEqual(["credited"]);
  });

  it("0020 only works with the operator that serves the number", async () => {
    const said = await Promise.all(
      ["AIRTEL", "JIO", "VI", "BSNL", "MTNL"].map(async (operator) =>
        saidBy(await server.recharge({ mobile: "9876510020", operator })),
      ),
    );
    expect(said.filter((one) => one === "success")).toHaveLength(1);
    expect(said.filter((one) => one === "1003 Invalid mobile number")).toHaveLength(4);
  });

  it("can be asked for by an injected fault", async () => {
    const match = { provider: "a1topup", path: "/api/v1/recharge", number: "+919000012345" };
    await server.sandbox.post("/__sandbox/faults", { match, scenario: "0018", times: 1 });
    expect(saidBy(await server.recharge())).toBe("1002 Insufficient balance");
    expect(saidBy(await server.recharge())).toBe("success");
  });
});
