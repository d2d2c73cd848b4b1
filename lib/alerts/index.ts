export {
  listAlertMessages,
  listAlertRules,
  putAlertRule,
  removeAlertRule,
  testAlertRule,
  type RuleDraft,
  type RuleFailure,
} from "./alert-rules";
export { handOutAlerts } from "./hand-out";
export { raiseAlert, type NewAlert } from "./raise-alert";
export { sendAlertMessages, type AlertCtx } from "./send-messages";
