import { isObject, type Json, listAt, own, textAt } from "./json.ts";
import type { AttributeValue } from "./lead.ts";
import { attributeFrom, flattened, type NamedField } from "./mapping.ts";

/** Answers of a Typeform response under their ref, id and title; hidden fields under their name. */
export const typeformFields = (response: Json | undefined): NamedField[] => {
  const titles = new Map(
    listAt(response, "definition", "fields").map((field) => [textAt(field, "id"), textAt(field, "title")] as const),
  );
  const answers = listAt(response, "answers").flatMap((answer): NamedField[] => {
    const value = typeformAnswer(answer);
    if (value === undefined) return [];
    const id = textAt(answer, "field", "id");
    const ref = textAt(answer, "field", "ref");
    const title = titles.get(id);
    const names = [ref, id, title].filter((name) => name !== undefined);
    return [{ names, label: title ?? ref ?? id ?? "", value }];
  });
  const hidden = Object.entries(flattened(own(response, "hidden") ?? null));
  return [...answers, ...hidden.map(([name, value]) => ({ names: [name, `hidden.${name}`], label: name, value }))];
};

const typeformAnswer = (answer: Json): AttributeValue | undefined => {
  const type = textAt(answer, "type") ?? "";
  const held = own(answer, type);
  switch (type) {
    case "choice":
      return textAt(held, "label") ?? textAt(held, "other");
    case "choices": {
      const other = textAt(held, "other");
      return [
        ...listAt(held, "labels").filter((label) => typeof label === "string"),
        ...(other === undefined ? [] : [other]),
      ];
    }
    case "payment":
      return textAt(held, "amount");
    default:
      return attributeFrom(held);
  }
};

/** Answers of a Tally response under their label and key. Choices come as ids of options and leave as their texts. */
export const tallyFields = (data: Json | undefined): NamedField[] =>
  listAt(data, "fields").flatMap((field): NamedField[] => {
    const value = tallyAnswer(field);
    const key = textAt(field, "key");
    const label = textAt(field, "label");
    const names = [label, key].filter((name) => name !== undefined);
    return value === undefined || names.length === 0 ? [] : [{ names, label: label ?? key ?? "", value }];
  });

const tallyAnswer = (field: Json): AttributeValue | undefined => {
  const options = new Map(
    listAt(field, "options").map((option) => [textAt(option, "id"), textAt(option, "text")] as const),
  );
  const value = own(field, "value");
  if (!Array.isArray(value)) return typeof value === "string" ? (options.get(value) ?? value) : attributeFrom(value);
  const texts = value.flatMap((item) => {
    const text = isObject(item)
      ? (textAt(item, "name") ?? textAt(item, "url"))
      : typeof item === "string"
        ? item
        : undefined;
    return text === undefined ? [] : [options.get(text) ?? text];
  });
  if (texts.length === 0) return undefined;
  // One answer of a question that takes one; a question that takes several keeps a list of one.
  const single = texts.length === 1 && /^(?:MULTIPLE_CHOICE|DROPDOWN)$/.test(textAt(field, "type") ?? "");
  return single ? texts[0] : texts;
};
