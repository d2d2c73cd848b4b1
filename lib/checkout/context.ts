import type { Ctx } from "@/db/context";
import type { Sellers } from "@/lib/catalog";
import type { StripeGateway } from "@/lib/payments";
import type { LimitSetting } from "@/lib/risk";

/** What the checkout needs beside the usual. The actor is the buyer. */
export interface CheckoutCtx extends Ctx, LimitSetting {
  stripe: StripeGateway;
  /** Prices are made for the way that would be taken now. */
  providers: Sellers;
  appUrl: string;
  /** What the buyer pays in. */
  currency: string;
  locale: string;
  /** For the secrets among what a product demands. */
  seal(plain: string): string;
}
