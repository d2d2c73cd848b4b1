import http from "node:http";
import { inParallel } from "../statistics";

const AT_ONCE = 32;

function get(agent: http.Agent, url: string): Promise<void> {
  return new Promise((resolve, reject) => {
    http
      .get(url, { agent, headers: { "accept-encoding": "gzip" } }, (response) => {
        response.resume().on("end", () => {
          if (response.statusCode === 200) resolve();
          else reject(new Error(`${url} answered ${response.statusCode}`));
        });
      })
      .on("error", reject);
  });
}

/** Pages a second, 32 at a time over kept-alive connections, with gzip. */
export async function measureThroughput(url: string, requests: number): Promise<number> {
  const agent = new http.Agent({ keepAlive: true, maxSockets: AT_ONCE });
  const seconds = await inParallel(requests, AT_ONCE, () => get(agent, url));
  agent.destroy();
  return requests / seconds;
}
