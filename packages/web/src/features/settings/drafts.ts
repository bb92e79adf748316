import { useState } from "react";

/** What was changed and not saved yet, by section. Lives as long as the document, so that looking elsewhere loses nothing. */
const kept = new Map<string, object>();

export const useDraft = <Draft extends object>(section: string, empty: Draft): [Draft, (next: Draft) => void] => {
  const [draft, setDraft] = useState<Draft>(() => ({ ...empty, ...kept.get(section) }));
  return [
    draft,
    (next) => {
      if (Object.keys(next).length === 0) kept.delete(section);
      else kept.set(section, next);
      setDraft(next);
    },
  ];
};

export const hasDraft = (section: string): boolean => kept.has(section);
