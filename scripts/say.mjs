/** What the composition scripts tell the person in front of them. */

const began = Date.now();
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

export const say = (text) => void process.stdout.write(`${text}\n`);

/** Runs one named step and says how long it took. */
export async function step(name, work) {
  const start = Date.now();
  process.stdout.write(`  ${name} …${process.stdout.isTTY ? "" : "\n"}`);
  const result = await work();
  process.stdout.write(`${process.stdout.isTTY ? "\r" : ""}  ${name}: ${seconds(start)}            \n`);
  return result;
}

/** Ends the process with lines that say what is wrong and what to do. */
export function giveUp(...lines) {
  for (const line of lines) process.stderr.write(`${line}\n`);
  process.exit(1);
}

export const sinceStart = () => seconds(began);
