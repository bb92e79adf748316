// What Lambda's runtime does: one function to a process, one event at a time.
const { handler } = await import(process.argv[2]);
process.on("message", async ({ event }) => {
  try {
    process.send({ answer: (await handler(event)) ?? null });
  } catch (error) {
    process.send({ error: error instanceof Error ? (error.stack ?? error.message) : String(error) });
  }
});
process.send({ answer: "ready" });
