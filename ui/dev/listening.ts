/** What was listened to in the worked case. Only for `npm run dev`; no build contains it. */
import cycle from "./cycle.svg?raw";
import type { EntryBody, EntryView, FindingView, GoalView, Guessed, Link, Node, OfferView, Picture, TalkQuestion } from "../src/contract";
import { entry, goal } from "./case";

const guessed = (question: string, guess: string, confidence: number, they_said: string, matched: Guessed["matched"]): Guessed => ({ question, guess, confidence, they_said, matched });

const impact = (id: string, on: string, did: string, meant: string, landed: string | null, then: string | null): EntryView =>
  entry(id, on, did, {
    kind: "impact",
    did,
    place: null,
    meant,
    assumed: null,
    landed,
    source: landed === null ? null : "told_me",
    gap: landed === null ? "unknown" : "large",
    then,
  });

const node = (owner: Node["owner"], layer: Node["layer"], text: string, status: Node["status"]): Node => ({ owner, layer, text, status });
const ring: Link[] = [1, 2, 3, 4, 5, 6, 7, 8].map((from) => ({ from, to: (from % 8) + 1, sign: "same", delay: null }));

const vicious: Extract<EntryBody, { kind: "cycle" }> = {
  kind: "cycle",
  name: "Control and retreat",
  others: ["p-tatiana"],
  entry_event: null,
  nodes: [
    node("me", "sees", "no movement", "known"),
    node("me", "story", "she resists", "known"),
    node("me", "feels", "worry, anger", "known"),
    node("me", "does", "check, bypass, restrict, write down", "known"),
    node("other", "sees", "he goes behind me", "confirmed"),
    node("other", "story", "he wants to get rid of me", "confirmed"),
    node("other", "feels", "fear", "confirmed"),
    node("other", "does", "shield the team, wait, ask for every step", "confirmed"),
  ],
  links: ring,
  break_point: 4,
  new_move: "ask and agree each morning",
  expected: "She decides within limits we agreed.",
  virtuous_of: null,
};

export const entries: EntryView[] = [
  entry("gu-1", "2026-01-20", "Sealed guess", {
    kind: "guess",
    sealed_at: "2026-01-20T16:20:00Z",
    versions: [],
    questions: [
      guessed("Hardest about working with me?", "That I push too fast", 70, "Not knowing when I am being judged", "no"),
      guessed("What did she make of the review?", "Fair but hard", 60, "Ambushed, as by an enemy – not pushed by a boss on her side", "no"),
      guessed("What does she want from me?", "To be left alone", 65, "More support", "no"),
      guessed("Does she want the changes to succeed?", "Not really", 55, "Yes, with her team intact", "no"),
      guessed("Is she willing to try again with me?", "Maybe", 50, "Yes", "yes"),
    ],
  }),
  entry("ta-1", "2026-01-22", "Understand how the last months were for you", {
    kind: "conversation",
    purpose: "Understand how the last months were for you",
    planned_at: "2026-01-22T14:00",
    minutes: 45,
    opening: "I believe I made this harder for you. I would like to listen.",
    questions: ["What has working with me been like?", "What happened for you when you read the review?", "What should I understand that I do not?"],
    will_own: "I put criticism on paper before I said it to you.",
    will_not: "explain, argue, defend ratings",
    cleared_by: "Ms Okafor, HR, 21 January",
    mood_before: 4,
    heard: "The review felt like an ambush; the contact hours, like a closed door.",
    surprised: "She wants the plan to work.",
    interruptions: 2,
    shared: "I am impatient; I was worried about the roll-out.",
    shared_intention: "We both want to work well together again, and we go step by step.",
    agreed: true,
    next_step: "Talk again Wed 28 January",
    mood_after: 6,
    changes_situation: "yes",
  }),
  impact("im-3", "2025-10-06", "Asked her team", "Get facts", "Undermined", "Through her from now on"),
  impact("im-2", "2025-10-20", "Set contact hours", "Protect focus", "Door shut", "Daily time instead"),
  impact("im-1", "2025-12-12", "Lowered the ratings, listed improvements", "Motivate her", "An ambush; she lost heart", "Own it; ask HR how to correct the record"),
  impact("im-4", "2026-01-15", "Raised my voice", "Urgency", null, null),
  entry("cy-1", "2026-01-23", "Control and retreat", vicious),
  entry("ff-1", "2026-01-27", "Stay calm and supportive when work is slower than I want.", {
    kind: "feedforward",
    behaviour: "Stay calm and supportive when work is slower than I want.",
    requests: [
      { person: "p-lena", channel: "text_mail", asked_on: "2026-01-27", follow_up_on: null, followed_up_on: null },
      { person: "p-joseph", channel: "text_mail", asked_on: "2026-01-30", follow_up_on: null, followed_up_on: null },
      { person: "p-henrik", channel: "text_mail", asked_on: "2026-01-27", follow_up_on: "2026-02-03", followed_up_on: null },
    ],
    suggestions: [
      { suggestion: "breathe before replying", source: "p-lena", received_on: "2026-01-29", entered_by: "them", thanked: true, decision: "try", envelope: null },
      { suggestion: "ask one question first", source: "p-lena", received_on: "2026-01-29", entered_by: "them", thanked: true, decision: "try", envelope: null },
      { suggestion: "same time each day", source: "p-joseph", received_on: "2026-02-02", entered_by: "them", thanked: true, decision: "try", envelope: null },
      { suggestion: "say thanks for bad news", source: "p-joseph", received_on: "2026-02-02", entered_by: "them", thanked: false, decision: null, envelope: null },
    ],
    asked: [],
  }),
];

/** The sheets of Listen, in their order. */
export const SHEETS = ["sealed_guess", "conversation", "how_it_landed", "cycle", "feedforward"] as const;

/** A practice in which nothing is written yet, as its sheets see it. */
export const bare = (practice: GoalView["practice"], offers: OfferView[] = []): GoalView => ({
  practice,
  complaints: [],
  counter: { before: 0, after: 0, of: 0 },
  meeting_points: [],
  events: [],
  ownership: null,
  asks_how_first: false,
  experiments: [],
  offers,
});

/** The practice as the sheets of Listen see it. */
export const view = (offers: OfferView[]): GoalView => {
  const path = [{ station: "listen" as const, state: "here" as const, note: null, sheets: SHEETS.map((sheet) => ({ sheet, settled: false })) }];
  return bare({ goal, name: "Rely on each other", people: ["Tatiana"], path, next: null, experiment: null }, offers);
};

/** What the core says of each kind here. */
export const findings: Record<string, FindingView[]> = {
  guess: [{ id: "finding.guess.calibration", sentence: "60 % sure on average, right 1 of 5.", entries: ["gu-1"], asks_once: false }],
  impact: [
    { id: "finding.impact.large", sentence: "Known from them: 3. A large gap: 3 of 3.", entries: [], asks_once: false },
    { id: "finding.impact.ask", sentence: "One impact is not known yet. It is a question for the next talk.", entries: ["im-4"], asks_once: false },
  ],
  cycle: [{ id: "finding.cycle.reinforcing.cy-1", sentence: "Control and retreat feeds itself (reinforcing).", entries: ["cy-1"], asks_once: false }],
  feedforward: [
    { id: "finding.feedforward.counts.ff-1", sentence: "3 requests, 2 answers, 4 suggestions, 0 entered by me.", entries: [], asks_once: false },
    { id: "finding.feedforward.thank.ff-1", sentence: "1 suggestion waits for a thank you.", entries: [], asks_once: false },
    { id: "finding.feedforward.next.ff-1", sentence: "3 follow-ups are due.", entries: [], asks_once: false },
  ],
};

export const talkQuestions: TalkQuestion[] = [
  { entry: "im-4", source: "How it landed", text: "How did it land when I raised my voice?" },
  { entry: "lh-1", source: "Unsaid column", text: "What would have helped you to hear this earlier?" },
];

/** The virtuous version as the core makes it: my new move, and what others would then do as a guess. */
export function virtuous(): Extract<EntryBody, { kind: "cycle" }> {
  return {
    ...vicious,
    virtuous_of: "cy-1",
    nodes: vicious.nodes.map((one, at) => ({
      ...one,
      text: at === 3 ? (vicious.new_move ?? "") : one.text,
      status: one.owner === "me" ? one.status : "guessed",
    })),
  };
}

export const offers: OfferView[] = [
  {
    id: "offer.left_hand",
    kind: "left_hand",
    station: "listen",
    sentence: "A talk is being prepared. What stayed unsaid in the last one may hold its question.",
    name: "Unsaid column",
  },
];

/** The drawing of one version, whatever is written. */
export const picture: Picture = {
  svg: cycle,
  title: "Control and retreat",
  description: "Figure of eight, feeds itself.",
  head: ["Whose", "Layer", "What", "How it is known"],
  rows: vicious.nodes.map(({ owner, layer, text, status }) => [owner, layer, text, status]),
};
