export { noteStaffAction, type StaffAction } from "./note-staff-action";
