/** A company without its legal form, where many stand in a line. */
export const shortName = (name: string): string =>
  name.replaceAll(/株式会社|有限会社|合同会社|[(（][株有同][)）]|㈱|㈲/g, "").trim() || name;
