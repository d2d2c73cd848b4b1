import type http from "node:http";
import type { AddressInfo } from "node:net";
import { serveMounts } from "./http/serve-mounts";
import { openSandbox } from "./open-sandbox";
import { readSettings, type SandboxOverrides } from "./settings";

export interface Sandbox {
  /** Such as `http://127.0.0.1:4010`. */
  url: string;
  port: number;
  smtpPort: number;
  close(): Promise<void>;
}

const HOST = "127.0.0.1";

/** Starts the outside world in this process. Rejects with `code: "EADDRINUSE"` when a port is taken. */
export async function startSandbox(overrides: SandboxOverrides = {}): Promise<Sandbox> {
  const settings = readSettings(overrides);
  const sandbox = openSandbox(settings);
  const { mailbox } = sandbox;
  const server = serveMounts(sandbox.answer);

  const close = async (): Promise<void> => {
    sandbox.stop();
    await Promise.all([closeServer(server), mailbox.close()]);
    sandbox.close();
  };
  try {
    await listen(server, settings.port);
    await mailbox.listen(HOST, settings.smtpPort);
  } catch (error) {
    await close();
    throw error;
  }
  sandbox.resume();
  const { port } = server.address() as AddressInfo;
  sandbox.settings.port = port;
  return { url: `http://${HOST}:${port}`, port, smtpPort: mailbox.port(), close };
}

function listen(server: http.Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, HOST, () => {
      server.off("error", reject);
      resolve();
    });
  });
}

function closeServer(server: http.Server): Promise<void> {
  return new Promise((resolve) => {
    server.close(() => resolve());
    server.closeAllConnections();
  });
}
