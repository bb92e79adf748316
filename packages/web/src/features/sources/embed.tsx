import { Button, SegmentedControl } from "@mantine/core";
import { IconExternalLink, IconForms } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Form, Source } from "../../api/sources.ts";
import { Card } from "../../ui/card.tsx";
import { useLanguage, useSay } from "../../ui/words.ts";
import { Copied } from "./copied.tsx";
import { frameOf, plainOf } from "./snippets.ts";
import css from "./source.module.css";

const parts = ["page", "frame", "plain"] as const;

/** The form at its own address, in a frame, or as HTML of the site's own. */
export const Embed = ({ source, form }: { source: Source; form: Form }) => {
  const { t } = useTranslation();
  const say = useSay();
  const language = useLanguage();
  const [part, setPart] = useState<(typeof parts)[number]>("page");
  const address = `${location.origin}/f/${source.id}`;
  const version = source.wordings?.at(-1)?.version ?? 1;
  return (
    <Card title={t("embed.title")} icon={<IconForms />}>
      <SegmentedControl
        mb="md"
        value={part}
        onChange={(next) => setPart(parts.find((one) => one === next) ?? "page")}
        data={parts.map((value) => ({ value, label: t(`embed.${value}`) }))}
      />
      <p className={css["hint"]}>{t(`embedText.${part}`)}</p>
      {part === "page" && (
        <>
          <Copied label={t("embed.address")} text={address} />
          <Button
            variant="default"
            component="a"
            href={address}
            target="_blank"
            rel="noopener"
            rightSection={<IconExternalLink size={16} />}
          >
            {t("embed.open")}
          </Button>
        </>
      )}
      {part === "frame" && (
        <Copied label={t("embed.frame")} text={frameOf(location.origin, source.id, say(form.title))} block />
      )}
      {part === "plain" && (
        <Copied label={t("embed.plain")} text={plainOf(location.origin, source.id, form, language, version)} block />
      )}
    </Card>
  );
};
