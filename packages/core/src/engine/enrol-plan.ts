/** People who stand at a workflow's door when it is published, to be let in one page after another; `perDay` of them on a business day. */
export type EnrolPlan = { kind: "enrol"; workflow: string; leads: string[]; perDay?: number };
