import postgres from "postgres";

/** A new, empty database on a server; those of earlier runs are dropped. @returns {Promise<string>} its address */
export async function freshDatabase(serverUrl) {
  const sql = postgres(serverUrl, { max: 1, onnotice: () => undefined });
  try {
    const old =
      await sql`select datname from pg_database where datname like 'shop\\_%' or datname like 'hl\\_test\\_%'`;
    for (const { datname } of old) await sql.unsafe(`drop database "${datname}" with (force)`);
    const name = `shop_${Date.now()}`;
    await sql.unsafe(`create database ${name}`);
    const url = new URL(serverUrl);
    url.pathname = `/${name}`;
    return url.href;
  } finally {
    await sql.end();
  }
}
