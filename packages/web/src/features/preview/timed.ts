/** Reasons for which a mail waits for a better hour. It goes later, so it is no refusal. */
export const timed = ["quietHours", "window", "perDay", "perWeek", "workflowPerDay"];
