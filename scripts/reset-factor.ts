import { createInterface } from "node:readline/promises";
import { resetFactorByServer } from "@/lib/accounts";
import { runtime } from "@/lib/runtime";

/**
 * For a member of staff who has lost phone and recovery codes: `npm run reset-factor -- owner@example.org`. Takes their second factor and codes
 * away, ends their sessions, writes it to the audit log and tells all owners. Asks for the address once more first. docs/dashboard.md
 */
const say = (line: string) => process.stdout.write(`${line}\n`);

async function repeated(email: string): Promise<boolean> {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  const typed = await lines.question(
    `This takes the second factor, the recovery codes and all sessions of ${email}. Type the address once more: `,
  );
  lines.close();
  return typed.trim().toLowerCase() === email.trim().toLowerCase();
}

async function reset(email: string): Promise<boolean> {
  const { connection, context } = runtime("reset-factor");
  try {
    const done = await resetFactorByServer(context({ kind: "system", id: "reset-factor" }), { email });
    if (!done.ok) {
      say(`Nobody of staff has the address ${email}. Nothing was changed.`);
      return false;
    }
    const { hadFactor, codes, sessions } = done.value;
    say(
      hadFactor
        ? `The second factor is gone, and ${codes} recovery codes with it.`
        : "There was no second factor.",
    );
    say(`Sessions ended: ${sessions}. It stands in the audit log, and all owners are told.`);
    say(`Now ${done.value.email} signs in by mail and sets up a new authenticator under Account.`);
    return true;
  } finally {
    await connection.close();
  }
}

const [email] = process.argv.slice(2);
if (!email) {
  say("Say whose: npm run reset-factor -- owner@example.org");
  process.exitCode = 1;
} else if (!(await repeated(email))) {
  say("That is another address. Nothing was changed.");
  process.exitCode = 1;
} else if (!(await reset(email))) process.exitCode = 1;
