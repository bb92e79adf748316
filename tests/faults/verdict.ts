/** What was promised and did not hold, each with a line that says where. */
export type Verdict = {
  lost: string[];
  twice: string[];
  /** Mails that went twice because the worker's knowledge and SES's event were both lost. */
  twiceStated: string[];
  afterLock: string[];
  stuck: string[];
  countersOff: string[];
};

export const cleanVerdict = (): Verdict => ({
  lost: [],
  twice: [],
  twiceStated: [],
  afterLock: [],
  stuck: [],
  countersOff: [],
});

/** Everything but what docs/reliability.md states. */
export const broken = ({ twiceStated: _, ...rest }: Verdict): string[] =>
  Object.entries(rest).flatMap(([name, lines]) => lines.map((line) => `${name}: ${line}`));
