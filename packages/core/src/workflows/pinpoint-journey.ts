import * as z from "zod";

/**
 * A journey as `aws pinpoint get-journey` writes it (JourneyResponse; WriteJourneyRequest has the same fields). Only what is
 * read here; all of it may be absent or null, as the service leaves out what was not set.
 */

const text = z.string().nullish();
const number = z.number().nullish();
const texts = z.array(z.string()).nullish();

const Wait = z.object({ WaitFor: text, WaitUntil: text });
const SetDimension = z.object({ DimensionType: text, Values: texts });
const Attribute = z.object({ AttributeType: text, Values: texts });
const Attributes = z.record(z.string(), Attribute).nullish();
const Metrics = z.record(z.string(), z.object({ ComparisonOperator: text, Value: number })).nullish();
export type Attributes = z.infer<typeof Attributes>;
export type Metrics = z.infer<typeof Metrics>;

const EventDimensions = z.object({ EventType: SetDimension.nullish(), Attributes, Metrics });
export type EventDimensions = z.infer<typeof EventDimensions>;

/** `Demographic` and `Location.GPSPoint` are kept only to say that they were there. */
const SegmentDimensions = z.object({
  Attributes,
  UserAttributes: Attributes,
  Metrics,
  Behavior: z.object({ Recency: z.object({ Duration: text, RecencyType: text }).nullish() }).nullish(),
  Demographic: z.record(z.string(), z.unknown()).nullish(),
  Location: z.object({ Country: SetDimension.nullish(), GPSPoint: z.unknown() }).nullish(),
});
export type SegmentDimensions = z.infer<typeof SegmentDimensions>;

const SimpleCondition = z.object({
  EventCondition: z.object({ Dimensions: EventDimensions.nullish(), MessageActivity: text }).nullish(),
  SegmentCondition: z.object({ SegmentId: z.string() }).nullish(),
  // The service itself writes this one in lower case.
  segmentDimensions: SegmentDimensions.nullish(),
  SegmentDimensions: SegmentDimensions.nullish(),
});
export type SimpleCondition = z.infer<typeof SimpleCondition>;

const Message = { NextActivity: text, TemplateName: text, TemplateVersion: text };

export const Activity = z.looseObject({
  Description: text,
  EMAIL: z.object({ ...Message, MessageConfig: z.object({ FromAddress: text }).nullish() }).nullish(),
  Wait: z.object({ NextActivity: text, WaitTime: Wait.nullish() }).nullish(),
  ConditionalSplit: z
    .object({
      Condition: z.object({ Conditions: z.array(SimpleCondition).nullish(), Operator: text }).nullish(),
      EvaluationWaitTime: Wait.nullish(),
      TrueActivity: text,
      FalseActivity: text,
    })
    .nullish(),
  MultiCondition: z
    .object({
      Branches: z
        .array(z.object({ Condition: SimpleCondition.nullish(), NextActivity: text }))
        .max(20)
        .nullish(),
      DefaultActivity: text,
      EvaluationWaitTime: Wait.nullish(),
    })
    .nullish(),
  RandomSplit: z
    .object({
      Branches: z
        .array(z.object({ NextActivity: text, Percentage: number }))
        .max(10)
        .nullish(),
    })
    .nullish(),
  Holdout: z.object({ NextActivity: text, Percentage: number }).nullish(),
  SMS: z.object(Message).nullish(),
  PUSH: z.object(Message).nullish(),
  CUSTOM: z.object({ ...Message, DeliveryUri: text }).nullish(),
  ContactCenter: z.object({ NextActivity: text }).nullish(),
});
export type Activity = z.infer<typeof Activity>;
export type WaitTime = z.infer<typeof Wait>;

const Hours = z.record(z.string(), z.array(z.object({ StartTime: text, EndTime: text })));
export type Hours = z.infer<typeof Hours>;
const ClosedDay = z.object({ Name: text, StartDateTime: text, EndDateTime: text });

export const Journey = z.object({
  Name: text,
  /** By id. Pinpoint itself allows 40. */
  Activities: z
    .record(z.string(), Activity)
    .refine((activities) => Object.keys(activities).length <= 100, "More than 100 activities")
    .nullish(),
  StartActivity: text,
  StartCondition: z
    .object({
      Description: text,
      SegmentStartCondition: z.object({ SegmentId: text }).nullish(),
      EventStartCondition: z
        .object({
          EventFilter: z.object({ Dimensions: EventDimensions.nullish(), FilterType: text }).nullish(),
          SegmentId: text,
        })
        .nullish(),
    })
    .nullish(),
  Schedule: z.object({ StartTime: text, EndTime: text, Timezone: text }).nullish(),
  Limits: z
    .object({
      DailyCap: number,
      EndpointReentryCap: number,
      EndpointReentryInterval: text,
      MessagesPerSecond: number,
      TimeframeCap: z.object({ Cap: number, Days: number }).nullish(),
      TotalCap: number,
    })
    .nullish(),
  LocalTime: z.boolean().nullish(),
  QuietTime: z.object({ Start: text, End: text }).nullish(),
  WaitForQuietTime: z.boolean().nullish(),
  SendingSchedule: z.boolean().nullish(),
  OpenHours: z.object({ EMAIL: Hours.nullish() }).nullish(),
  ClosedDays: z.object({ EMAIL: z.array(ClosedDay).nullish() }).nullish(),
  RefreshFrequency: text,
  RefreshOnSegmentUpdate: z.boolean().nullish(),
});
export type Journey = z.infer<typeof Journey>;

export const Segment = z.object({
  Id: z.string(),
  Name: text,
  SegmentType: text,
  Dimensions: SegmentDimensions.nullish(),
  SegmentGroups: z
    .object({
      Groups: z
        .array(
          z.object({
            Dimensions: z.array(SegmentDimensions).nullish(),
            SourceSegments: z.array(z.object({ Id: z.string() })).nullish(),
            SourceType: text,
            Type: text,
          }),
        )
        .nullish(),
      Include: text,
    })
    .nullish(),
});
export type Segment = z.infer<typeof Segment>;

/** Where an activity leads, in the order of its branches. One way: the next one. */
export const waysOf = (activity: Activity): (string | undefined)[] => {
  const ways = branchesOf(activity);
  return ways.length === 0 ? [undefined] : ways;
};

const branchesOf = (activity: Activity): (string | undefined)[] => {
  const { ConditionalSplit: either, MultiCondition: multi, RandomSplit: random } = activity;
  if (either) return [either.TrueActivity ?? undefined, either.FalseActivity ?? undefined];
  if (multi)
    return [
      ...(multi.Branches ?? []).map(({ NextActivity }) => NextActivity ?? undefined),
      multi.DefaultActivity ?? undefined,
    ];
  if (random) return (random.Branches ?? []).map(({ NextActivity }) => NextActivity ?? undefined);
  const plain =
    activity.EMAIL ??
    activity.Wait ??
    activity.Holdout ??
    activity.SMS ??
    activity.PUSH ??
    activity.CUSTOM ??
    activity.ContactCenter;
  return [plain?.NextActivity ?? undefined];
};
