/** The readable-name check of the worked case: what is found, what was answered, kept in memory. */
import type { AnswerFinding, CopyOptions, ForgetAnswer, LeakCheck, LeakFinding, Remembered, Saved } from "../src/contract";

const place = (source: string, before: string, shown: string, after: string) => ({ place: `${source} ${shown}`, source, before, shown, after });

const FOUND: readonly LeakFinding[] = [
  {
    kind: "alias",
    word: "Tanya",
    why: "Another name of Person A.",
    proposal: "Person A",
    replaced: true,
    everywhere: true,
    places: [place("Weekly review · week 6, Friday", "", "Person A", " told me about a late truck before I asked")],
  },
  {
    kind: "initials",
    word: "TK",
    why: "The initials of Person A.",
    proposal: "Person A",
    replaced: true,
    everywhere: true,
    places: [place("Note · week 7, Monday", "as the note of ", "Person A", " says, the posts stay open")],
  },
  {
    kind: "everyday",
    word: "Will",
    why: "A name and an everyday word. Is it Person E?",
    proposal: "Person E",
    replaced: false,
    everywhere: false,
    places: [
      place("Note · week 3, Tuesday", "", "Will", " you ask first, I wondered"),
      place("Conversation · week 4, Thursday", "She told ", "Will", " about the posts"),
    ],
  },
  {
    kind: "capital",
    word: "Ms Okafor",
    why: "A capitalised word nobody has registered.",
    proposal: null,
    replaced: false,
    everywhere: true,
    places: [place("Conversation · week 4, Thursday", "cleared by ", "Ms Okafor", ", HR")],
  },
];

let answers: Remembered[] = [];
let general = false;

/** What is left to check. */
export function check(): LeakCheck {
  const open = (finding: LeakFinding): boolean => {
    const about = answers.filter(({ word }) => word === finding.word);
    return !about.some((one) => one.place === null) && !finding.places.every(({ place }) => about.some((one) => one.place === place));
  };
  const findings = FOUND.filter(open);
  const n = findings.length;
  return {
    cleared: n === 0,
    words: n === 0 ? "Cleared. Nothing readable is left to check." : `Not cleared: ${n} ${n === 1 ? "word" : "words"} to check.`,
    findings,
    warnings: general ? [] : ["Only one person is “head of finance” (Person B). Whoever knows the place may know who it is."],
    general_roles: general,
    answers,
  };
}

/** Remembers an answer. */
export function answer({ word, places, ...given }: AnswerFinding): Saved {
  const about: (string | null)[] = places.length > 0 ? places : [null];
  answers = [...answers, ...about.map((at) => ({ word, place: at, ...given }))];
  return { id: word, message: `“${word}” is answered` };
}

/** Forgets an answer. */
export function forget({ word, place }: ForgetAnswer): Saved {
  answers = answers.filter((one) => one.word !== word || one.place !== place);
  return { id: word, message: `“${word}” will be asked about again.` };
}

/** Says roles in general, or as they are. */
export function choose({ general_roles }: CopyOptions): Saved {
  general = general_roles;
  return { id: "copy", message: general ? "Copies say roles in general." : "Copies keep roles as written." };
}
