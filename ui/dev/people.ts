/** The people of the worked case, on their map and over time. Only for `npm run dev`; no build contains it. */
import type { Bond, ContactView, EntryView, MapChange, MapPerson, MapPicture, MapView, Person, Picture, Place, SharedIntention, TieKind } from "../src/contract";
import { entry, people as everybody } from "./case";

const TIES: Record<TieKind, string> = {
  reports_to: "the first reports to the second",
  works_with: "they work together",
  supports: "they support each other",
  tension: "it is tense between them",
};

export const entries: EntryView[] = [
  entry("qu-1", "2026-01-05", "tense, suspicious", { kind: "quality", words: "tense, suspicious", quality: 3, wanted: null }),
  entry("qu-2", "2026-03-11", "careful, more open", { kind: "quality", words: "careful, more open", quality: 7, wanted: "trust, understanding, shared vision" }),
  entry("ti-1", "2026-02-02", "Tie", { kind: "tie", note: null, between: ["p-tatiana", "p-joseph"], tie: "supports", ended_on: null }),
];

export const intention: SharedIntention = {
  entry: "ta-1",
  on: "2026-01-22",
  sentence: "We both want to work well together again, and we go step by step.",
  agreed: true,
};

/** When one last spoke with somebody. */
export function contactOf(person: Pick<Person, "id">): ContactView {
  if (person.id === "p-tatiana") return { last_on: "2026-03-13", state: "green", words: "We spoke today." };
  if (person.id === "p-lena") return { last_on: "2026-02-02", state: null, words: "Last spoke on 2 February 2026, 29 workdays ago." };
  return { last_on: null, state: null, words: "No contact recorded yet." };
}

const places = new Map<string, Place>();
const found: Record<string, Place> = {
  "p-henrik": { x: 0.5, y: 0.14 },
  "p-lena": { x: 0.18, y: 0.48 },
  "p-tatiana": { x: 0.28, y: 0.84 },
  "p-joseph": { x: 0.74, y: 0.84 },
};

export function place({ person, place }: { person: string; place: Place | null }): void {
  if (place === null) places.delete(person);
  else places.set(person, place);
}

function onMap(person: Person, since: string | null): MapPerson {
  const tatiana = person.id === "p-tatiana";
  const bond: Bond = tatiana ? "practice" : person.id === "p-henrik" ? "contact" : "ideas";
  const change: MapChange | null = since === null ? null : tatiana ? "better" : null;
  return {
    person: person.id,
    name: person.display_name,
    role: person.role,
    power: person.power,
    place: places.get(person.id) ?? null,
    practice: tatiana ? "g-1" : null,
    bond,
    words: tatiana ? ["7 of 10 now", "3 on 5 January"] : bond === "ideas" ? ["2 ideas"] : [],
    quality: tatiana ? 7 : null,
    contact: contactOf(person),
    change,
  };
}

export function map(since: string | null, all: readonly EntryView[]): MapView {
  const people = everybody.map((person) => onMap(person, since));
  const name = (id: string | undefined) => people.find(({ person }) => person === id)?.name ?? "";
  const ties = all.flatMap(({ entry: { id, on, body } }): MapView["ties"] => {
    const [a, b] = body.kind === "tie" ? body.between : [];
    if (body.kind !== "tie" || a === undefined || b === undefined) return [];
    const change = since !== null && since <= on ? "new" : null;
    return [{ entry: id, between: [a, b], tie: body.tie, words: TIES[body.tie], note: body.note, change }];
  });
  const changes = [
    ...people.flatMap((one) => (one.change === null ? [] : [`With ${one.name} it is rated higher.`])),
    ...ties.flatMap((tie) => (tie.change === null ? [] : [`New between ${name(tie.between[0])} and ${name(tie.between[1])}: ${tie.words}.`])),
  ];
  return { people, ties, changes };
}

/** A plain drawing with circles where the core puts them; the real one has words on its lines. */
export function mapPicture(since: string | null, width: number, all: readonly EntryView[]): MapPicture {
  const view = map(since, all);
  const height = Math.round(width * 0.72);
  const at = view.people.map(({ person }) => places.get(person) ?? found[person] ?? { x: 0.5, y: 0.5 });
  const [x, y] = [(part: number) => (part * width).toFixed(1), (part: number) => (part * height).toFixed(1)];
  const looks: Record<Bond, string> = { practice: "c-tie-practice", ideas: "c-tie-ideas", contact: "c-tie-contact", none: "c-tie-contact" };
  const marks = view.people.flatMap(({ name, role, bond, words }, n) => {
    const spot = at[n] ?? { x: 0, y: 0 };
    const half = { x: (spot.x + 0.5) / 2, y: (spot.y + 0.48) / 2 };
    return [
      `<path d="M${x(0.5)} ${y(0.48)}L${x(spot.x)} ${y(spot.y)}" class="${looks[bond]}"/>`,
      `<circle cx="${x(spot.x)}" cy="${y(spot.y)}" r="26" class="${bond === "contact" ? "c-box-plain" : "c-box-theirs"}" data-value="${n}"><title>${name}</title></circle>`,
      `<text x="${x(spot.x)}" y="${Number(y(spot.y)) + 4.5}" text-anchor="middle" class="c-name">${name[0]}</text>`,
      `<text x="${x(spot.x)}" y="${Number(y(spot.y)) + 44}" text-anchor="middle" class="c-name">${name}</text>`,
      `<text x="${x(spot.x)}" y="${Number(y(spot.y)) + 60}" text-anchor="middle" class="c-label">${role ?? ""}</text>`,
      ...words.slice(0, 1).map((text) => `<text x="${x(half.x)}" y="${y(half.y)}" text-anchor="middle" class="c-label-strong">${text}</text>`),
    ];
  });
  marks.push(`<circle cx="${x(0.5)}" cy="${y(0.48)}" r="32" class="c-fill"/><text x="${x(0.5)}" y="${Number(y(0.48)) + 4.5}" text-anchor="middle" class="c-name-clear">Me</text>`);
  const picture: Picture = {
    svg: `<svg viewBox="0 0 ${width} ${height + 40}" width="${width}" height="${height + 40}" role="img" class="chart">${marks.join("")}</svg>`,
    title: "The people round me",
    description: view.people.map(({ name, role }) => `${name}, ${role}`).join("; "),
    head: ["Name", "Role", "Words"],
    rows: view.people.map(({ name, role, words }) => [name, role ?? "", words.join(", ")]),
  };
  return { picture, places: at, map: view };
}
