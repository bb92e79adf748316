import { Button } from "@mantine/core";
import { IconArrowBackUp, IconCheck, IconChevronLeft, IconNotes, IconPhone } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import type { Handoff } from "../../api/handoffs.ts";
import { useMay } from "../../ui/may.ts";
import { Pill } from "../../ui/pill.tsx";
import { LeadPane } from "./lead-pane.tsx";
import css from "./phone.module.css";

/** The lead on a phone, with the three acts under the thumb. */
export const PhoneLead = ({
  handoff,
  place,
  back,
  call,
  take,
  takeBack,
  note,
  giveBack,
}: {
  handoff: Handoff;
  place: string;
  back: () => void;
  call: () => void;
  take: () => void;
  takeBack: () => void;
  note: () => void;
  giveBack: () => void;
}) => {
  const { t } = useTranslation();
  const may = useMay()("insideSales");
  return (
    <>
      <header className={css["bar"]}>
        <button type="button" onClick={back}>
          <IconChevronLeft size={20} aria-hidden="true" />
          {t("hot.back")}
        </button>
        <span>{place}</span>
      </header>
      <LeadPane handoff={handoff} phone call={call} take={take} takeBack={takeBack} />
      {may && (
        <footer className={css["acts"]}>
          <Button size="lg" leftSection={<IconPhone size={20} stroke={1.7} />} onClick={call}>
            {t("call.do")}
          </Button>
          <button type="button" onClick={note}>
            <IconNotes size={20} stroke={1.7} aria-hidden="true" />
            {t("call.memo")}
          </button>
          <button type="button" onClick={giveBack}>
            <IconArrowBackUp size={20} stroke={1.7} aria-hidden="true" />
            {t("return.do")}
          </button>
        </footer>
      )}
    </>
  );
};

/** Whose note this is, and that it is kept. */
export const NoteHead = ({ handoff, back }: { handoff: Handoff; back: () => void }) => {
  const { t } = useTranslation();
  return (
    <header className={css["bar"]} data-note>
      <button type="button" onClick={back} aria-label={t("hot.back")}>
        <IconChevronLeft size={20} aria-hidden="true" />
      </button>
      <h1>
        {handoff.lead.name ?? t("lead.unnamed")}
        <small>{handoff.lead.company}</small>
      </h1>
      <Pill tone="ok" icon={<IconCheck />}>
        {t("call.kept")}
      </Pill>
    </header>
  );
};
