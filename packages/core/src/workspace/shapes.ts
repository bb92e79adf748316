import * as z from "zod";

export const Slug = z
  .string()
  .regex(/^[A-Za-z0-9][A-Za-z0-9_-]{0,63}$/, "Letters, digits, - and _, at most 64, such as lost-on-price");

/** `PT4H`, `P3D`, `P2W`, `P1M`: ISO 8601. */
export const Duration = z
  .string()
  .regex(
    /^P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/,
    "An ISO 8601 duration such as P3D (three days) or PT4H (four hours)",
  );
export const Offset = z
  .string()
  .regex(
    /^-?P(?!$)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?$/,
    "An ISO 8601 duration, such as -P7D for seven days before",
  );
export const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "A time of day such as 09:00");
/** A text for people, in one language or in both. */
export const Words = z.union([z.string(), z.object({ ja: z.string().optional(), en: z.string().optional() })]);
