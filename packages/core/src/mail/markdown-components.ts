import type { MarkdownIt, Token } from "markdown-it";

/** `tags`: Liquid that decides about what follows. */
export type Component = { kind: "tags" | "text"; body: string };

/** One paragraph, list, heading … as a component of MJML. */
export const componentOf = (md: MarkdownIt, tokens: Token[], isTags: (text: string) => boolean): Component => {
  const [first] = tokens;
  if (first?.type === "hr") return text(`<mj-divider border-width="1px" border-color="#E5E2DC" padding="12px 24px" />`);
  const children = first?.type === "paragraph_open" ? (tokens[1]?.children ?? []) : [];
  const written = children.filter(({ type, content }) => type !== "text" || content.trim() !== "");
  const plain = written.map(({ content }) => content).join("");
  if (written.every(({ type }) => type === "text") && isTags(plain))
    return { kind: "tags", body: `<mj-raw>${plain}</mj-raw>` };
  return picture(md, written) ?? button(md, written) ?? words(md, tokens);
};

const text = (body: string): Component => ({ kind: "text", body });

/** What a single link holds, if a link is all there is. */
const linked = (written: Token[]): { open: Token; inside: Token[] } | undefined => {
  const [open] = written;
  const end = written.findIndex(({ type }) => type === "link_close");
  return open?.type === "link_open" && end === written.length - 1 ? { open, inside: written.slice(1, -1) } : undefined;
};

const picture = (md: MarkdownIt, written: Token[]): Component | undefined => {
  const link = linked(written);
  const [image, ...more] = link?.inside ?? written;
  if (image?.type !== "image" || more.length > 0) return undefined;
  const href = link === undefined ? "" : ` href="${attribute(md, link.open, "href")}"`;
  const alt = md.utils.escapeHtml(image.content);
  return text(
    `<mj-image src="${attribute(md, image, "src")}" alt="${alt}"${href} padding="8px 24px" border-radius="6px" fluid-on-mobile="true" />`,
  );
};

const button = (md: MarkdownIt, written: Token[]): Component | undefined => {
  const link = linked(written);
  if (link === undefined || !link.inside.every(({ type }) => type === "text" || type === "code_inline"))
    return undefined;
  const label = md.utils.escapeHtml(link.inside.map(({ content }) => content).join(""));
  return text(`<mj-button href="${attribute(md, link.open, "href")}">${label}</mj-button>`);
};

const sizes: Record<string, string> = { h1: "24px", h2: "20px", h3: "17px" };
const words = (md: MarkdownIt, tokens: Token[]): Component => {
  const size = sizes[tokens[0]?.tag ?? ""];
  const look = size === undefined ? "" : ` font-size="${size}" padding="16px 24px 4px"`;
  return text(`<mj-text${look}>${md.renderer.render(tokens, md.options, {}).trim()}</mj-text>`);
};

const attribute = (md: MarkdownIt, token: Token, name: string): string =>
  md.utils.escapeHtml(String(token.attrGet(name) ?? ""));
