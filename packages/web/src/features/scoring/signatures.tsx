import { Button } from "@mantine/core";
import { IconCheck, IconSignature } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { type Draft, departments, draftQuery, sign } from "../../api/scoring.ts";
import { useMay } from "../../ui/may.ts";
import { useFailure } from "../../ui/undo.tsx";
import { useFormat, useNow } from "../../ui/use-format.ts";
import css from "./publish.module.css";

/** Both departments agree to the lines, each by somebody of its own. */
export const Signatures = ({ draft }: { draft: Draft }) => {
  const { t } = useTranslation();
  const format = useFormat();
  const now = useNow();
  const may = useMay();
  const tell = useFailure();
  const queries = useQueryClient();
  const agree = useMutation({
    mutationFn: sign,
    onSuccess: (answer) => queries.setQueryData(draftQuery.queryKey, answer),
    onError: tell,
  });
  return (
    <section>
      <h3>{t("scoring.signatures")}</h3>
      <p className={css["why"]}>{t("scoring.signaturesWhy")}</p>
      <dl className={css["signs"]}>
        {departments.map((department) => {
          const signed = draft.signedOff.find((one) => one.department === department);
          return (
            <div key={department}>
              <dt>{t(`scoring.department.${department}`)}</dt>
              <dd>
                {signed !== undefined ? (
                  <span className={css["signed"]}>
                    <IconCheck size={15} aria-hidden="true" />
                    {t("scoring.signedBy", { name: signed.by, at: format.moment(signed.at, now) })}
                  </span>
                ) : may(department === "marketing" ? "marketer" : "insideSales") ? (
                  <Button
                    size="xs"
                    variant="default"
                    leftSection={<IconSignature size={15} stroke={1.7} />}
                    loading={agree.isPending && agree.variables === department}
                    onClick={() => agree.mutate(department)}
                  >
                    {t("scoring.sign")}
                  </Button>
                ) : (
                  <span className={css["why"]}>{t("scoring.notSigned")}</span>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
    </section>
  );
};
