import { Button, TextInput } from "@mantine/core";
import { IconArrowRight } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { type Basis, makeSource } from "../../api/sources.ts";
import { Problem } from "../../api.ts";
import { Card } from "../../ui/card.tsx";
import { useFailure } from "../../ui/undo.tsx";
import { BasisChoice } from "./basis-choice.tsx";
import { DealsStep } from "./deals-step.tsx";
import { remember } from "./fresh.ts";
import css from "./new-source.module.css";
import { starterForm } from "./starter-form.ts";
import { beginning, chance, type Way } from "./ways.ts";

export const NameStep = ({ way }: { way: Way }) =>
  way.made === undefined ? <DealsStep /> : <Named way={way} made={way.made} />;

/** Its name, its address and on what ground those who come in may get mail. */
const Named = ({ way, made }: { way: Way; made: NonNullable<Way["made"]> }) => {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const tell = useFailure();
  const isForm = made.kind === "form";
  const [name, setName] = useState("");
  const [id, setId] = useState(() => `${way.id.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}-${tail()}`);
  const [basis, setBasis] = useState<Basis>(made.kind === "segment" ? "none" : "optIn");
  const make = useMutation({
    mutationFn: () => {
      const secret = chance();
      const begun = beginning(made, secret);
      const path = begun.secretInPath === true ? `/hooks/${id}/${secret}` : `/hooks/${id}`;
      if (begun.secret !== undefined) remember(id, { secret: begun.secret, path });
      return makeSource(id, {
        ...begun,
        ...(name.trim() === "" ? {} : { name: name.trim() }),
        ...(isForm ? { form: starterForm(name.trim()) } : { consent: { basis } }),
      });
    },
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: ["sources"] });
      await navigate({ to: "/sources/$id", params: { id }, search: { tab: isForm ? "form" : "setup" } });
    },
    onError: (error) => (taken(error) ? undefined : tell(error)),
  });
  const wrong = /^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/.test(id) ? undefined : t("newSource.idShape");
  return (
    <Card>
      <form
        className={css["form"]}
        onSubmit={(event) => {
          event.preventDefault();
          if (wrong === undefined) make.mutate();
        }}
      >
        <TextInput
          label={t("newSource.name")}
          description={t("newSource.nameHint")}
          placeholder={t(`intakeExample.${made.kind === "segment" ? "site" : "form"}`)}
          value={name}
          maxLength={200}
          data-autofocus
          autoFocus
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <TextInput
          label={t("newSource.id")}
          description={t("newSource.idHint", { path: isForm ? `/f/${id}` : `/hooks/${id}` })}
          value={id}
          maxLength={64}
          error={wrong ?? (taken(make.error) ? t("newSource.idTaken") : undefined)}
          onChange={({ currentTarget }) => setId(currentTarget.value.trim())}
        />
        {isForm ? (
          <p className={css["hint"]}>{t("newSource.formConsent")}</p>
        ) : (
          <BasisChoice basis={basis} change={setBasis} />
        )}
        <div className={css["acts"]}>
          <Button type="submit" size="md" loading={make.isPending} rightSection={<IconArrowRight size={16} />}>
            {t(isForm ? "newSource.makeForm" : "newSource.make")}
          </Button>
          <Button variant="default" size="md" component={Link} to="/sources/new">
            {t("newSource.other")}
          </Button>
        </div>
      </form>
    </Card>
  );
};

const tail = (): string => Math.floor(1000 + (crypto.getRandomValues(new Uint16Array(1))[0] ?? 0) / 8).toString(36);
const taken = (error: unknown): boolean => error instanceof Problem && error.status === 409;
