import { Button } from "@mantine/core";
import { IconLock } from "@tabler/icons-react";
import { Link, type RouteComponent } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import type { Role } from "../api/workspace.ts";
import { useMay } from "../ui/may.ts";
import { Empty } from "../ui/states.tsx";

/** A page that only these roles have business on: the others are told who has, and where to look instead. */
export const guarded = (Body: RouteComponent, role: Role): RouteComponent =>
  Object.assign(
    () => (useMay()(role) ? <Body /> : <Refused role={role} />),
    Body.preload === undefined ? {} : { preload: Body.preload },
  );

const Refused = ({ role }: { role: Role }) => {
  const { t } = useTranslation();
  return (
    <>
      <h1 className="mantine-visually-hidden" style={{ position: "absolute", clip: "rect(0 0 0 0)" }}>
        {t("refused.page")}
      </h1>
      <Empty
        icon={<IconLock />}
        title={t("refused.title", { role: t(`who.${role}`) })}
        action={
          <Button component={Link} to="/workflows" variant="default">
            {t("refused.look")}
          </Button>
        }
      >
        {t("refused.text")}
      </Empty>
    </>
  );
};
