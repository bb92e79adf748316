import "@xyflow/react/dist/base.css";
import { useElementSize } from "@mantine/hooks";
import { Background, BackgroundVariant, type Edge, MiniMap, type Node, ReactFlow, useReactFlow } from "@xyflow/react";
import { type RefObject, useEffect, useMemo, useRef } from "react";
import css from "./canvas.module.css";
import { FlowLine } from "./flow-line.tsx";
import { EndNode, JoinNode, StartNode, StepNode } from "./flow-nodes.tsx";
import type { Layout } from "./layout.ts";
import { useStage } from "./stage.ts";

const nodeTypes = { step: StepNode, start: StartNode, end: EndNode, join: JoinNode };
const edgeTypes = { line: FlowLine };

/** The diagram. It is looked at and pointed at; keys and screen readers use the tree beside it, which says the same. */
export const Canvas = ({ layout, tree }: { layout: Layout; tree: RefObject<HTMLElement | null> }) => {
  const { selection, problems } = useStage();
  const { ref, width, height } = useElementSize();
  const flow = useReactFlow();
  const { selected, pick } = selection;
  const nodes = useMemo(
    () =>
      layout.boxes.map(
        (box): Node => ({
          id: box.id,
          type: box.kind,
          position: { x: box.x, y: box.y },
          width: box.width,
          height: box.height,
          data: { step: box.step },
        }),
      ),
    [layout],
  );
  const edges = useMemo(
    () =>
      layout.lines.map(
        (line): Edge => ({ id: line.id, source: line.source, target: line.target, type: "line", data: { line } }),
      ),
    [layout],
  );
  const placed = useRef(false);
  useEffect(() => {
    if (width === 0 || placed.current) return;
    placed.current = true;
    // All of the width, and as much of the height as can still be read.
    const zoom = Math.max(
      0.6,
      Math.min(1, (width - 56) / (layout.right - layout.left), Math.max(0.85, (height - 40) / layout.height)),
    );
    void flow.setViewport({ x: width / 2 - (zoom * (layout.left + layout.right)) / 2, y: 14, zoom });
  }, [width, height, layout, flow]);
  // What the keys have chosen comes into sight.
  useEffect(() => {
    const box = layout.boxes.find(({ id }) => id === selected);
    if (box === undefined || width === 0) return;
    const { x, y, zoom } = flow.getViewport();
    const left = box.x * zoom + x;
    const top = box.y * zoom + y;
    const dx = Math.min(0, width - 24 - (left + box.width * zoom)) + Math.max(0, 24 - left);
    const dy = Math.min(0, height - 40 - (top + box.height * zoom)) + Math.max(0, 24 - top);
    if (dx !== 0 || dy !== 0) void flow.setViewport({ x: x + dx, y: y + dy, zoom });
  }, [selected, layout, flow, width, height]);
  const wrong = new Set(problems.map(({ step }) => step));
  return (
    <div ref={ref} className={css["canvas"]} aria-hidden="true">
      <ReactFlow
        nodes={nodes}
        edges={edges}
        nodeTypes={nodeTypes}
        edgeTypes={edgeTypes}
        nodesDraggable={false}
        nodesConnectable={false}
        nodesFocusable={false}
        edgesFocusable={false}
        elementsSelectable={false}
        disableKeyboardA11y
        deleteKeyCode={null}
        panOnScroll
        zoomOnDoubleClick={false}
        minZoom={0.3}
        maxZoom={1.25}
        proOptions={{ hideAttribution: true }}
        onNodeClick={(_, node) => {
          if (node.type !== "step" && node.type !== "start") return;
          pick(node.id);
          tree.current?.focus({ preventScroll: true });
        }}
        onPaneClick={() => pick(undefined)}
      >
        <Background variant={BackgroundVariant.Dots} gap={22} size={1.2} color="var(--rk-line2)" />
        {width > 640 && layout.boxes.length > 9 && (
          <MiniMap
            position="bottom-left"
            pannable
            className={css["map"] ?? ""}
            style={{ width: 92, height: 126 }}
            bgColor="var(--rk-surface)"
            maskColor="color-mix(in srgb, var(--rk-bg) 55%, transparent)"
            nodeColor={({ id }) =>
              wrong.has(id) ? "var(--rk-danger)" : id === selected ? "var(--rk-ai)" : "var(--rk-line2)"
            }
          />
        )}
      </ReactFlow>
    </div>
  );
};
