import {
  InternalServerError,
  ProvisionedThroughputExceededException,
  ThrottlingException,
} from "@aws-sdk/client-dynamodb";

/** What AWS and the network may answer instead of an answer. */
const $metadata = {};
export const throttled = new ThrottlingException({ message: "Rate exceeded", $metadata });
export const overProvisioned = new ProvisionedThroughputExceededException({ message: "Too much", $metadata });
export const serverError = new InternalServerError({ message: "Oops", $metadata });
export const timeout = Object.assign(new Error("No answer in 5000 ms"), { name: "TimeoutError", code: "ETIMEDOUT" });
export const hangUp = Object.assign(new Error("socket hang up"), { code: "ECONNRESET" });

export const config = { region: "us-east-1", credentials: { accessKeyId: "a", secretAccessKey: "b" } };

/** Four attempts; the waits between them take no time and are noted. */
export const patient = () => {
  const waits: number[] = [];
  const patience = {
    attempts: 4,
    wait: async (ms: number) => {
      waits.push(ms);
    },
  };
  return { waits, patience };
};
