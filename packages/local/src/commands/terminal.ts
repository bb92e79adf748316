/** What a command may say and where: plain where nobody looks, calm where somebody does. */
export type Terminal = {
  language: "ja" | "en";
  /** Columns. */
  width: number;
  env: NodeJS.ProcessEnv;
  /** One line on standard output. */
  print(line?: string): void;
  /** One line on standard error. */
  complain(line: string): void;
  /** A line that the next one replaces; nothing where nobody looks. */
  sketch(line: string): void;
  say(words: Words): string;
  paint: Record<"bold" | "dim" | "accent" | "good" | "warn" | "bad", (text: string) => string>;
};
export type Words = { ja: string; en: string };

/** `chosen`: the language that somebody asked for; else the environment says it. */
export const terminal = ({ stdout, stderr, env }: NodeJS.Process, chosen?: Terminal["language"]): Terminal => {
  const seen = stdout.isTTY === true;
  const colours = (seen || on(env["FORCE_COLOR"])) && !on(env["NO_COLOR"]) && env["TERM"] !== "dumb";
  const paint = (code: string) => (text: string) => (colours ? `\u001b[${code}m${text}\u001b[0m` : text);
  const language = chosen ?? (/^ja/i.test(env["LC_ALL"] || env["LC_MESSAGES"] || env["LANG"] || "") ? "ja" : "en");
  const clear = seen ? "\r\u001b[2K" : "";
  let sketched = false;
  // `rekindle status | head` closes our end: there is nobody left to talk to.
  stdout.on("error", (error: NodeJS.ErrnoException) => {
    if (error.code !== "EPIPE") throw error;
  });
  const wipe = () => {
    if (sketched) stdout.write(clear);
    sketched = false;
  };
  return {
    language,
    width: Math.min(stdout.columns ?? 80, 100),
    env,
    print: (line = "") => {
      wipe();
      stdout.write(`${line}\n`);
    },
    complain: (line) => {
      wipe();
      stderr.write(`${line}\n`);
    },
    sketch: (line) => {
      if (!seen) return;
      stdout.write(`${clear}${line}`);
      sketched = true;
    },
    say: (words) => words[language],
    paint: {
      bold: paint("1"),
      dim: paint("2"),
      accent: paint("34"),
      good: paint("32"),
      warn: paint("33"),
      bad: paint("31"),
    },
  };
};

const on = (value: string | undefined): boolean => value !== undefined && value !== "" && value !== "0";

/** Columns that a text takes: Japanese characters take two. */
export const widthOf = (text: string): number => {
  let width = 0;
  for (const character of text.replaceAll(painted, "")) width += wide.test(character) ? 2 : 1;
  return width;
};
// biome-ignore lint/suspicious/noControlCharactersInRegex: that is what colours begin with
const painted = /\u001b\[\d+m/g;
const wide = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff01-\uff60\uffe0-\uffe6]/;

export const left = (text: string, width: number): string => text + " ".repeat(Math.max(0, width - widthOf(text)));
export const right = (text: string, width: number): string => " ".repeat(Math.max(0, width - widthOf(text))) + text;

/** Lines of a table: the first column to the left, numbers to the right. */
export const table = (rows: string[][], align: ("left" | "right")[]): string[] => {
  const widths = align.map((_, column) => Math.max(0, ...rows.map((row) => widthOf(row[column] ?? ""))));
  return rows.map((row) =>
    align
      .map((side, column) => (side === "left" ? left : right)(row[column] ?? "", widths[column] ?? 0))
      .join("   ")
      .trimEnd(),
  );
};

/** `━━━━──────`, for a share from 0 to 1. */
export const bar = (share: number, width: number): string => {
  const full = Math.round(Math.min(1, Math.max(0, share)) * width);
  return "━".repeat(full) + "─".repeat(width - full);
};
