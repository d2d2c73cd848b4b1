export { listAudit, listAuditActions, streamAudit } from "./list-audit";
export { noteStaffAction, type StaffAction } from "./note-staff-action";
