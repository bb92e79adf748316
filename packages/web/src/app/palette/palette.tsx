import "@mantine/spotlight/styles.css";
import { createSpotlight, Spotlight, useSpotlight } from "@mantine/spotlight";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { Commands } from "./commands.tsx";

/** Of its own, so that nothing else opens it. */
const [store, palette] = createSpotlight();

/** Go, find, act: one field for all of it. `asked` grows each time it is asked for. */
export const Palette = ({ asked }: { asked: number }) => {
  const { t } = useTranslation();
  const [typed, setTyped] = useState("");
  const { opened, listId } = useSpotlight(store);
  useEffect(() => {
    if (asked > 0) palette.open();
  }, [asked]);
  return (
    <Spotlight.Root
      store={store}
      shortcut={null}
      query={typed}
      onQueryChange={setTyped}
      scrollable
      maxHeight={420}
      centered={false}
      size={540}
      radius="lg"
      transitionProps={{ duration: 80 }}
      overlayProps={{ backgroundOpacity: 0.35, blur: 0 }}
      attributes={{ content: { "aria-label": t("command.title") } }}
    >
      {opened && <Commands typed={typed} listId={listId} close={palette.close} />}
    </Spotlight.Root>
  );
};
