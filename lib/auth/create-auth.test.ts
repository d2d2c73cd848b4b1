import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from "vitest";
import { mails, sessions, signInThrottles, users, verificationTokens } from "@/db/schema";
import { createTestDatabase, type TestDatabase } from "@/db/testing";
import { newId } from "@/lib/core/ids";
import { createAuth, type Auth } from "./index";

const APP = "http://shop.test";
let database: TestDatabase;

/** A browser that keeps its cookies. */
function createBrowser(auth: Auth) {
  const jar = new Map<string, string>();
  const send = async (path: string, form?: Record<string, string>) => {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const answer = await auth.answer(
      new Request(`${APP}${path}`, {
        method: form ? "POST" : "GET",
        headers: { cookie },
        ...(form ? { body: new URLSearchParams(form) } : {}),
      }),
    );
    for (const set of answer?.headers.getSetCookie() ?? []) {
      const [pair = ""] = set.split(";");
      const [name = "", value = ""] = pair.split("=");
      jar.set(name, value);
    }
    return answer;
  };
  return {
    send,
    jar,
    csrf: async () => {
      await send("/api/auth/signin");
      return auth.csrfTokenOf(decodeURIComponent(jar.get(auth.cookieName("csrf")) ?? "")) ?? "";
    },
    askForLink: async (email: string) => {
      await send("/api/auth/signin");
      const csrf = decodeURIComponent(jar.get(auth.cookieName("csrf")) ?? "").split("|")[0] ?? "";
      return send("/api/auth/signin/email", { csrfToken: csrf, email });
    },
    staff: () => auth.readStaff(jar.get(auth.cookieName("session"))),
  };
}

function open(options: { adminEmails?: string[]; appUrl?: string } = {}): Auth {
  const appUrl = options.appUrl ?? APP;
  vi.stubEnv("NEXTAUTH_URL", appUrl);
  return createAuth({
    ctx: { ...database.ctx, adminEmails: options.adminEmails ?? ["owner@shop.test"] },
    appUrl,
    secret: "a secret of the tests",
    seal: (plain) => `sealed ${Buffer.from(plain).toString("base64")}`,
    newId,
    answerAfterMs: 0,
  });
}

/** The link of the newest mail, as whoever can unseal it reads it. */
async function mailedLink(email: string): Promise<URL> {
  const rows = await database.ctx.db.select().from(mails).where(eq(mails.to, email));
  const newest = rows.toSorted((a, b) => a.id.localeCompare(b.id)).at(-1);
  return new URL(Buffer.from(String(newest?.data.link).replace("sealed ", ""), "base64").toString("utf8"));
}

beforeAll(async () => {
  database = await createTestDatabase();
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await database.close();
});

beforeEach(async () => {
  for (const table of [sessions, users, verificationTokens, mails, signInThrottles])
    await database.ctx.db.delete(table);
});

describe("signing in", () => {
  test("an address of the settings is owner from its first sign-in, however it is written", async () => {
    const auth = open();
    const browser = createBrowser(auth);
    const asked = await browser.askForLink("  OWNER@Shop.test ");
    expect(asked?.status).toBe(303);
    const link = await mailedLink("owner@shop.test");
    expect(link.href.startsWith(`${APP}/admin/sign-in/open?`)).toBe(true);
    const opened = await browser.send(`/api/auth/callback/email${link.search}`, {});
    expect(opened?.headers.get("location")).toBe(`${APP}/admin`);
    expect(await browser.staff()).toMatchObject({ email: "owner@shop.test", role: "owner" });
  });

  test("the mail opens in another browser than the one that asked", async () => {
    const auth = open();
    await createBrowser(auth).askForLink("owner@shop.test");
    const other = createBrowser(auth);
    const link = await mailedLink("owner@shop.test");
    const opened = await other.send(`/api/auth/callback/email${link.search}`, {});
    expect(opened?.headers.get("location")).toBe(`${APP}/admin`);
    expect(await other.staff()).not.toBeNull();
  });

  test("a link works once", async () => {
    const auth = open();
    await createBrowser(auth).askForLink("owner@shop.test");
    const link = await mailedLink("owner@shop.test");
    await createBrowser(auth).send(`/api/auth/callback/email${link.search}`, {});
    const second = createBrowser(auth);
    const again = await second.send(`/api/auth/callback/email${link.search}`, {});
    expect(again?.headers.get("location")).toContain("error=Verification");
    expect(await second.staff()).toBeNull();
  });

  test("a link that is over opens nothing", async () => {
    const auth = open();
    await createBrowser(auth).askForLink("owner@shop.test");
    const [token] = await database.ctx.db.select().from(verificationTokens);
    const life = (token?.expires.getTime() ?? 0) - Date.now();
    expect(life).toBeGreaterThan(14 * 60_000);
    expect(life).toBeLessThanOrEqual(15 * 60_000);
    await database.ctx.db.update(verificationTokens).set({ expires: new Date(Date.now() - 1000) });
    const browser = createBrowser(auth);
    const link = await mailedLink("owner@shop.test");
    const opened = await browser.send(`/api/auth/callback/email${link.search}`, {});
    expect(opened?.headers.get("location")).toContain("error=Verification");
    expect(await browser.staff()).toBeNull();
  });

  test("the token lies hashed in the database and sealed in the outbox", async () => {
    const auth = open();
    await createBrowser(auth).askForLink("owner@shop.test");
    const link = await mailedLink("owner@shop.test");
    const token = link.searchParams.get("token") ?? "";
    const [stored] = await database.ctx.db.select().from(verificationTokens);
    const [mail] = await database.ctx.db.select().from(mails);
    expect(token).toMatch(/^[0-9a-f]{64}$/);
    expect(stored?.token).not.toBe(token);
    expect(JSON.stringify(mail)).not.toContain(token);
  });

  test("an address that was taken off the list before the link was opened stays outside", async () => {
    await createBrowser(open()).askForLink("owner@shop.test");
    const link = await mailedLink("owner@shop.test");
    const browser = createBrowser(open({ adminEmails: [] }));
    const opened = await browser.send(`/api/auth/callback/email${link.search}`, {});
    expect(opened?.headers.get("location")).toContain("error=AccessDenied");
    expect(await browser.staff()).toBeNull();
  });

  test("who is owner already may sign in without being named; a customer may not", async () => {
    await database.ctx.db.insert(users).values([
      { id: "u1", email: "old-owner@shop.test", role: "owner" },
      { id: "u2", email: "customer@shop.test", role: "customer" },
    ]);
    const auth = open({ adminEmails: [] });
    await createBrowser(auth).askForLink("old-owner@shop.test");
    await createBrowser(auth).askForLink("customer@shop.test");
    const rows = await database.ctx.db.select({ to: mails.to }).from(mails);
    expect(rows).toEqual([{ to: "old-owner@shop.test" }]);
  });
});

describe("what strangers learn", () => {
  test("every address gets the same answer, only staff get a mail", async () => {
    const auth = open();
    const told = async (email: string) => {
      const browser = createBrowser(auth);
      const answer = await browser.askForLink(email);
      return [answer?.status, answer?.headers.get("location"), [...browser.jar.keys()]];
    };
    expect(await told("stranger@example.org")).toEqual(await told("owner@shop.test"));
    const rows = await database.ctx.db.select({ to: mails.to }).from(mails);
    expect(rows).toEqual([{ to: "owner@shop.test" }]);
    expect(await database.ctx.db.select().from(users)).toEqual([]);
  });

  test("an address gets five mails in a window, with the same answer after that", async () => {
    const auth = open();
    const answers = new Set<string | null | undefined>();
    for (let n = 0; n < 8; n += 1) {
      answers.add((await createBrowser(auth).askForLink("owner@shop.test"))?.headers.get("location"));
    }
    expect(answers.size).toBe(1);
    expect(await database.ctx.db.$count(mails)).toBe(5);
    await database.ctx.db
      .update(signInThrottles)
      .set({ windowStartedAt: new Date(Date.now() - 15 * 60_000 - 1000) });
    await createBrowser(auth).askForLink("owner@shop.test");
    expect(await database.ctx.db.$count(mails)).toBe(6);
  });

  test("a form without its token, or with another's, sends nothing", async () => {
    const auth = open();
    const browser = createBrowser(auth);
    await browser.csrf();
    const other = await createBrowser(auth).csrf();
    for (const csrfToken of ["", other]) {
      const answer = await browser.send("/api/auth/signin/email", { csrfToken, email: "owner@shop.test" });
      expect(answer?.headers.get("location")).toContain("csrf=true");
    }
    expect(await database.ctx.db.$count(mails)).toBe(0);
  });

  test.each(["not an address", "a@b", "a@b@c.test", "owner@shop.test,evil@example.org", '"x"@shop.test'])(
    "%s is no address",
    async (email) => {
      const answer = await createBrowser(open()).askForLink(email);
      expect(answer?.headers.get("location")).toContain("error=EmailSignin");
      expect(await database.ctx.db.$count(mails)).toBe(0);
    },
  );

  test.each([
    ["GET", "session"],
    ["GET", "providers"],
    ["GET", "csrf"],
    ["GET", "callback/email?token=x&email=owner@shop.test"],
    ["POST", "_log"],
    ["POST", "signout"],
    ["POST", "signin/other"],
    ["GET", ""],
  ])("%s %s is not there", async (method, path) => {
    const request = new Request(`${APP}/api/auth/${path}`, { method });
    expect(await open().answer(request)).toBeNull();
  });
});

describe("sessions", () => {
  async function signedIn(auth: Auth) {
    const browser = createBrowser(auth);
    await browser.askForLink("owner@shop.test");
    const link = await mailedLink("owner@shop.test");
    await browser.send(`/api/auth/callback/email${link.search}`, {});
    return browser;
  }

  test("signing out ends it; an unknown or ended one is nobody's", async () => {
    const auth = open();
    const browser = await signedIn(auth);
    const token = browser.jar.get(auth.cookieName("session")) ?? "";
    await auth.signOut(token);
    expect(await browser.staff()).toBeNull();
    const again = await signedIn(auth);
    await database.ctx.db.update(sessions).set({ expires: new Date(Date.now() - 1000) });
    expect(await again.staff()).toBeNull();
    expect(await auth.readStaff("made-up")).toBeNull();
    expect(await auth.readStaff(undefined)).toBeNull();
  });

  test("a role that is taken away counts at once", async () => {
    const auth = open();
    const browser = await signedIn(auth);
    await database.ctx.db.update(users).set({ role: "customer" });
    expect(await browser.staff()).toBeNull();
  });

  test("with https every cookie is secure and bound to the host", async () => {
    const auth = open({ appUrl: "https://shop.test" });
    const answer = await auth.answer(new Request("https://shop.test/api/auth/signin"));
    const set = answer?.headers.getSetCookie() ?? [];
    expect(set.length).toBeGreaterThan(0);
    for (const cookie of set) expect(cookie).toMatch(/^__Host-hl_staff.*HttpOnly; Secure; SameSite=Lax/);
  });
});
