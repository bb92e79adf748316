type Stored = { grantId?: string; uid?: string; consumed?: number };

/** What oidc-provider keeps: in memory, and without a warning that it does. */
export const oidcStore = () => {
  const models = new Map<string, Map<string, Stored>>();
  return (name: string) => {
    const items = models.get(name) ?? new Map<string, Stored>();
    models.set(name, items);
    return {
      upsert: async (id: string, item: Stored) => void items.set(id, item),
      find: async (id: string) => items.get(id),
      findByUid: async (uid: string) => [...items.values()].find((item) => item.uid === uid),
      findByUserCode: async () => undefined,
      consume: async (id: string) => {
        const item = items.get(id);
        if (item !== undefined) item.consumed = Math.floor(Date.now() / 1000);
      },
      destroy: async (id: string) => void items.delete(id),
      revokeByGrantId: async (grantId: string) => {
        for (const [id, item] of items) if (item.grantId === grantId) items.delete(id);
      },
    };
  };
};
