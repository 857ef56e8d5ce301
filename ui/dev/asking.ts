/** Requests that travel, in place of the core: one to Lena that was answered, and what came back from her and from others. */
import type { AnswerPreview, AskingView, RequestText, TookAnswer } from "../src/contract";

const CODE = "K7QF-2M9X";

const questions = {
  en: ["One suggestion for the future", "A second suggestion for the future"],
  de: ["Ein Vorschlag für die Zukunft", "Ein zweiter Vorschlag für die Zukunft"],
};

/** What can be asked with the round of the worked case. */
export function asking({ person, language }: { person: string | null; language: "en" | "de" | null }): AskingView {
  const spoken = language ?? "en";
  const people = [
    { person: "p-lena", name: "Lena", has_address: true, code: CODE, asked_at: "2026-01-27T10:00:00Z", answered: true },
    { person: "p-joseph", name: "Joseph", has_address: false, code: null, asked_at: null, answered: true },
    { person: "p-henrik", name: "Henrik", has_address: false, code: null, asked_at: null, answered: false },
  ];
  const name = people.find((one) => one.person === person)?.name ?? "all";
  return {
    people,
    together: null,
    can_be_together: true,
    needs: null,
    language: spoken,
    subject: spoken === "en" ? "May I ask you for two suggestions?" : "Darf ich Sie um zwei Vorschläge bitten?",
    intro:
      spoken === "en"
        ? `Dear ${name},\n\nI am working on one thing: Stay calm and supportive when work is slower than I want.\n\nMay I ask you for two suggestions for the future?\n\nAmir`
        : `Guten Tag ${name},\n\nich arbeite an einer Sache: ruhig bleiben, wenn es langsamer geht, als ich möchte.\n\nDarf ich Sie um zwei Vorschläge für die Zukunft bitten?\n\nAmir`,
    questions: questions[spoken],
    thanks: person === "p-lena" ? "Dear Lena,\n\nthank you for your answer. I have read it and take it with me.\n\nAmir" : null,
  };
}

export const asked: RequestText = {
  code: CODE,
  subject: "May I ask you for two suggestions?",
  text: `Dear Lena,\n\n--- Inward ${CODE} ---\n\n[1] One suggestion for the future\n\n\n[2] A second suggestion for the future\n\n\n--- ${CODE} ---\n`,
  mail_link: "mailto:?subject=x",
  page_name: `inward-${CODE}.html`,
  envelope_name: `inward-${CODE}-envelope.html`,
};

/** What somebody pasted decides what is seen: `older` an answer to an older request, `pool` an envelope, else one without a doubt. */
export function seen(text: string): AnswerPreview {
  const here = { entry: "ff-1", kind_name: "Feedforward", title: "Stay calm and supportive when work is slower than I want.", on: "2026-01-27", person_name: "Lena", is_here: true };
  const one: AnswerPreview = {
    code: CODE,
    people: null,
    from: "lena@example.org",
    sent_on: "2026-01-29",
    belongs: here,
    answers: [
      { question: questions.en[0] ?? "", texts: ["Breathe before you <b>answer</b>."] },
      { question: questions.en[1] ?? "", texts: [] },
    ],
    doubts: [],
    asks_whose: false,
    note: null,
  };
  if (text.includes("older")) {
    const doubts = [
      { doubt: "other_request", sentence: `The answer names another request: ${CODE}.`, can_be_settled: true },
      { doubt: "damaged", sentence: "The answer was changed on its way, or by hand. Compare it with the mail it came in.", can_be_settled: true },
    ];
    return { ...one, belongs: { ...here, entry: "ff-0", title: "Ask before I tell.", on: "2025-11-20", is_here: false }, doubts };
  }
  if (text.includes("pool")) {
    const note = "Answers of 3 people in one envelope, in a random order and without names.";
    return { ...one, people: 3, from: null, sent_on: null, belongs: { ...here, person_name: null }, note, answers: [{ question: questions.en[0] ?? "", texts: ["Wait.", "Breathe.", "Ask."] }] };
  }
  if (text.includes("whose")) {
    const doubts = [{ doubt: "unknown_request", sentence: "The answer names the request 7R1E-G3W5, which is not known here.", can_be_settled: true }];
    return { ...one, belongs: null, doubts, asks_whose: true };
  }
  return one;
}

export const took = (entry: string): TookAnswer => ({
  entry,
  taken_at: "2026-03-13T16:00:00Z",
  message: "The answer is kept.",
  thanks: "Dear Lena,\n\nthank you for your answer.\n\nAmir",
});
