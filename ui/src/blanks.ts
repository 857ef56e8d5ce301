/** Records with nothing in them yet, to begin writing from. */
import type { Complaint, GoalFields, PersonFields } from "./contract";

export function blankPerson(): PersonFields {
  return {
    display_name: "",
    role: null,
    power: "other",
    known_since: null,
    aliases: [],
    report_alias: null,
    told_on: null,
    formal_process: null,
    contact_ideal_days: null,
    contact_max_days: null,
    email: null,
    words_now: null,
    archived: false,
  };
}

export function blankGoal(): GoalFields {
  return {
    title: null,
    people: [],
    competencies: [],
    sentence: null,
    success: { i_do: null, they_do: null, visitor_sees: null },
    wanted_words: null,
    why: {
      how: null,
      matters: null,
      now: null,
      areas: { team: null, mission: null, well_being: null, home: null, career: null },
      cost_of_no_change: null,
      importance: null,
      confidence: null,
      motives: null,
    },
    self_ratings: [],
    starts_on: null,
    planned_end_on: null,
    status: "active",
    closing_words: null,
  };
}

export function blankComplaint(statement: string): Complaint {
  return {
    statement,
    subject: null,
    evidence: null,
    my_part: null,
    what_follows: null,
    skill_question: null,
    in_my_control: null,
    competency: null,
    status: "open",
    not_mine_reason: null,
  };
}
