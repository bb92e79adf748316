import type { Ctx } from "./env.ts";

/** A file that is sent as it is read. */
export const sent = (c: Ctx, lines: AsyncGenerator<string>, type: string, name: string) =>
  c.body(streamOf(lines), 200, {
    "content-type": type,
    "content-disposition": `attachment; filename="${name}"`,
    "cache-control": "no-store",
  });

/** Read on only as fast as somebody takes it. */
const streamOf = (lines: AsyncGenerator<string>): ReadableStream<Uint8Array> => {
  const encoder = new TextEncoder();
  return new ReadableStream({
    pull: async (controller) => {
      const { done, value } = await lines.next();
      if (done) controller.close();
      else controller.enqueue(encoder.encode(value));
    },
    cancel: async () => {
      await lines.return(undefined);
    },
  });
};

export const csvLine = (cells: string[]): string => `${cells.map(cell).join(",")}\r\n`;

/** What a spreadsheet would take for a formula is shown as text: names come from forms that anybody can fill in. */
const cell = (text: string): string => {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};
