import type { Lead } from "../leads/lead.ts";
import type { Item, Seal, WholeTable } from "../world/world.ts";
import { placed, suppressed, suppression, withoutGone } from "./as-restored.ts";
import { type Checksum, fingerprint, type Header, isRecord, type Line, type Manifest, VERSION } from "./backup.ts";
import type { AddressBody } from "./identity.ts";
import { bodyOf, keys } from "./keys.ts";
import type { Payload } from "./payloads.ts";

/** Lines as they stand in the file, without their line feed. */
export type Lines = AsyncIterable<string>;
export type Checked =
  | { status: "ok"; header: Header; manifest: Manifest; erased: ReadonlySet<string> }
  | { status: "refused"; reason: string };

/**
 * Reads a backup to its end before anything is written: is it whole, unchanged, of a version that is known, of this
 * workspace's secret? `erased`: hashes of the addresses whose persons were erased when it was made.
 */
export const check = async (
  lines: Lines,
  { seal, checksum }: { seal: Pick<Seal, "addressKey">; checksum: Checksum },
): Promise<Checked> => {
  let header: Header | undefined;
  let manifest: Manifest | undefined;
  let items = 0;
  const erased = new Set<string>();
  for await (const text of lines) {
    if (manifest !== undefined) return refused("something stands behind its end");
    const line = parsed(text);
    if (header === undefined) {
      if (line === undefined || !("rekindle" in line)) return refused("it is no backup of Rekindle");
      if (line.version !== VERSION) return refused(`a newer Rekindle wrote it (version ${String(line.version)})`);
      if (line.secret !== fingerprint(seal)) return refused("it was made with another workspace secret");
      header = line;
    } else if (line === undefined || "rekindle" in line) return refused(`line ${items + 2} is damaged`);
    else if ("manifest" in line) manifest = line.manifest;
    else if ("item" in line) {
      items += 1;
      noteErased(line.item, erased);
    }
    if (manifest === undefined) checksum.update(`${text}\n`);
  }
  if (header === undefined || manifest === undefined) return refused("its end is missing");
  if (manifest.lines !== items || manifest.sha256 !== checksum.digest())
    return refused("it was changed, or is damaged");
  return { status: "ok", header, manifest, erased };
};

const refused = (reason: string): Checked => ({ status: "refused", reason });

/**
 * Writes a checked backup into an empty table. `erased`: whoever has an address with one of these hashes is left out, and
 * stays suppressed: those erased since the backup was made must not come back. The stream of the new table has to be off.
 */
export const restore = async (
  { table, seal }: { table: WholeTable; seal: Pick<Seal, "addressKey"> },
  lines: Lines,
  { shards, erased }: { shards: number; erased: ReadonlySet<string> },
): Promise<{ status: "restored"; items: number; leftOut: number } | { status: "refused"; reason: string }> => {
  if ((await table.scan({ limit: 1 })).items.length > 0)
    return { status: "refused", reason: "The table is not empty: restore into a new one" };
  const gone = new Set<string>();
  const hashOf = (email: string): string => (email === "" ? "" : seal.addressKey(email));
  const isErased = (item: Item): boolean => {
    if (isRecord(item)) {
      if (!erased.has(hashOf(bodyOf<Lead>(item).email))) return false;
      gone.add(item.pk);
      return true;
    }
    if (gone.has(item.pk) || gone.has(item.sk.replace(/^member#/, ""))) return true;
    if (!item.pk.startsWith("payload#")) return false;
    const { lead = "", submission } = bodyOf<Payload>(item);
    return gone.has(lead) || erased.has(hashOf(submission?.email ?? ""));
  };
  let waiting = new Map<string, Item>();
  let items = 0;
  const flush = async () => {
    items += waiting.size;
    await table.put([...waiting.values()]);
    waiting = new Map();
  };
  for await (const text of lines) {
    const line = parsed(text);
    if (line === undefined || "rekindle" in line || "manifest" in line) continue;
    if ("forget" in line) {
      await flush();
      await forget(table, line.forget);
    } else if (!isErased(line.item)) {
      const item = placed(suppressed(withoutGone(line.item, gone), erased), shards);
      waiting.set(`${item.pk} ${item.sk}`, item);
      if (waiting.size >= 100) await flush();
    }
  }
  await flush();
  // Whoever came and was erased after the backup is not in it at all, and stays suppressed all the same.
  const hashes = [...erased];
  const known = await table.getMany(hashes.map(keys.address));
  await table.put(hashes.filter((_, index) => known[index] === undefined).map((hash) => suppression(hash)));
  return { status: "restored", items, leftOut: gone.size };
};

const noteErased = ({ pk, body }: Item, erased: Set<string>): void => {
  if (!pk.startsWith("address#")) return;
  const { lead, suppressed: why }: AddressBody = JSON.parse(body);
  if (why === "erased" && lead === undefined) erased.add(pk.slice("address#".length));
  else erased.delete(pk.slice("address#".length));
};

const forget = async (table: WholeTable, pk: string): Promise<void> => {
  for (;;) {
    const page = await table.query({ pk, limit: 200, read: "consistent" });
    await table.remove(page.items.map((item) => ({ pk: item.pk, sk: item.sk })));
    if (page.next === undefined) return;
  }
};

/** Our own lines; the checksum says that nobody changed them. What is none is `undefined`. */
const parsed = (text: string): Header | Line | { manifest: Manifest } | undefined => {
  try {
    const line: unknown = JSON.parse(text);
    return isLine(line) ? line : undefined;
  } catch {
    return undefined;
  }
};

const isLine = (line: unknown): line is Header | Line | { manifest: Manifest } =>
  typeof line === "object" &&
  line !== null &&
  (("rekindle" in line && "version" in line && "secret" in line) ||
    ("item" in line && isItem(line.item)) ||
    ("forget" in line && typeof line.forget === "string") ||
    ("manifest" in line && typeof line.manifest === "object" && line.manifest !== null && "sha256" in line.manifest));

const isItem = (item: unknown): boolean =>
  typeof item === "object" &&
  item !== null &&
  "pk" in item &&
  typeof item.pk === "string" &&
  "sk" in item &&
  typeof item.sk === "string" &&
  "rev" in item &&
  typeof item.rev === "number" &&
  "body" in item &&
  typeof item.body === "string";
