import net from "node:net";
import { giveUp, say } from "./say.mjs";

function isFree(port) {
  return new Promise((resolve) => {
    const server = net.createServer();
    server.once("error", () => resolve(false));
    server.listen(port, "127.0.0.1", () => server.close(() => resolve(true)));
  });
}

const allFree = async (ports) => (await Promise.all(ports.map(isFree))).every(Boolean);

/**
 * The first free port from a wanted one on. A port that was asked for by name is not replaced: then the person must choose.
 * @param {{ name: string, wanted: number, asked: boolean, also?: number[] }} request `also`: offsets that must be free as well
 */
export async function choosePort({ name, wanted, asked, also = [] }) {
  for (let port = wanted; port < wanted + 200; port += 10) {
    if (await allFree([port, ...also.map((offset) => port + offset)])) {
      if (port !== wanted) say(`  Port ${wanted} is taken by another program; using ${port}.`);
      return port;
    }
    if (asked)
      giveUp(`Port ${port} (${name}) is taken by another program: stop it, or set ${name} to another port.`);
  }
  return giveUp(`No free port from ${wanted} on: set ${name} to one that is free.`);
}

/** A port of the loopback that nobody listens on now. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
