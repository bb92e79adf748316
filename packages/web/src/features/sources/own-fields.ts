/** Names of fields that our forms add by themselves; the same as in core's hosted-form.ts. */
export const ownFields = { consent: "consent", trap: "homepage_url", visitor: "rk_visitor" } as const;
export const isOwnField = (name: string): boolean => Object.values<string>(ownFields).includes(name);
