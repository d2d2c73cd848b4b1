/** Every method the documents name. Only the balance is ever paid from here; invoices of the others wait for coins that never come. */
export const PAYMENT_METHODS = new Set(
  (
    "balance cashback bitcoin lightning litecoin dogecoin dash ethereum eth_base eth_arbitrum solana ton usdc_base usdc_arbitrum " +
    "usdc_polygon usdc_erc20 usdc_solana usdt_polygon usdt_erc20 usdt_trc20 usdt_solana usdt_bsc usdt_arbitrum"
  ).split(" "),
);
