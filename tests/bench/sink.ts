import { createServer } from "node:http";
import * as z from "zod";

const Entry = z.object({ ReplacementTags: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]) });
const Bulk = z.object({ BulkEmailEntries: z.array(Entry) });
const Single = z.object({ EmailTags: z.array(z.object({ Name: z.string(), Value: z.string() })).default([]) });

/** `at`: on the clock of `performance.now`. */
type Accepted = { lead: string; mail: string; at: number };

/** An SES that takes everything and counts: per mail of a lead, how often it came. */
export const startSink = async () => {
  const mails = new Map<string, number>();
  let requests = 0;
  let accepted: Accepted[] = [];
  const take = (tags: { Name: string; Value: string }[]): string => {
    const lead = tags.find(({ Name }) => Name === "lead")?.Value ?? "";
    const mail = tags.find(({ Name }) => Name === "mail")?.Value ?? "";
    const key = `${lead} ${mail}`;
    mails.set(key, (mails.get(key) ?? 0) + 1);
    accepted.push({ lead, mail, at: performance.now() });
    return `sink-${mails.size}`;
  };
  const server = createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      requests += 1;
      const body: unknown = JSON.parse(Buffer.concat(chunks).toString());
      const answer = request.url?.includes("bulk")
        ? {
            BulkEmailEntryResults: Bulk.parse(body).BulkEmailEntries.map(({ ReplacementTags }) => ({
              Status: "SUCCESS",
              MessageId: take(ReplacementTags),
            })),
          }
        : { MessageId: take(Single.parse(body).EmailTags) };
      response.setHeader("content-type", "application/json");
      response.end(JSON.stringify(answer));
    });
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const address = server.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  return {
    url: `http://127.0.0.1:${port}`,
    requests: () => requests,
    mails: () => mails,
    /** What was accepted since the last call: SES would publish events about it. */
    takeAccepted: (): Accepted[] => {
      const batch = accepted;
      accepted = [];
      return batch;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
};
