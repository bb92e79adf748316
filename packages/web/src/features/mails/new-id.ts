/** An id that nobody has: a mail is called by its name, and its id is never seen. */
export const newId = (): string => `m-${Date.now().toString(36)}${Math.floor(Math.random() * 1296).toString(36)}`;
