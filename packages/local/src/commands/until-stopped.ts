/** Ends when somebody stops the process, when its parent is gone, or when something fails. A second signal ends it at once. */
export const untilStopped = (): { done: Promise<undefined>; isOver(): boolean; fail(error: unknown): void } => {
  const { promise, resolve, reject } = Promise.withResolvers<undefined>();
  let over = false;
  const stop = () => {
    over = true;
    resolve(undefined);
  };
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, stop);
  process.once("disconnect", stop);
  // What fails before anybody waits is told to whoever waits then.
  promise.catch(() => undefined);
  return {
    done: promise,
    isOver: () => over,
    fail: (error) => {
      over = true;
      reject(error);
    },
  };
};
