export { block, type BlockFailure } from "./block";
export { findCheckoutBlocks, type CheckoutBlock } from "./find-blocked";
export { liftBlock, type LiftFailure } from "./lift-block";
export { changeLimits, readLimits, type LimitChangeFailure, type StandingLimits } from "./limit-rows";
export { writeNote, type NoteFailure } from "./write-note";
