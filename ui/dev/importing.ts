/** What the stand-in answers about imports: three files to look at, by their names. No rule of the core is repeated here. */
import type { AppError, Import, ImportRecord, ImportRow, ImportSummary, TableView, UndoneImport } from "../src/contract";

type Refuse = (code: AppError["code"], message: string, field?: string | null) => never;
// eslint-disable-next-line @typescript-eslint/no-explicit-any
type Answers = Record<string, (input: any) => unknown>;

const NAMES = ["Ana Horvat", "Boris Keller", "Chris Beatle", "Doug White", "Elena Rossi", "Farid Amini", "Greta Lind", "Hugo Brandt", "Ines Costa", "Jonas Weber", "Kofi Mensah"];

const row = (fate: ImportRow["fate"], what: string, reason: string | null = null, place = ""): ImportRow => ({
  key: fate === "left_out" ? null : `name:${what.toLowerCase()}|`,
  place,
  what,
  fate,
  reason,
});

const bare: ImportSummary = {
  format: "people",
  words: "",
  added: 0,
  changed: 0,
  unchanged: 0,
  counts: [],
  rows: [],
  fates: {},
  remarks: [],
  assumptions: [],
  missing: null,
  is_strict: false,
  columns: [],
  table: null,
  experiment: null,
  batch: null,
};

const table: TableView = {
  header: ["Voller Name", "Firma", "Seit", "E-Mail", "Telefon"],
  sample: [
    ["Ana Horvat", "Klinik Nord", "03.04.2025", "ana@example.org", "079"],
    ["Boris Keller", "Klinik Nord", "", "", ""],
    ["Chris Beatle", "", "01.02.2024", "chris@example.org", ""],
  ],
  columns: ["name", "organisation", "known_since", "email", "ignored"],
  separator: "semicolon",
  separator_is_sure: true,
  encoding: "windows1252",
  encoding_is_sure: false,
  dates: "unclear",
};

function people({ table: choice }: Import): ImportSummary {
  const columns = choice.columns ?? table.columns;
  const named = columns.includes("name");
  const shown = { ...table, columns, separator: choice.separator ?? table.separator, dates: choice.dates ?? table.dates };
  return {
    ...bare,
    words: "15 people",
    added: named ? 12 : 0,
    changed: named ? 1 : 0,
    unchanged: named ? 1 : 0,
    counts: named ? [{ kind_words: "People", added: 11, changed: 1, unchanged: 1 }, { kind_words: "Entries", added: 1, changed: 0, unchanged: 0 }] : [],
    rows: named
      ? [
          row("left_out", "Mara", "The date 03.04.2025 could mean 2025-04-03 or 2025-03-04. Choose the order of day and month.", "Line 9"),
          row("left_out", "", "It has no name.", "Line 17"),
          ...NAMES.map((name) => row("new", name)),
          row("merged", "Tatiana", "In your journal as Tatiana. Added: role, address."),
          row("here", "Goran", "In your journal as Goran."),
        ]
      : [],
    remarks: [row("new", "Chris Beatle", "It has several addresses; chris@example.org is taken.", "Line 4")],
    assumptions: ["The file is not UTF-8 and was read as Windows-1252. Look at accents and umlauts before you go on."],
    missing: named ? null : "No column is chosen for the name. Choose the column that holds it.",
    table: shown,
  };
}

function habits(): ImportSummary {
  return {
    ...bare,
    format: "loop",
    words: "2 habits with 14 days",
    added: 13,
    changed: 1,
    unchanged: 6,
    counts: [{ kind_words: "Experiments", added: 1, changed: 1, unchanged: 0 }, { kind_words: "Days", added: 12, changed: 0, unchanged: 6 }],
    rows: [row("new", "Run", "8 new days."), row("merged", "Wake up early", "4 new days. 1 day says something else here and stays as it is.")],
  };
}

function ratings({ target, path }: Import): ImportSummary {
  return {
    ...bare,
    format: "ratings",
    words: "60 days, 53 rated, from 5 January to 27 March 2026",
    added: target === null ? 0 : 48,
    unchanged: target === null ? 0 : 12,
    counts: target === null ? [] : [{ kind_words: "Days", added: 48, changed: 0, unchanged: 12 }],
    rows: path.includes("good") ? [] : [row("left_out", "", "This is not a date of the calendar.", "Line 14"), row("left_out", "", "Choose a number from 0 to 10.", "Line 31")],
    assumptions: ["A comma inside a number was read as the decimal sign."],
    missing: target === null ? "Choose where the days go." : null,
    is_strict: true,
    columns: ["quality_0_10", "interruptions"],
    experiment: target === null ? null : "x-1",
  };
}

/** All rows are listed here, so they count themselves. */
function counted(summary: ImportSummary): ImportSummary {
  const fates: ImportSummary["fates"] = {};
  for (const { fate } of summary.rows) fates[fate] = (fates[fate] ?? 0) + 1;
  return { ...summary, fates };
}

export function importAnswers(refuse: Refuse): Answers {
  let imports: ImportRecord[] = [
    { id: "b-2", at: "2026-03-12T08:00:00Z", format_words: "Habits from Loop Habit Tracker", name: "Loop Habits CSV 2026-03-12.zip", counts: [{ kind_words: "Experiments", added: 2, changed: 0, unchanged: 0 }, { kind_words: "Days", added: 180, changed: 0, unchanged: 0 }], undone_at: null },
    { id: "b-1", at: "2026-03-02T08:00:00Z", format_words: "People (vCard)", name: "contacts.vcf", counts: [{ kind_words: "People", added: 3, changed: 1, unchanged: 0 }], undone_at: "2026-03-02T09:00:00Z" },
  ];
  const preview = (input: Import): ImportSummary => {
    const { path, format } = input;
    if (format === "icalendar") refuse("file", "Nothing in this file can be read as the chosen kind. Choose another kind, or another file.");
    if (format === "ratings" || (format === null && path.includes("daily"))) return counted(ratings(input));
    if (format === "loop" || (format === null && path.includes("Loop"))) return counted(habits());
    return counted(people(input));
  };
  return {
    preview_import: preview,
    import: (input: Import) => {
      const done = { ...preview(input), batch: "b-3" };
      const counts = done.counts.map((count) => ({ ...count, unchanged: 0 }));
      imports = [{ id: "b-3", at: "2026-03-13T16:00:00Z", format_words: "People (CSV)", name: input.path.split("/").at(-1) ?? "", counts, undone_at: null }, ...imports];
      return done;
    },
    imports: () => imports,
    undo_import: ({ id }): UndoneImport => {
      imports = imports.map((one) => (one.id === id ? { ...one, undone_at: "2026-03-13T16:30:00Z" } : one));
      return { gone: 11, put_back: 1, stayed: ["Ana Horvat"], held: [], message: "11 rows are in the trash. 1 row says again what it said before. 1 row was edited or used since, and stays." };
    },
  };
}
