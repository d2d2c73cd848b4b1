import { once } from "node:events";
import { createServer, type AddressInfo, type Socket } from "node:net";
import { afterEach, beforeEach, expect, it } from "vitest";
import { createMailer } from "./create-mailer";

const sockets = new Set<Socket>();
const silent = createServer((socket) => sockets.add(socket));
beforeEach(async () => void (await once(silent.listen(0, "127.0.0.1"), "listening")));
afterEach(async () => {
  for (const socket of sockets) socket.destroy();
  silent.close();
  await once(silent, "close");
});

it("gives up on a server that says nothing", async () => {
  const { port } = silent.address() as AddressInfo;
  const mailer = createMailer({
    smtpUrl: `smtp://127.0.0.1:${port}`,
    from: "shop@example.com",
    patience: 50,
  });
  const mail = { to: "buyer@example.com", id: "1", subject: "Hello", html: "<p>Hello</p>", text: "Hello" };
  await expect(mailer.send(mail)).rejects.toThrow("Timeout");
});
