import { Button, Menu, SegmentedControl, Skeleton } from "@mantine/core";
import { IconBraces } from "@tabler/icons-react";
import { lazy, type Ref, Suspense, useImperativeHandle, useRef } from "react";
import { useTranslation } from "react-i18next";
import type { MailLook } from "../../api/mails.ts";
import { Keycap } from "../../ui/keycap.tsx";
import type { CodeHandle, Mark } from "./code-pane.tsx";
import type { Spot } from "./desk.tsx";
import css from "./source.module.css";
import { useConversion } from "./use-conversion.tsx";
import type { Written } from "./use-mail.ts";
import { useVariables } from "./use-variables.ts";

/** The editor for text is half a page's weight: the page shows before it is there. */
const CodePane = lazy(() => import("./code-pane.tsx").then(({ CodePane: pane }) => ({ default: pane })));

export type SourceHandle = { go: (spot: Spot) => void; mend: (spot: Spot) => void };
type Part = "markdown" | "mjml" | "text";

/** What is written, in the way it is written, and its text part. */
export const SourcePane = ({
  ref,
  written,
  look,
  marks,
  part: asked,
  show,
  locked,
}: {
  ref: Ref<SourceHandle>;
  written: Written;
  look: MailLook | undefined;
  marks: Record<string, Mark[]>;
  part: string | undefined;
  show: (part: string | undefined) => void;
  locked: boolean;
}) => {
  const { t } = useTranslation();
  const known = useVariables();
  const code = useRef<CodeHandle>(null);
  const { draft, change, round } = written;
  const kind = draft.markdown === undefined ? "mjml" : "markdown";
  const parts: Part[] = kind === "markdown" ? ["markdown", "mjml", "text"] : ["mjml", "text"];
  const part = parts.find((name) => name === asked) ?? kind;
  const { toMjml, ownText, noText } = useConversion(written, look, show);
  const made = part === "mjml" && kind === "markdown";
  const derived = part === "text" && draft.text === undefined;
  const value = made ? (look?.written.mjml ?? "") : derived ? (look?.written.text ?? "") : (draft[part] ?? "");
  /** After the other part has been put on the page. */
  const then = (act: (handle: CodeHandle) => void, wanted: string) => {
    const name: Part = wanted === "text" ? "text" : kind;
    if (name !== part) show(name === kind ? undefined : name);
    let tries = 0;
    const wait = () => {
      tries += 1;
      if (code.current !== null && (name === part || tries > 2)) act(code.current);
      else if (tries < 60) requestAnimationFrame(wait);
    };
    wait();
  };
  useImperativeHandle(ref, () => ({
    go: ({ path, line = 1, what }) => then((handle) => handle.go(line, what), path),
    mend: ({ path, line = 1 }) =>
      then((handle) => {
        if (path === "markdown") handle.mend(line, /!\[/, "", 0);
        else handle.mend(line, /<(?:mj-image|img|mj-carousel-image)\b/, ' alt=""', 1);
      }, path),
  }));
  return (
    <div className={css["pane"]}>
      <div className={css["tools"]}>
        <SegmentedControl
          size="xs"
          aria-label={t("mailEdit.parts")}
          value={part}
          onChange={(next) => show(next === kind ? undefined : next)}
          data={parts.map((name) => ({ value: name, label: t(`mailPart.${name}`) }))}
        />
        {!locked && !made && !derived && (
          <Menu position="bottom-end" width={320}>
            <Menu.Target>
              <Button variant="subtle" color="gray" size="xs" leftSection={<IconBraces size={15} stroke={1.7} />}>
                {t("mailEdit.insert")} <Keycap>{"{{"}</Keycap>
              </Button>
            </Menu.Target>
            <Menu.Dropdown className={css["menu"] ?? ""}>
              {known.variables.map(({ name, label, hint, about }) => (
                <Menu.Item key={name} onClick={() => code.current?.insert(`{{ ${name} }}`)}>
                  <span className={css["variable"]}>
                    <b>{label}</b>
                    <code>{name}</code>
                    <small>{[hint, about].filter((text) => text !== "").join(" · ")}</small>
                  </span>
                </Menu.Item>
              ))}
            </Menu.Dropdown>
          </Menu>
        )}
      </div>
      {made && (
        <p className={css["note"]}>
          {t("mailEdit.made")}
          {!locked && (
            <Button size="xs" variant="default" disabled={look === undefined} onClick={toMjml}>
              {t("mailEdit.toMjml")}
            </Button>
          )}
        </p>
      )}
      {part === "text" && (
        <p className={css["note"]}>
          {t(derived ? "mailEdit.derived" : "mailEdit.own")}
          {!locked && (
            <Button size="xs" variant="default" disabled={look === undefined} onClick={derived ? ownText : noText}>
              {t(derived ? "mailEdit.ownText" : "mailEdit.noText")}
            </Button>
          )}
        </p>
      )}
      <Suspense fallback={<Skeleton height="100%" />}>
        <CodePane
          key={`${part} ${round}`}
          ref={code}
          language={part}
          value={value}
          label={t(`mailPart.${part}`)}
          marks={made || derived ? none : (marks[part] ?? none)}
          known={known}
          change={(text) => {
            if (!made && !derived) change({ [part]: text });
          }}
          locked={locked || made || derived}
        />
      </Suspense>
    </div>
  );
};
const none: Mark[] = [];
