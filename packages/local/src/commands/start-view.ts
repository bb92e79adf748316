import type { LocalProduct } from "./local-product.ts";
import type { Plan } from "./start-plan.ts";
import { speedWords } from "./status.ts";
import { left, type Terminal } from "./terminal.ts";

/** While the sample's half year is played: seconds, or most of a minute on the emulator, which is worth a line. */
export const announceSample = (
  { sample, table }: Plan,
  { url }: Pick<LocalProduct, "url">,
  { sketch, print, say, paint }: Terminal,
): void => {
  if (!sample) return;
  const line = paint.dim(
    say({ ja: `見本の会社を用意しています…  ${url}`, en: `Getting the sample company ready …  ${url}` }),
  );
  if (table === "dynamodb") print(line);
  else sketch(line);
};

/** Where it is, how to get in, how fast its clock runs, where the data is, how to stop it. */
export const banner = (
  { url, now, isSample }: Pick<LocalProduct, "url" | "now" | "isSample">,
  { speed, table, path, apiKey }: Omit<Plan, "sample"> & { path: string; apiKey: string },
  { say, print, paint, language }: Terminal,
): void => {
  const line = (ja: string, en: string, value: string, hint = "") =>
    print(`  ${paint.dim(left(say({ ja, en }), 12))}${value}${hint === "" ? "" : `  ${paint.dim(hint)}`}`);
  const clock = new Intl.DateTimeFormat(language, { timeZone: "Asia/Tokyo", dateStyle: "medium", timeStyle: "short" });
  const company = say({ ja: "見本の会社「アカリ経費」", en: "with the sample company アカリ経費" });
  print();
  print(`  ${paint.bold("Rekindle")}${isSample() ? `  ${paint.dim(company)}` : ""}`);
  print();
  line("アドレス", "Address", paint.accent(url));
  line("APIキー", "API key", apiKey);
  line("時計", "Clock", `${clock.format(new Date(now()))} JST`, `${say(speedWords(speed))}  --speed ${speed}`);
  line("データ", "Data", path, table === "dynamodb" ? "DynamoDB (dynoxide)" : "SQLite");
  line("終了", "Stop", "Ctrl C", say({ ja: "次に始めると続きから動きます", en: "the next start goes on from here" }));
  print();
};
