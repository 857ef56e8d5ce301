/** What the stand-in answers about keys, copies, hold and trash. No rule of the core is repeated here. */
import type { AppError, Area, Copies, CopyContents, CopyRow, HoldRow, KeyringView, Status, TrashRow, WaysIn } from "../src/contract";

type Refuse = (code: AppError["code"], message: string, field?: string | null) => never;
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Answers = Record<string, (input: any) => unknown>;

const PASSWORD = "a".repeat(12);
const FOLDER = "/home/amir/.local/share/inward/backups";
const GROUPS = ["4F7K", "Q2MX", "8TRD", "0HWN", "JC5P", "6VZA", "Y9E3", "BG1S", "KM40", "7XQ2", "D8RT", "NW0H", "P5JC", "A6VZ"];

function copy(day: number, reason: CopyRow["reason"], reason_words: string, folder = FOLDER): CopyRow {
  const made_at = `2026-03-${String(day).padStart(2, "0")}T07:02:00Z`;
  return { path: `${folder}/${made_at}.backup`, made_at, reason, reason_words, bytes: 1_240_000 - (13 - day) * 61_000 };
}

const contents: CopyContents = {
  words: "4 people, 1 practice, 3 experiments, 212 entries, 60 logged days",
  counts: [["person", 4], ["goal", 1], ["experiment", 3], ["entry", 212], ["day_log", 60]],
  newest_change: "2026-03-12T16:14:00Z",
  index_is_whole: true,
};

export const SAFE_CHANGES: Record<string, Area> = {
  restore_copy: "everything",
  restore_trashed: "everything",
  purge_trash: "everything",
  begin_hold: "everything",
  end_hold: "everything",
};

/** The answers, for a journal with this status. */
export function safeAnswers(status: Status, refuse: Refuse): Answers {
  const ways: WaysIn = { recovery: false, recovery_since: null, computers: [{ id: "c-1", since: "2026-01-05T07:00:00Z", this_one: true }], message: null };
  const copies: Copies = {
    folder: FOLDER,
    copies: [copy(13, "daily", "Copy of the day"), copy(12, "key_change", "Before a change of the keys"), ...[12, 11, 10, 9, 8, 7, 6].map((day) => copy(day, "daily", "Copy of the day"))].map(
      (row, at) => ({ ...row, path: `${row.path}.${at}` }),
    ),
    second_folder: null,
    second_copies: null,
    problem: null,
  };
  let holds: HoldRow[] = [
    { person: "p-tatiana", person_name: "Tatiana", began_at: "2026-03-02T08:00:00Z", began_reason: "A complaint is open.", ended_at: null, ended_reason: null },
  ];
  let trash: TrashRow[] = [
    { row: { kind: "entry", id: "t-1" }, kind_words: "Entry", title: "She told me about the late truck.", deleted_at: "2026-03-11T08:00:00Z", leaves_on: "2026-04-10", held: true },
    { row: { kind: "entry", id: "t-2" }, kind_words: "Entry", title: "Ask Boris about the rota.", deleted_at: "2026-03-10T08:00:00Z", leaves_on: "2026-04-09", held: false },
    { row: { kind: "day_log", id: "t-3" }, kind_words: "Logged day", title: "", deleted_at: "2026-03-09T08:00:00Z", leaves_on: "2026-04-08", held: false },
  ];
  const known = (passphrase: string) => {
    if (passphrase !== PASSWORD) refuse("wrong_passphrase", "This passphrase does not open the journal.", "passphrase");
  };

  let held = true;
  const keyring = (message: string | null): KeyringView => ({
    state: held ? "on" : "off",
    words: held
      ? "The journal opens by itself when you are logged in. The password works as before."
      : "Then the journal opens by itself when you are logged in, so that reminders come from the start. The password works as before.",
    message,
  });

  return {
    ways_in: () => ways,
    change_passphrase: ({ passphrase, new_passphrase }) => {
      if (new_passphrase.length < 12) refuse("invalid", "Use at least 12 characters.", "new_passphrase");
      known(passphrase);
      return { ...ways, message: "The passphrase is changed. Copies made before still open with the old one." };
    },
    draw_recovery_sheet: () => ({
      title: "Inward recovery key",
      groups: GROUPS,
      lines: ["This key opens your Inward journal when the passphrase is forgotten.", "Keep it where you keep documents that matter.", "Drawn on 2026-03-13. A newer sheet ends this one."],
      retype: [3, 9],
    }),
    confirm_recovery_sheet: ({ passphrase, typed }) => {
      [3, 9].forEach((group, at) => {
        if (typed[at].toUpperCase() !== GROUPS[group - 1]) refuse("invalid", `Group ${group} is not as it is printed. Look at it again.`, `typed.${at}`);
      });
      known(passphrase);
      [ways.recovery, ways.recovery_since] = [true, "2026-03-13T16:00:00Z"];
      return { ...ways, message: "The sheet counts from now on. An earlier one opens only copies made before." };
    },
    forget_way_in: ({ kind, id }) => {
      if (kind === "recovery") ways.recovery = false;
      else ways.computers = ways.computers.filter((one) => one.id !== id);
      return { ...ways, message: "It is forgotten." };
    },
    keyring: () => keyring(null),
    remember_computer: ({ passphrase }) => {
      known(passphrase);
      held = true;
      return keyring("This computer opens the journal by itself from now on.");
    },
    forget_computer: () => {
      held = false;
      return keyring("The computer is forgotten. It asks for the passphrase again.");
    },
    copies: () => copies,
    make_copy: ({ path }) => {
      const made = { ...copy(13, "asked", "Made by you"), path: `${path ?? FOLDER}/asked-${copies.copies.length}.backup` };
      if (path === null) copies.copies = [made, ...copies.copies];
      return { path: made.path, message: `Copied to ${made.path}, and opened there to be sure.` };
    },
    choose_second_folder: ({ path }) => {
      [copies.second_folder, copies.second_copies] = [path, path === null ? null : [copy(13, "daily", "Copy of the day", path)]];
      return copies;
    },
    verify_copy: ({ passphrase }) => (known(passphrase), contents),
    preview_restore: ({ passphrase }) => {
      known(passphrase);
      return {
        copy: contents,
        present: contents,
        words: `The copy holds ${contents.words}. The journal now holds 4 people, 1 practice, 3 experiments, 214 entries, 61 logged days. What is replaced is kept aside, not deleted.`,
      };
    },
    restore_copy: ({ passphrase }) => {
      known(passphrase);
      [status.vault, status.problem] = ["open", null];
      return { status, contents, replaced: "/home/amir/.local/share/inward/kept-1", message: "The copy is back in place. What it replaced is kept in /home/amir/.local/share/inward/kept-1." };
    },
    last_good_copy: ({ passphrase }) => (known(passphrase), { copy: copies.copies[0], contents }),
    trash: () => trash,
    restore_trashed: ({ id }) => {
      trash = trash.filter(({ row }) => row.id !== id);
      return { id, message: "It is back" };
    },
    purge_trash: ({ row }) => {
      const before = trash.length;
      trash = trash.filter((one) => one.held || (row !== null && one.row.id !== row.id));
      return { gone: before - trash.length, held: 0, message: `${before - trash.length} rows are gone for good. Copies made before still hold what was in them.` };
    },
    holds: () => holds,
    begin_hold: ({ person, reason }) => {
      holds = [{ person, person_name: null, began_at: "2026-03-13T16:00:00Z", began_reason: reason, ended_at: null, ended_reason: null }, ...holds];
      return { id: person ?? "", message: "From now on nothing is deleted, and each edit keeps the earlier text." };
    },
    end_hold: ({ person, reason }) => {
      holds = holds.map((hold) => (hold.person === person && hold.ended_at === null ? { ...hold, ended_at: "2026-03-13T16:00:00Z", ended_reason: reason } : hold));
      return { id: person ?? "", message: "The hold is off. Both reasons are kept with their times." };
    },
  };
}
