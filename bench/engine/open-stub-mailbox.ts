import net from "node:net";

/** Takes every mail that a worker hands over and forgets it: what SMTP wants to hear, at once. */
export async function openStubMailbox(port: number): Promise<net.Server> {
  const server = net.createServer((socket) => {
    let text = "";
    let writing = false;
    const say = (line: string) => socket.write(`${line}\r\n`);
    const hear = (line: string) => {
      if (writing) {
        if (line !== ".") return;
        writing = false;
        say("250 kept");
      } else if (line === "DATA") {
        writing = true;
        say("354 go on");
      } else if (line === "QUIT") socket.end("221 bye\r\n");
      else say("250 ok");
    };
    socket.on("error", () => undefined);
    socket.on("data", (chunk) => {
      const lines = (text + chunk.toString("latin1")).split("\r\n");
      text = lines.pop() ?? "";
      lines.forEach(hear);
    });
    say("220 stub");
  });
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, "127.0.0.1", resolve);
  });
  return server;
}
