import { backup } from "./commands/backup.ts";
import { type Command, meant, parse } from "./commands/command.ts";
import { exportWorkflows } from "./commands/export.ts";
import { details, overview } from "./commands/help.ts";
import { importList } from "./commands/import.ts";
import { withLanguage } from "./commands/language.ts";
import { pinpoint } from "./commands/pinpoint.ts";
import { push } from "./commands/push.ts";
import { restore } from "./commands/restore.ts";
import { simulate } from "./commands/simulate.ts";
import { start } from "./commands/start.ts";
import { status } from "./commands/status.ts";
import { type Terminal, terminal } from "./commands/terminal.ts";
import { Refused } from "./data-folder.ts";

const commands: Command[] = [start, status, simulate, importList, exportWorkflows, push, pinpoint, backup, restore];

const main = async ([name, ...argv]: string[], at: Terminal): Promise<number> => {
  if (name === undefined || name === "--help" || name === "-h" || name === "help") {
    overview(commands, at);
    return 0;
  }
  const names = commands.map((command) => command.name);
  const command = commands.find((known) => known.name === name);
  if (command === undefined)
    throw new Refused({
      ja: `${name} というコマンドはありません。${meant(name, names).ja}使えるのは ${names.join("、")} です。`,
      en: `${name} is no command.${meant(name, names).en} There are: ${names.join(", ")}.`,
    });
  const given = parse(argv, command);
  if (given.has("help")) {
    details(command, at);
    return 0;
  }
  return (await command.run(given, at)) ?? 0;
};

/** The environment's language until the arguments say another. */
let at = terminal(process);
try {
  const { argv, language } = withLanguage(process.argv.slice(2));
  at = terminal(process, language);
  process.exitCode = await main(argv, at);
} catch (error) {
  const said = error instanceof Refused ? at.say(error.words) : error instanceof Error ? error.message : String(error);
  at.complain(at.paint.bad(said));
  // What nobody foresaw is worth more than a line to whoever looks for its cause.
  if (!(error instanceof Refused) && at.env["REKINDLE_DEBUG"] !== undefined && error instanceof Error)
    at.complain(error.stack ?? "");
  process.exitCode = 1;
}
