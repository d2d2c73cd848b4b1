export { readOrderFacts, type OrderFacts } from "./read-order-facts";
export { readOrderView } from "./read-order-view";
export { createOrderWatch, type OrderWatch } from "./watch-orders";
