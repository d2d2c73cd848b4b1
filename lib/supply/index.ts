export { drawToken, type PacedCall } from "./draw-token";
export { hasTurn } from "./has-turn";
export { circuitNote, verdictOf, type WayVerdict } from "./note-circuit";
export { pauseProvider, switchProvider } from "./pause-provider";
export { lowerFloat, readFloat, readFloats, sumClaims } from "./read-float";
export { readFloatTrail, type FloatTrail } from "./read-float-trail";
export { rollUpHealth } from "./roll-up-health";
export { takeTrial } from "./take-trial";
