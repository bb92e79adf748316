/** Stands where a mail says whose record it belongs to, and it is nobody's: a test. What SES tells of it concerns no lead. */
export const NOBODY = "nobody";
