import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { drawStates } from "./draw-states";

/** Writes the drawing of the machines for readers of the documentation. */
const folder = join(import.meta.dirname, "../docs");
mkdirSync(folder, { recursive: true });
writeFileSync(join(folder, "states.md"), drawStates());
process.stdout.write("docs/states.md written\n");
