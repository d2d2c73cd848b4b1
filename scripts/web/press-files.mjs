/** Writes every script and sheet of a build beside itself in small, as hard as it goes: they are sent as they lie there, for years. */
import fs from "node:fs/promises";
import path from "node:path";
import { promisify } from "node:util";
import zlib from "node:zlib";

const WORTH_IT = /\.(?:js|css|svg|json|txt)$/;
const { BROTLI_PARAM_QUALITY, BROTLI_MAX_QUALITY } = zlib.constants;

async function pressFile(file) {
  const body = await fs.readFile(file);
  const [br, gz] = await Promise.all([
    promisify(zlib.brotliCompress)(body, { params: { [BROTLI_PARAM_QUALITY]: BROTLI_MAX_QUALITY } }),
    promisify(zlib.gzip)(body, { level: 9 }),
  ]);
  await Promise.all([fs.writeFile(`${file}.br`, br), fs.writeFile(`${file}.gz`, gz)]);
}

/** @param {string} folder with all its folders */
export async function pressFiles(folder) {
  const entries = await fs.readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && WORTH_IT.test(entry.name))
    .map((entry) => path.join(entry.parentPath, entry.name));
  await Promise.all(files.map(pressFile));
}
