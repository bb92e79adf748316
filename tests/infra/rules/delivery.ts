import type { Resource } from "../offline/sst.ts";
import { functions, queues, schedules, sources } from "./kinds.ts";

/** Nothing that is queued, scheduled or streamed may get lost. Each violation as a sentence. */
export const deliveryRules = (resources: Resource[]): string[] => {
  const all = queues(resources);
  const dead = new Set(all.flatMap(({ redrivePolicy }) => redrivePolicy?.deadLetterTargetArn ?? []));
  for (const { destinationConfig } of sources(resources)) dead.add(destinationConfig?.onFailure.destinationArn ?? "");
  for (const { target } of schedules(resources)) dead.add(target.deadLetterConfig?.arn ?? "");
  const isDead = (queue: { endsWith: string }) => [...dead].some((arn) => arn.endsWith(queue.endsWith));
  const functionOf = (arn: string) => functions(resources).find(({ name }) => arn.endsWith(`:${name}`));
  const queueOf = (arn: string) => all.find(({ endsWith }) => arn.endsWith(endsWith));

  return [
    ...all
      .filter((queue) => !isDead(queue))
      .flatMap((queue) => {
        const letters = queueOf(queue.redrivePolicy?.deadLetterTargetArn ?? "");
        if (queue.redrivePolicy === undefined || letters === undefined) return [`${queue.is} has no dead-letter queue`];
        return [
          ...(queue.redrivePolicy.maxReceiveCount < 5
            ? [`${queue.is} gives up after ${queue.redrivePolicy.maxReceiveCount} receives: redelivery is no failure`]
            : []),
          // A message keeps its age when it moves: a shorter life there would drop it at once.
          ...((letters.messageRetentionSeconds ?? 345_600) < (queue.messageRetentionSeconds ?? 345_600)
            ? [`${letters.is} keeps messages for a shorter time than ${queue.is}`]
            : []),
        ];
      }),
    ...all
      .filter(({ sqsManagedSseEnabled }) => sqsManagedSseEnabled !== true)
      .map(({ is }) => `${is} is not encrypted`),
    ...sources(resources).flatMap((source) => {
      const worker = functionOf(source.functionName);
      if (worker === undefined) return [`${source.is} names no function of ours`];
      const partial = source.functionResponseTypes.includes("ReportBatchItemFailures");
      const both = partial ? [] : [`${worker.is} cannot name the messages that failed`];
      const queue = queueOf(source.eventSourceArn);
      if (queue === undefined)
        return [
          ...both,
          ...(source.bisectBatchOnFunctionError ? [] : [`${worker.is}: a bad record holds up its batch`]),
          ...(source.destinationConfig === undefined ? [`${worker.is} has no on-failure destination`] : []),
          ...((source.maximumRetryAttempts ?? -1) < 0 ? [`${worker.is} repeats until the record expires`] : []),
          ...(source.tumblingWindowInSeconds === undefined ? [`${worker.is} is not told its shard`] : []),
        ];
      return [
        ...both,
        ...(queue.visibilityTimeoutSeconds < 6 * worker.timeout
          ? [
              `${queue.is} is visible after ${queue.visibilityTimeoutSeconds} s, ${worker.is} may take ${worker.timeout} s: six times is due`,
            ]
          : []),
        ...(source.batchSize > 10 && source.maximumBatchingWindowInSeconds < 1
          ? [`${worker.is}: batches above ten need a window`]
          : []),
      ];
    }),
    ...queues(resources)
      .filter(
        (queue) =>
          !isDead(queue) && !sources(resources).some(({ eventSourceArn }) => eventSourceArn.endsWith(queue.endsWith)),
      )
      .map(({ is }) => `nobody consumes ${is}`),
    ...schedules(resources).flatMap(({ is, target }) => [
      ...(target.deadLetterConfig === undefined ? [`${is} has no dead-letter queue`] : []),
      ...(target.retryPolicy.maximumRetryAttempts < 1 ? [`${is} is tried once only`] : []),
    ]),
  ];
};
