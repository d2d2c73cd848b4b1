export { readOrderFacts, type OrderFacts } from "./read-order-facts";
export { mayCancel, readOrderView } from "./read-order-view";
