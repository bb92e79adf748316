/** Values with a default of their own, or for emulators only: nothing gives them on AWS. */
export const localOnly = [
  "REKINDLE_CATALOGUE_LIFE_MS",
  "REKINDLE_KEY_PER_SECOND",
  "REKINDLE_HOOKS_PER_SECOND",
  "REKINDLE_LINKS_PER_SECOND",
  "REKINDLE_DYNAMODB_ENDPOINT",
  "REKINDLE_SQS_ENDPOINT",
  "REKINDLE_SES_ENDPOINT",
];
