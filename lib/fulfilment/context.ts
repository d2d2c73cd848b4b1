import type { Ctx } from "@/db/context";
import type { StripeGateway } from "@/lib/payments";
import type { Provider, ProviderName } from "@/lib/providers/spec";
import type { LimitSetting } from "@/lib/risk";

/** What fulfilment needs beside the usual: providers, Stripe, a seal for artefacts, and who is told when a person is needed. */
export interface FulfilmentCtx extends Ctx, LimitSetting {
  providers: { get(name: ProviderName): Provider | undefined; live?: boolean };
  stripe: StripeGateway;
  seal(plain: string): string;
  unseal(sealed: string): string;
  staffEmails: string[];
  /** Who settles a checkout moves its money as well, right after the commit; without it a wake-up of the payment does. */
  movesMoneyAtOnce?: boolean;
}
