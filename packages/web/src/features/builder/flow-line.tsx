import { IconPlus } from "@tabler/icons-react";
import { BaseEdge, EdgeLabelRenderer, type EdgeProps } from "@xyflow/react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "../../ui/use-format.ts";
import { kinds } from "./document/new-step.ts";
import { placeOf, type Spot } from "./document/places.ts";
import css from "./flow-line.module.css";
import { curve, type Line } from "./layout.ts";
import { useStage } from "./stage.ts";
import { useBuilderWords } from "./use-builder-words.ts";

/** A line as the layout drew it, with the name and the count of the way that it begins, and a plus wherever a step may go. */
export const FlowLine = ({ id, data }: EdgeProps) => {
  const line = lineIn(data);
  if (line === undefined) return null;
  return (
    <>
      <BaseEdge
        id={id}
        path={curve(line.points)}
        style={{
          stroke: "var(--rk-cold)",
          strokeWidth: 1.4,
          ...(line.faint ? { strokeDasharray: "3 4", opacity: 0.7 } : {}),
        }}
      />
      <EdgeLabelRenderer>
        {line.way !== undefined && <Way way={line.way} />}
        {line.pluses.map(({ x, y, spot }) => (
          <Plus key={`${spot.parent} ${spot.key} ${spot.index}`} x={x} y={y} spot={spot} />
        ))}
      </EdgeLabelRenderer>
    </>
  );
};

const Way = ({ way: { x, y, step, key } }: { way: NonNullable<Line["way"]> }) => {
  const format = useFormat();
  const { definition, figures, vocabulary } = useStage();
  const words = useBuilderWords(vocabulary);
  const found = placeOf(definition, step)?.step;
  if (found === undefined) return null;
  const people = figures?.ways.get(`${step} ${key}`);
  return (
    <span className={css["way"]} style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}>
      <span>{words.way(found, key)}</span>
      {people !== undefined && <b>{format.count(people)}</b>}
    </span>
  );
};

const Plus = ({ x, y, spot }: { x: number; y: number; spot: Spot }) => {
  const { t } = useTranslation();
  const { askFor, selection } = useStage();
  const [over, setOver] = useState(false);
  return (
    <button
      type="button"
      tabIndex={-1}
      className={`${css["plus"]} nopan`}
      data-spot={`${spot.parent ?? ""}/${spot.key}/${spot.index}`}
      data-over={over || undefined}
      aria-label={t("builder.addHere")}
      title={t("builder.addHere")}
      style={{ transform: `translate(-50%, -50%) translate(${x}px, ${y}px)` }}
      onClick={(event) => {
        event.stopPropagation();
        askFor(spot);
      }}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        const kind = kinds.find((known) => known === event.dataTransfer.getData("application/x-rekindle-kind"));
        const step = event.dataTransfer.getData("application/x-rekindle-step");
        if (kind !== undefined) selection.add(kind, spot);
        else if (step !== "") selection.move(step, spot);
      }}
    >
      <IconPlus size={13} stroke={2} />
    </button>
  );
};

const lineIn = (data: Record<string, unknown> | undefined): Line | undefined =>
  isLine(data?.["line"]) ? data["line"] : undefined;
const isLine = (value: unknown): value is Line => typeof value === "object" && value !== null && "points" in value;
