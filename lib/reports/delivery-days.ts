/** So far back a delivery record looks. */
export const DELIVERY_DAYS = 30;
