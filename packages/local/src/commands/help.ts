import type { Command } from "./command.ts";
import { left, type Terminal } from "./terminal.ts";

export const overview = (commands: Command[], { say, paint, print }: Terminal): void => {
  print(
    `${paint.bold("rekindle")}  ${say({ ja: "失注・休眠リードの再活性化", en: "brings lost and dormant leads back" })}`,
  );
  print();
  const width = Math.max(...commands.map(({ name, args }) => `${name} ${args}`.length));
  for (const { name, args, says } of commands)
    print(`  ${left(`${paint.accent(name)} ${paint.dim(args)}`, width)}   ${say(says)}`);
  print();
  print(
    paint.dim(
      say({
        ja: "くわしくは: rekindle <コマンド> --help   言語: --lang ja|en(既定は LANG)",
        en: "More: rekindle <command> --help   language: --lang ja|en (default: LANG)",
      }),
    ),
  );
};

export const details = ({ name, args, says, flags, examples }: Command, { say, paint, print }: Terminal): void => {
  print(`${paint.bold(`rekindle ${name}`)} ${paint.dim(args)}`);
  print(`  ${say(says)}`);
  const shown = Object.entries(flags).map(([flag, { value, says: words }]) => ({
    flag: `--${flag}${value === undefined ? "" : ` ${value}`}`,
    words: say(words),
  }));
  const width = Math.max(0, ...shown.map(({ flag }) => flag.length));
  if (shown.length > 0) print();
  for (const { flag, words } of shown) print(`  ${left(paint.accent(flag), width)}   ${words}`);
  print();
  for (const example of examples) print(paint.dim(`  $ ${example}`));
};
