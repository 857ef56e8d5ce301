// Generated from the contract table by `cargo xtask contract`. Do not edit; a test compares it.

/** Every command of the core: what it takes and what it answers. */
export interface Contract {
  status: { input: Nothing; output: Status };
  create_vault: { input: CreateVault; output: Status };
  unlock: { input: Unlock; output: Status };
  lock: { input: Nothing; output: Status };
  ways_in: { input: Nothing; output: WaysIn };
  change_passphrase: { input: ChangePassphrase; output: WaysIn };
  draw_recovery_sheet: { input: Nothing; output: RecoverySheet };
  confirm_recovery_sheet: { input: ConfirmRecoverySheet; output: WaysIn };
  forget_way_in: { input: ForgetWayIn; output: WaysIn };
  passphrase_strength: { input: PassphraseStrengthOf; output: PassphraseStrength };
  settings: { input: Nothing; output: Settings };
  save_settings: { input: Settings; output: Settings };
  people: { input: Nothing; output: Array<PersonRow> };
  person: { input: PersonOf; output: PersonView };
  save_person: { input: SavePerson; output: Saved };
  map: { input: MapOf; output: MapView };
  place_person: { input: PlacePerson; output: Saved };
  goals: { input: Nothing; output: Array<Practice> };
  goal: { input: GoalOf; output: GoalView };
  save_goal: { input: SaveGoal; output: Saved };
  close_goal: { input: CloseGoal; output: Saved };
  week: { input: WeekOf; output: WeekView };
  lessons: { input: LessonsOf; output: Array<Lesson> };
  competencies: { input: Nothing; output: Array<CompetencyCard> };
  forms: { input: Nothing; output: Array<Form> };
  entries: { input: EntryQuery; output: Array<EntryView> };
  entry: { input: EntryOf; output: EntryPage };
  hints: { input: HintsOf; output: HintsView };
  question_bank: { input: Nothing; output: QuestionBank };
  who: { input: Nothing; output: Array<Who> };
  save_entry: { input: SaveEntry; output: Saved };
  worksheet: { input: WorksheetOf; output: WorksheetView };
  talk_questions: { input: TalkQuestionsOf; output: Array<TalkQuestion> };
  virtuous_cycle: { input: EntryOf; output: EntryFields };
  cycle_picture: { input: CyclePictureOf; output: Picture };
  belief_picture: { input: BeliefPictureOf; output: Picture };
  log_calendar: { input: LogCalendarOf; output: Picture };
  relationship_picture: { input: RelationshipPictureOf; output: RelationshipPicture };
  map_picture: { input: MapPictureOf; output: MapPicture };
  set_aside: { input: SetAside; output: Saved };
  delete_row: { input: Row; output: Saved };
  restore_row: { input: Row; output: Saved };
  experiments: { input: Nothing; output: Array<ExperimentView> };
  experiment: { input: ExperimentOf; output: ExperimentView };
  designs: { input: DesignsOf; output: Array<DesignCard> };
  save_experiment: { input: SaveExperiment; output: Saved };
  rest_experiment: { input: RestExperiment; output: Saved };
  open_phase: { input: OpenPhase; output: Saved };
  decide: { input: Decide; output: Saved };
  evidence: { input: EvidenceOf; output: EvidenceView };
  evidence_figures: { input: ExperimentOf; output: Evidence };
  day: { input: DayOf; output: DayView };
  log_day: { input: LogDay; output: LoggedDay };
  undo_log: { input: UndoLog; output: Saved };
  today: { input: Nothing; output: TodayView };
  start_from_today: { input: Nothing; output: Saved };
  upcoming: { input: UpcomingOf; output: Array<DueReminder> };
  recent_reminders: { input: Nothing; output: RecentReminders };
  due: { input: Nothing; output: Array<DueReminder> };
  own_reminders: { input: Nothing; output: Array<OwnReminderRow> };
  save_own_reminder: { input: SaveOwnReminder; output: Saved };
  rest_own_reminder: { input: RestOwnReminder; output: Saved };
  coming_days: { input: ComingDaysOf; output: ComingDays };
  answer_reminder: { input: AnswerReminder; output: Saved };
  snooze_reminder: { input: SnoozeReminder; output: Saved };
  pause_reminders: { input: PauseReminders; output: Saved };
  search: { input: Search; output: Array<Hit> };
  report_pages: { input: ReportOf; output: ReportPages };
  save_report: { input: SaveReport; output: SavedReport };
  answer_finding: { input: AnswerFinding; output: Saved };
  forget_answer: { input: ForgetAnswer; output: Saved };
  save_copy_options: { input: CopyOptions; output: Saved };
  preview_import: { input: Import; output: ImportSummary };
  import: { input: Import; output: ImportSummary };
  imports: { input: Nothing; output: Array<ImportRecord> };
  undo_import: { input: UndoImport; output: UndoneImport };
  export: { input: Export; output: Exported };
  asking: { input: AskingOf; output: AskingView };
  ask: { input: Ask; output: RequestText };
  save_request_page: { input: SaveRequestPage; output: SavedPage };
  look_at_answer: { input: LookAtAnswer; output: AnswerPreview };
  take_answer: { input: TakeAnswer; output: TookAnswer };
  give_back_answer: { input: GiveBackAnswer; output: Saved };
  check: { input: Nothing; output: CheckResult };
  copies: { input: Nothing; output: Copies };
  make_copy: { input: MakeCopy; output: MadeCopy };
  choose_second_folder: { input: SecondFolder; output: Copies };
  verify_copy: { input: CopyFile; output: CopyContents };
  last_good_copy: { input: LastGoodCopy; output: GoodCopy | null };
  preview_restore: { input: CopyFile; output: RestorePreview };
  restore_copy: { input: CopyFile; output: RestoredCopy };
  trash: { input: Nothing; output: Array<TrashRow> };
  restore_trashed: { input: TrashedRow; output: Saved };
  purge_trash: { input: PurgeTrash; output: PurgedTrash };
  holds: { input: Nothing; output: Array<HoldRow> };
  begin_hold: { input: HoldChange; output: Saved };
  end_hold: { input: HoldChange; output: Saved };
  choose_file: { input: ChooseFile; output: ChosenFile };
  open_mail: { input: Ask; output: Nothing };
  open_file: { input: OpenFile; output: Nothing };
  test_reminder: { input: Nothing; output: TestReminder };
  health: { input: Nothing; output: Health };
  network: { input: Nothing; output: Network };
  autostart: { input: Nothing; output: Autostart };
  quick_log_keys: { input: Nothing; output: HeldKeys };
  set_autostart: { input: SetAutostart; output: Autostart };
  keyring: { input: Nothing; output: KeyringView };
  remember_computer: { input: RememberComputer; output: KeyringView };
  forget_computer: { input: Nothing; output: KeyringView };
  cancel_call: { input: CancelCall; output: Nothing };
  close_window: { input: Nothing; output: Nothing };
}

/**
 * Names what became of the draft.
 */
export type AfterCooling = "reword" | "talk" | "let_go" | "as_it_stands";

/**
 * Holds an answer to a rated question: a value, or "cannot say", which is never counted as a low value.
 */
export type Answer<T> = T | CannotSay;

/**
 * Answers a finding of the leak check.
 */
export type AnswerFinding = { 
/**
 * The word as it was found.
 */
word: Line, 
/**
 * The places the answer is about; none when it holds wherever the word stands.
 */
places: Array<string>, } & ({ "answer": "replace", 
/**
 * What stands instead.
 */
by: Line, } | { "answer": "right" } | { "answer": "leave" });

/**
 * Holds what was answered to one question.
 */
export type AnswerLine = { 
/**
 * The question.
 */
question: string, 
/**
 * What was written; several from an envelope, none where it was left out.
 */
texts: Array<string>, };

/**
 * Holds an answer as it is shown before anything is done with it.
 */
export type AnswerPreview = { 
/**
 * The name of the request it carries.
 */
code: string, 
/**
 * From how many people; none for the answer of one.
 */
people: number | null, 
/**
 * Who its mail says it is from; anybody can write anything there.
 */
from: string | null, 
/**
 * When its mail says it was sent.
 */
sent_on: string | null, 
/**
 * Which request it belongs to, where that is known.
 */
belongs: Belongs | null, 
/**
 * What was answered.
 */
answers: Array<AnswerLine>, 
/**
 * What is for people to decide.
 */
doubts: Array<DoubtView>, 
/**
 * Whether it has to be said whose answer it is.
 */
asks_whose: boolean, 
/**
 * What to know about who can be known from it.
 */
note: string | null, };

/**
 * Answers a reminder.
 */
export type AnswerReminder = { 
/**
 * Which.
 */
occurrence: OccurrenceKey, 
/**
 * How.
 */
answer: ReminderAnswer, };

/**
 * Holds an error as the user interface and the command line receive it.
 */
export type AppError = { 
/**
 * What to act on.
 */
code: Code, 
/**
 * A sentence that says what to do.
 */
message: string, 
/**
 * The path of the field it is about, such as `fields.stop_rule`.
 */
field: string | null, };

/**
 * Names the part of the vault that a command changed, so that a window knows what to read again.
 */
export type Area = "session" | "settings" | "people" | "goals" | "entries" | "experiments" | "log" | "reminders" | "everything";

/**
 * Tells how an answer came here.
 */
export type Arrival = { "by": "text", 
/**
 * The text.
 */
text: string, } | { "by": "file", 
/**
 * It has to come from the file dialog or the command line.
 */
path: string, };

/**
 * Makes a request, or the same one again.
 */
export type Ask = { 
/**
 * With which entry.
 */
entry: EntryId, 
/**
 * Whom; none for several at once, whose answers come in one envelope.
 */
person: PersonId | null, 
/**
 * In which language; none for mine.
 */
language: Language | null, 
/**
 * Greeting and reason in my words; none for the suggested ones.
 */
intro: Prose | null, };

/**
 * Holds somebody who can be asked.
 */
export type Askable = { 
/**
 * Who.
 */
person: PersonId, 
/**
 * The name.
 */
name: string, 
/**
 * Whether an address is known.
 */
has_address: boolean, 
/**
 * The name of the latest request to them.
 */
code: string | null, 
/**
 * When it was made, as RFC 3339.
 */
asked_at: string | null, 
/**
 * Whether an answer of theirs is here.
 */
answered: boolean, };

/**
 * Holds one request that travelled.
 */
export type Asked = { 
/**
 * What an answer names it by, such as `K7QF-2M9X`.
 */
code: Line, 
/**
 * Whom; none when several answer it through a third person.
 */
person: PersonId | null, 
/**
 * In which language.
 */
language: Language, 
/**
 * When it was first made.
 */
asked_at: string, 
/**
 * Which answers were taken.
 */
taken: Array<Taken>, };

/**
 * Holds a request that several answer through a third person.
 */
export type AskedTogether = { 
/**
 * Its name.
 */
code: string, 
/**
 * When it was made, as RFC 3339.
 */
asked_at: string, 
/**
 * From how many people answers are here.
 */
people: number, };

/**
 * Asks what can be asked with an entry.
 */
export type AskingOf = { 
/**
 * Which entry.
 */
entry: EntryId, 
/**
 * Of whom; none for several at once, whose answers come in one envelope.
 */
person: PersonId | null, 
/**
 * In which language; none for the one they were asked in before, or mine.
 */
language: Language | null, };

/**
 * Holds what can be asked with an entry, and who was asked.
 */
export type AskingView = { 
/**
 * Who can be asked, and what became of it.
 */
people: Array<Askable>, 
/**
 * The request to several at once, where it was made.
 */
together: AskedTogether | null, 
/**
 * Whether answers may come in one envelope.
 */
can_be_together: boolean, 
/**
 * Why nothing can be asked yet, in a sentence.
 */
needs: string | null, 
/**
 * The language of the request.
 */
language: Language, 
/**
 * What it is called.
 */
subject: string, 
/**
 * Greeting and reason, as they are suggested.
 */
intro: string, 
/**
 * What is asked, with the choices.
 */
questions: Array<string>, 
/**
 * A text that says thank you, once there is an answer.
 */
thanks: string | null, };

/**
 * Holds what a day was drawn for.
 */
export type AssignedDay = { 
/**
 * Which experiment.
 */
experiment: ExperimentId, 
/**
 * "Today: pause first", "Today: as usual, without “pause first”".
 */
words: string, 
/**
 * What it is for.
 */
condition: Condition, 
/**
 * The number of its pair, from 1.
 */
pair: number, 
/**
 * Whether the pair stands in for a dropped one.
 */
is_reserve: boolean, };

/**
 * Tells whether Inward starts with the computer.
 */
export type Autostart = { 
/**
 * As it is now, read from where the desktop looks.
 */
on: boolean, 
/**
 * Whether it is time to ask: a reminder was shown, and nobody answered yet.
 */
ask: boolean, };

/**
 * Names an import: one file that was taken in.
 */
export type BatchId = string;

/**
 * Asks for the belief in an assumption over time.
 */
export type BeliefPictureOf = { 
/**
 * The hidden brake, saved or not.
 */
brake: Brake, 
/**
 * The day it was written; today where it is not.
 */
on: string | null, 
/**
 * The width, in CSS pixels.
 */
width: number, };

/**
 * Holds one safe test of an assumption.
 */
export type BeliefTest = { 
/**
 * What I try.
 */
what: Line, 
/**
 * What I expect to happen.
 */
prediction: Line | null, 
/**
 * By when.
 */
by: string | null, 
/**
 * What happened.
 */
happened: Line | null, 
/**
 * How much I believe it afterwards, 0–100 %.
 */
belief_after: Percent | null, };

/**
 * Tells which request an answer belongs to.
 */
export type Belongs = { 
/**
 * The entry of the request.
 */
entry: EntryId, 
/**
 * What kind of entry it is, in a word or two.
 */
kind_name: string, 
/**
 * Its first words.
 */
title: string, 
/**
 * Its day.
 */
on: string, 
/**
 * Who was asked; none for several at once.
 */
person_name: string | null, 
/**
 * Whether it is the entry the answer was meant for.
 */
is_here: boolean, };

/**
 * Tells which way a measure is better.
 */
export type Better = "higher" | "lower";

/**
 * Names what joins somebody to me.
 */
export type Bond = "practice" | "ideas" | "contact" | "none";

/**
 * Holds a hidden brake.
 */
export type Brake = { 
/**
 * What I want to do.
 */
aim: Prose, 
/**
 * What I do instead.
 */
instead: Prose, 
/**
 * What worries me when I imagine doing it.
 */
worry: Prose, 
/**
 * What I am also committed to avoid.
 */
committed: Prose, 
/**
 * The assumption: "if … then …".
 */
assumption: Prose, 
/**
 * How much I believe it, 0–100 %.
 */
belief: Percent, 
/**
 * Safe tests of the assumption, in order.
 */
tests: Array<BeliefTest>, };

/**
 * Stops a call that was begun under a name.
 */
export type CancelCall = { 
/**
 * Its name.
 */
call: string, };

/**
 * Names the answer "cannot say".
 */
export type CannotSay = "cannot_say";

/**
 * Holds one line of Today.
 */
export type Card = { 
/**
 * What it is.
 */
title: string, 
/**
 * When and how long.
 */
meta: string, 
/**
 * The words of its button.
 */
button: string | null, 
/**
 * What the button does.
 */
action: CardAction, 
/**
 * The reminder behind it.
 */
occurrence: OccurrenceKey | null, 
/**
 * How long that reminder can be put off now.
 */
snoozes: Array<Snooze>, };

/**
 * Names what a line of Today offers.
 */
export type CardAction = { "action": "log_day", 
/**
 * Which day.
 */
on: string, } | { "action": "checkin", 
/**
 * Which experiment.
 */
experiment: ExperimentId, 
/**
 * Which day.
 */
on: string, } | { "action": "open_sheet", 
/**
 * Which goal.
 */
goal: GoalId, 
/**
 * Which sheet.
 */
sheet: Sheet, } | { "action": "decide", 
/**
 * Which experiment.
 */
experiment: ExperimentId, } | { "action": "start_practice" } | { "action": "open", 
/**
 * Where.
 */
to: LeadsTo, } | { "action": "answer", 
/**
 * Which.
 */
occurrence: OccurrenceKey, } | { "action": "none" };

/**
 * Names what set it off.
 */
export type Cause = "interrupted" | "ignored_instruction" | "slow" | "surprise" | "contradicted" | "mistake" | "other";

/**
 * Holds a change −3…+3: much worse to much better, 0 for no change.
 */
export type Change = number;

/**
 * Changes the passphrase.
 */
export type ChangePassphrase = { 
/**
 * The present one, or the recovery key.
 */
passphrase: string, 
/**
 * The new one; never stored.
 */
new_passphrase: string, };

/**
 * Holds a round of change ratings.
 */
export type ChangeRating = { 
/**
 * The change that was asked about.
 */
about: Line, 
/**
 * Since when.
 */
since: string, 
/**
 * The ratings.
 */
scores: Array<ChangeScore>, 
/**
 * The requests that travelled.
 */
asked: Array<Asked>, };

/**
 * Holds the rating of one person.
 */
export type ChangeScore = { 
/**
 * Who.
 */
person: PersonId, 
/**
 * What they noticed, −3 to +3, or cannot say.
 */
score: Answer<Change>, 
/**
 * Whether I followed up.
 */
followed_up: FollowedUp | null, 
/**
 * One thing to keep.
 */
to_keep: Prose | null, 
/**
 * One idea.
 */
idea: Prose | null, };

/**
 * Answers whether an event changed the situation.
 */
export type ChangesSituation = "yes" | "no" | "not_sure";

/**
 * Names how a request travels.
 */
export type Channel = "text_mail" | "html_file" | "printed" | "in_person";

/**
 * Tells what a check of the vault found.
 */
export type CheckResult = { 
/**
 * Whether everything is in order.
 */
sound: boolean, 
/**
 * What was found, one sentence each.
 */
findings: Array<string>, 
/**
 * How many rows of each kind there are.
 */
counts: Array<[string, number]>, };

/**
 * Tells whether the planned act happened on a day. A day without a state is *unknown*, never *missed*.
 */
export type Checkin = "done" | "missed" | "not_applicable";

/**
 * Holds what the check-ins of an experiment add up to.
 */
export type CheckinCounts = { 
/**
 * Days on which it is known whether the act happened: done plus missed.
 */
applicable: number, 
/**
 * Days on which it happened.
 */
done: number, 
/**
 * Days on which it did not.
 */
missed: number, 
/**
 * Days on which it did not apply.
 */
not_applicable: number, 
/**
 * Strength of the habit in [0, 1].
 */
strength: number, };

/**
 * Holds the record of the act.
 */
export type Checkins = { 
/**
 * Days on which it applied and is known.
 */
applicable: number, 
/**
 * Done.
 */
done: number, 
/**
 * Missed.
 */
missed: number, 
/**
 * Not applicable.
 */
not_applicable: number, 
/**
 * Strength of the habit, 0–1.
 */
strength: number, 
/**
 * "steady · 74 %".
 */
strength_words: string, 
/**
 * "29 of 33 days".
 */
done_words: string, };

/**
 * Asks the user for a file.
 */
export type ChooseFile = { 
/**
 * What for.
 */
purpose: FilePurpose, 
/**
 * A name to suggest.
 */
suggested_name: string | null, };

/**
 * Holds the file the user chose; none when the dialog was closed.
 */
export type ChosenFile = { 
/**
 * The full path.
 */
path: string | null, };

/**
 * Ends a practice.
 */
export type CloseGoal = { 
/**
 * Which.
 */
id: GoalId, 
/**
 * What was learned over the whole of it.
 */
words: Prose, 
/**
 * Whether a look once a month goes on.
 */
monthly_look: boolean, };

/**
 * Names what went wrong; a code exists only where somebody acts on it.
 */
export type Code = "invalid" | "locked" | "no_vault" | "wrong_passphrase" | "damaged" | "newer" | "not_found" | "ambiguous" | "refused" | "needs_clearance" | "file" | "storage" | "cancelled" | "not_allowed";

/**
 * Says a recurrence, and on which days it falls next.
 */
export type ComingDays = { 
/**
 * The rule in words.
 */
words: string, 
/**
 * The next days, at most three; none when there is none left.
 */
next: Array<string>, };

/**
 * Asks on which days something would fall.
 */
export type ComingDaysOf = { 
/**
 * By which rule.
 */
recurrence: Recurrence, 
/**
 * From which day on the rule counts.
 */
starts_on: string, 
/**
 * The last day.
 */
ends_on: string | null, 
/**
 * Days that are left out.
 */
except_on: Array<string>, 
/**
 * The wall time.
 */
at: string, 
/**
 * By which clock.
 */
zone: ZonePolicy, };

/**
 * Holds the comparison of an earlier and a later phase.
 */
export type Comparison = { before: string, after: string, m: number, n: number, sentence: Sentence, more_days: MoreDays, warnings: Array<Warning> } & Partial<Medians> & Partial<Figures>;

/**
 * Holds one comparison of two phases as it is read.
 */
export type ComparisonView = { 
/**
 * The code of the earlier phase.
 */
before: string, 
/**
 * The code of the later phase.
 */
after: string, 
/**
 * Rated days in each phase, such as "13, 32".
 */
days: string, 
/**
 * Both medians, such as "3 → 6".
 */
medians: string | null, 
/**
 * Better in 100 pairs, such as "92" or "more than 99".
 */
in_hundred: string | null, 
/**
 * The adjusted range, such as "58–99".
 */
range: string | null, 
/**
 * What may be said, as a table says it.
 */
verdict: string, 
/**
 * What may be said, in full.
 */
sentence: string, 
/**
 * "In 92 of 100 pairs …", with the adjusted range.
 */
in_pairs: string | null, 
/**
 * What is left when the line of the earlier days is carried on; absent when that line is level.
 */
sensitivity: string | null, 
/**
 * What weakens the comparison.
 */
warnings: Array<string>, };

/**
 * Names a competency: a starter, or one in the user's own words.
 */
export type Competency = { "starter": Starter } | { "own": Line };

/**
 * Describes a competency for the chooser.
 */
export type CompetencyCard = { 
/**
 * The competency.
 */
competency: Competency, 
/**
 * Its title.
 */
title: string, 
/**
 * Behaviours a camera could see.
 */
behaviours: Array<string>, 
/**
 * The matching Executive Core Qualification (OPM).
 */
executive_core_qualification: string | null, };

/**
 * Holds a complaint and its reframing.
 */
export type Complaint = { 
/**
 * The first thought, as it came.
 */
statement: Prose, 
/**
 * Whom it is about.
 */
subject: Subject | null, 
/**
 * What was seen or heard, and when.
 */
evidence: Prose | null, 
/**
 * What I do, or leave undone.
 */
my_part: Prose | null, 
/**
 * What follows for them.
 */
what_follows: Prose | null, 
/**
 * What I would need to be able to do.
 */
skill_question: Prose | null, 
/**
 * How much of it is in my hands, 0–100 %.
 */
in_my_control: Percent | null, 
/**
 * The competency it points to.
 */
competency: Competency | null, 
/**
 * What became of it.
 */
status: ComplaintStatus, 
/**
 * Why it is not mine.
 */
not_mine_reason: Line | null, };

/**
 * Tells what became of a complaint.
 */
export type ComplaintStatus = "open" | "reframed" | "not_mine";

/**
 * Holds the keyring of a computer that can open the vault.
 */
export type Computer = { 
/**
 * Its name among the ways in.
 */
id: string, 
/**
 * When it was remembered.
 */
since: string | null, 
/**
 * Whether it is the one in use.
 */
this_one: boolean, };

/**
 * Tells what a day is for.
 */
export type Condition = "act" | "usual";

/**
 * Makes the sheet that was drawn last count.
 */
export type ConfirmRecoverySheet = { 
/**
 * The passphrase, or the recovery key before.
 */
passphrase: string, 
/**
 * The groups that were asked for, in that order.
 */
typed: Array<string>, };

/**
 * Holds a contact; its day is the entry's.
 */
export type Contact = { 
/**
 * What about.
 */
about: Line, 
/**
 * How.
 */
way: ContactWay | null, 
/**
 * How long, in minutes.
 */
minutes: number | null, 
/**
 * More about it.
 */
note: Prose | null, };

/**
 * Names how the time since the last contact compares with what was wanted; each has its word, so that colour is never alone.
 */
export type ContactState = "green" | "amber" | "red" | "unknown";

/**
 * Tells when we last spoke, and whether that is as often as wanted.
 */
export type ContactView = { 
/**
 * The last day we spoke.
 */
last_on: string | null, 
/**
 * How that compares with the wanted interval, if one is set.
 */
state: ContactState | null, 
/**
 * The same in words.
 */
words: string, };

/**
 * Names how we spoke.
 */
export type ContactWay = "in_person" | "call" | "video" | "writing";

/**
 * Holds a conversation, before and after.
 */
export type Conversation = { 
/**
 * Why, in one sentence.
 */
purpose: Line, 
/**
 * When, in local time.
 */
planned_at: LocalMoment | null, 
/**
 * How long, in minutes.
 */
minutes: number | null, 
/**
 * The first sentence I say.
 */
opening: Line | null, 
/**
 * Up to three open questions.
 */
questions: Array<Line>, 
/**
 * What I will own.
 */
will_own: Prose | null, 
/**
 * What I will not do.
 */
will_not: Prose | null, 
/**
 * Who cleared contact, while a formal process is open.
 */
cleared_by: Line | null, 
/**
 * The mood before, 0–10.
 */
mood_before: Tenth | null, 
/**
 * What I heard, in their words; a conversation with it was held.
 */
heard: Prose | null, 
/**
 * What surprised me.
 */
surprised: Prose | null, 
/**
 * How often I interrupted.
 */
interruptions: number | null, 
/**
 * What I shared.
 */
shared: Prose | null, 
/**
 * The intention we share, in one sentence.
 */
shared_intention: Line | null, 
/**
 * Whether both agreed on it; until then it is my draft.
 */
agreed: boolean | null, 
/**
 * The next step.
 */
next_step: Line | null, 
/**
 * The mood after, 0–10.
 */
mood_after: Tenth | null, 
/**
 * "Did this change the situation?"
 */
changes_situation: ChangesSituation | null, };

/**
 * Holds a draft in the box.
 */
export type CoolOff = { 
/**
 * The message or decision.
 */
draft: Prose, 
/**
 * How it felt.
 */
feeling: Feeling, 
/**
 * How strongly, 0–10.
 */
intensity: Tenth, 
/**
 * Since when it is held, in local time; the core sets it when the draft is put in.
 */
held_from: LocalMoment, 
/**
 * For how many minutes, 20 to 1,440.
 */
hold_minutes: number, 
/**
 * How it reads now.
 */
reads_now: Prose | null, 
/**
 * What I want to happen.
 */
i_want: Prose | null, 
/**
 * How it would land.
 */
would_land: Prose | null, 
/**
 * What becomes of it.
 */
then: AfterCooling | null, };

/**
 * Holds all there is to know about copies.
 */
export type Copies = { 
/**
 * The vault's own folder of copies.
 */
folder: string, 
/**
 * The copies in it, latest first.
 */
copies: Array<CopyRow>, 
/**
 * The second folder; none while the vault is locked or none was chosen.
 */
second_folder: string | null, 
/**
 * The copies in it, latest first; none when it cannot be reached now.
 */
second_copies: Array<CopyRow> | null, 
/**
 * Why the last copy by itself was not made, in a sentence.
 */
problem: string | null, };

/**
 * Tells what is in a copy, or in the vault.
 */
export type CopyContents = { 
/**
 * In a sentence.
 */
words: string, 
/**
 * How many rows of each kind there are.
 */
counts: Array<[string, number]>, 
/**
 * When something was last written.
 */
newest_change: string | null, 
/**
 * Whether the search index is whole; it is built again when it is not.
 */
index_is_whole: boolean, };

/**
 * Names a copy and what opens it.
 */
export type CopyFile = { 
/**
 * The file.
 */
path: string, 
/**
 * The passphrase, or the recovery key.
 */
passphrase: string, };

/**
 * Chooses how a copy is made.
 */
export type CopyOptions = { 
/**
 * Whether roles are said in general.
 */
general_roles: boolean, };

/**
 * Names why a copy was made.
 */
export type CopyReason = "daily" | "asked" | "migration" | "import" | "key_change" | "deletion";

/**
 * Holds a copy as a list shows it.
 */
export type CopyRow = { 
/**
 * The file.
 */
path: string, 
/**
 * When it was made.
 */
made_at: string, 
/**
 * Why.
 */
reason: CopyReason, 
/**
 * Why, in words.
 */
reason_words: string, 
/**
 * Its size in bytes.
 */
bytes: number, };

/**
 * Names what happens to the plan.
 */
export type Course = "keep" | "change";

/**
 * Asks for a new vault.
 */
export type CreateVault = { 
/**
 * The user's name, as it appears in reports.
 */
my_name: string, 
/**
 * The passphrase; never stored.
 */
passphrase: string, 
/**
 * Whether the notice about work notes was read.
 */
notice_read: boolean, };

/**
 * Holds a cycle.
 */
export type Cycle = { 
/**
 * Its name.
 */
name: Line, 
/**
 * Who is in it beside me, in the order of [`Owner`].
 */
others: Array<PersonId>, 
/**
 * What sets it off.
 */
entry_event: Line | null, 
/**
 * The nodes.
 */
nodes: Array<Node>, 
/**
 * The links.
 */
links: Array<Link>, 
/**
 * The node where I break it, counted from 1; mine only.
 */
break_point: number | null, 
/**
 * What I do there instead.
 */
new_move: Line | null, 
/**
 * What I expect of it.
 */
expected: Prose | null, 
/**
 * The cycle of which this is the virtuous version.
 */
virtuous_of: EntryId | null, };

/**
 * Asks for the picture of a cycle, saved or not, with its virtuous version beside it when there is one.
 */
export type CyclePictureOf = { 
/**
 * The cycle.
 */
cycle: Cycle, 
/**
 * The version that goes another way.
 */
beside: Cycle | null, 
/**
 * The person it is about, where the cycle names nobody itself.
 */
person: PersonId | null, 
/**
 * The width, in CSS pixels.
 */
width: number, };

/**
 * Holds what one experiment asks on a day.
 */
export type DayForm = { 
/**
 * Which experiment.
 */
experiment: ExperimentId, 
/**
 * Its title.
 */
title: string, 
/**
 * The question of the check-in, such as "Check-in with Tatiana"; none when the act was not planned for the day.
 */
checkin_label: string | null, 
/**
 * The measures to rate by me.
 */
measures: Array<Measure>, 
/**
 * What is stored for the day so far.
 */
log: DayLog | null, 
/**
 * Why nothing is asked, such as "leave".
 */
not_applicable: string | null, 
/**
 * What the day was drawn for, where days come in pairs.
 */
assigned: AssignedDay | null, };

/**
 * Holds the log of one day of one experiment.
 */
export type DayLog = { 
/**
 * Its name among rows.
 */
id: DayLogId, 
/**
 * Which experiment.
 */
experiment: ExperimentId, 
/**
 * Which local day.
 */
on: string, 
/**
 * Whether the act happened; `None` is unknown.
 */
checkin: Checkin | null, 
/**
 * The day's ratings.
 */
ratings: Array<Rating>, 
/**
 * A note.
 */
note: Prose | null, 
/**
 * When it was written.
 */
recorded_at: string, 
/**
 * Written on a later day than it is about.
 */
late: boolean, };

/**
 * Names the log of one day of one experiment.
 */
export type DayLogId = string;

/**
 * Asks what can be logged for a day.
 */
export type DayOf = { 
/**
 * Which day; none is today.
 */
on: string | null, };

/**
 * Holds what can be logged for a day.
 */
export type DayView = { 
/**
 * The day.
 */
on: string, 
/**
 * Whether it would be a late entry.
 */
late: boolean, 
/**
 * One form for each experiment that is running or keeps a record.
 */
forms: Array<DayForm>, };

/**
 * Holds a stretch of days, both ends included, with its reason (leave, travel).
 */
export type DaysOff = { from: string, to: string, reason: Line | null, };

/**
 * Takes the decision.
 */
export type Decide = { 
/**
 * Which experiment.
 */
id: ExperimentId, 
/**
 * What comes next, and what was learned.
 */
decision: Decision, 
/**
 * Until when it is tried for longer: its new last day, on which it is decided again. Needed for that choice only.
 */
until: string | null, };

/**
 * Holds the decision and what was learned.
 */
export type Decision = { 
/**
 * What comes next.
 */
choice: DecisionChoice, 
/**
 * In what form, such as "three times a week from April".
 */
how: Line | null, 
/**
 * What was learned.
 */
learned: Prose, 
/**
 * When it was decided.
 */
decided_on: string, };

/**
 * Names what comes after the decision date.
 */
export type DecisionChoice = "keep" | "adapt" | "extend" | "drop";

/**
 * Names how days are compared.
 */
export type Design = "before_after" | "random_start" | "day_pairs" | "just_log";

/**
 * Holds one design as it is offered.
 */
export type DesignCard = { 
/**
 * Which.
 */
design: Design, 
/**
 * Its name.
 */
name: string, 
/**
 * What it does.
 */
what: string, 
/**
 * What it cannot see, for the days this plan has.
 */
cannot_see: string, 
/**
 * Why it is not for this behaviour, or what its draw still lacks.
 */
refusal: string | null, };

/**
 * Asks what each design could see of a plan as it stands.
 */
export type DesignsOf = { 
/**
 * The stored experiment, if it is one already.
 */
id: ExperimentId | null, 
/**
 * The plan so far; it may have gaps.
 */
fields: ExperimentFields, 
/**
 * Its measures so far.
 */
measures: Array<MeasureDraft>, };

/**
 * Tells to which side the later days lie; with [`Sentence::ClearerThanWobble`], whether it went clearly the other way.
 */
export type Direction = "better" | "even" | "worse";

/**
 * Says whether the people affected know of the experiment.
 */
export type DoTheyKnow = { "answer": "agreed" } | { "answer": "told" } | { "answer": "no", 
/**
 * The reason.
 */
reason: Line, };

/**
 * Holds something about an answer that is for people to decide.
 */
export type DoubtView = { 
/**
 * Its name.
 */
doubt: string, 
/**
 * In a sentence.
 */
sentence: string, 
/**
 * Whether the answer can be taken here all the same.
 */
can_be_settled: boolean, };

/**
 * Holds a draw. It is made before the first day and never changes.
 */
export type Draw = { 
/**
 * The number it began with.
 */
seed: Seed, 
/**
 * When it was made.
 */
drawn_at: string, 
/**
 * What came out.
 */
result: Drawn, };

/**
 * Holds what was drawn.
 */
export type Drawn = { "of": "start_day", 
/**
 * The days it could have been, in order.
 */
among: Array<string>, 
/**
 * The day it is.
 */
start: string, } | { "of": "day_pairs", 
/**
 * How many pairs are to be compared.
 */
planned: PairCount, 
/**
 * The order of each pair; those beyond the planned ones take the place of dropped pairs.
 */
sequence: Array<PairOrder>, };

/**
 * Holds a reminder that is due or comes next.
 */
export type DueReminder = { 
/**
 * Which.
 */
occurrence: OccurrenceKey, 
/**
 * When it is due.
 */
due_at: string, 
/**
 * The local time, `HH:MM`.
 */
at: string, 
/**
 * Its words, as the window says them.
 */
text: string, 
/**
 * Its state, as the ledger names it.
 */
state: State, };

/**
 * Names what an attempt brought.
 */
export type Effect = "better" | "worse" | "no_change" | "not_known";

/**
 * Names who typed an answer in.
 */
export type EnteredBy = "them" | "me";

/**
 * Holds a stored entry.
 */
export type Entry = { 
/**
 * Its name among rows.
 */
id: EntryId, 
/**
 * When it was first written.
 */
created_at: string, 
/**
 * When it was last changed.
 */
changed_at: string, 
/**
 * The local day it belongs to.
 */
on: string, 
/**
 * The person it is about.
 */
person: PersonId | null, 
/**
 * The goal it serves.
 */
goal: GoalId | null, 
/**
 * The experiment it belongs to.
 */
experiment: ExperimentId | null, 
/**
 * The worksheet.
 */
body: EntryBody, };

/**
 * Holds the typed body of an entry, one variant per kind.
 */
export type EntryBody = { "kind": "complaint" } & Complaint | { "kind": "fix" } & Fix | { "kind": "trigger" } & Trigger | { "kind": "cool_off" } & CoolOff | { "kind": "brake" } & Brake | { "kind": "guess" } & Guess | { "kind": "conversation" } & Conversation | { "kind": "left_hand" } & LeftHand | { "kind": "impact" } & Impact | { "kind": "no_surprise" } & NoSurprise | { "kind": "cycle" } & Cycle | { "kind": "feedforward" } & Feedforward | { "kind": "working_on" } & WorkingOn | { "kind": "pulse" } & Pulse | { "kind": "change_rating" } & ChangeRating | { "kind": "ladder" } & Ladder | { "kind": "review" } & Review | { "kind": "contact" } & Contact | { "kind": "quality" } & Quality | { "kind": "tie" } & Tie | { "kind": "note" } & Note | { "kind": "event" } & Event;

/**
 * Holds what an entry is about, beside its body.
 */
export type EntryFields = { 
/**
 * The local day it belongs to.
 */
on: string, 
/**
 * The person it is about.
 */
person: PersonId | null, 
/**
 * The goal it serves.
 */
goal: GoalId | null, 
/**
 * The experiment it belongs to.
 */
experiment: ExperimentId | null, 
/**
 * The worksheet.
 */
body: EntryBody, };

/**
 * Names an entry of the stream.
 */
export type EntryId = string;

/**
 * Asks for one entry.
 */
export type EntryOf = { 
/**
 * Which.
 */
id: EntryId, };

/**
 * Holds one entry with its earlier texts.
 */
export type EntryPage = { 
/**
 * The entry.
 */
view: EntryView, 
/**
 * When it was changed, latest first, as RFC 3339.
 */
changed: Array<string>, };

/**
 * Narrows a list of entries; every condition may be left out.
 */
export type EntryQuery = { 
/**
 * Only this kind.
 */
kind: string | null, 
/**
 * Only about this person.
 */
person: PersonId | null, 
/**
 * Only of this goal.
 */
goal: GoalId | null, 
/**
 * From this day.
 */
from: string | null, 
/**
 * To this day.
 */
to: string | null, 
/**
 * At most so many, newest first.
 */
limit: number | null, };

/**
 * Holds an entry as a list or a sheet shows it.
 */
export type EntryView = { 
/**
 * The entry.
 */
entry: Entry, 
/**
 * What kind of entry it is, in a word or two.
 */
kind_name: string, 
/**
 * Its first words; the name of its kind when it has none.
 */
title: string, 
/**
 * The name of the person it is about.
 */
person_name: string | null, 
/**
 * Every filled field in words.
 */
shown: Array<Shown>, 
/**
 * Marks in its texts.
 */
marks: Array<Mark>, };

/**
 * Holds an event.
 */
export type Event = { 
/**
 * What happened, in a few words.
 */
title: Line, 
/**
 * More about it.
 */
note: Prose | null, 
/**
 * "Did this change the situation?": yes, no or not sure.
 */
changes_situation: ChangesSituation | null, };

/**
 * Holds the evidence of an experiment, unrounded; its wire form is what `evidence --json` prints.
 */
export type Evidence = { 
/**
 * The experiment's title.
 */
experiment: string, 
/**
 * What its check-ins add up to.
 */
checkins: CheckinCounts, 
/**
 * Its measures, in order.
 */
measures: Array<MeasureComparisons>, };

/**
 * Asks for the evidence of an experiment.
 */
export type EvidenceOf = { 
/**
 * Which experiment.
 */
id: ExperimentId, 
/**
 * The width the pictures get, in CSS pixels, 320–1200.
 */
width: number | null, };

/**
 * Holds the evidence page.
 */
export type EvidenceView = { 
/**
 * The experiment.
 */
experiment: ExperimentView, 
/**
 * The record of the act.
 */
checkins: Checkins, 
/**
 * One for each measure.
 */
measures: Array<MeasureEvidence>, };

/**
 * Holds a stored experiment with its measures and phases.
 */
export type Experiment = { 
/**
 * Its name among rows.
 */
id: ExperimentId, 
/**
 * When it was first written.
 */
created_at: string, 
/**
 * One to three outcome measures, in order; none in a record without ratings.
 */
measures: Array<Measure>, 
/**
 * Its phases, in order of their first day.
 */
phases: Array<Phase>, 
/**
 * Its title.
 */
title: Line, 
/**
 * The goal it serves.
 */
goal: GoalId | null, 
/**
 * The behaviour, in the first person.
 */
behaviour: Prose | null, 
/**
 * The plan.
 */
if_then: IfThen | null, 
/**
 * What gets in the way.
 */
obstacle: Line | null, 
/**
 * The plan for when it does.
 */
backup: IfThen | null, 
/**
 * "If I …, then … because …".
 */
hypothesis: Prose | null, 
/**
 * The people affected.
 */
people: Array<PersonId>, 
/**
 * Whether they know.
 */
do_they_know: DoTheyKnow | null, 
/**
 * How days are compared.
 */
design: Design, 
/**
 * How many day pairs are to be compared, where days come in pairs.
 */
pairs: PairCount | null, 
/**
 * Between which days chance may let the behaviour begin, where it draws the start.
 */
start_between: StartWindow | null, 
/**
 * What chance drew, once the plan was finished; kept as it is from then on.
 */
draw: Draw | null, 
/**
 * First day of the behaviour; where chance draws the start, it comes from the draw.
 */
starts_on: string | null, 
/**
 * Planned last day.
 */
planned_end_on: string | null, 
/**
 * When the act is planned.
 */
schedule: Schedule | null, 
/**
 * Days that do not count: leave, travel.
 */
not_applicable: Array<DaysOff>, 
/**
 * What could go wrong.
 */
risk: Prose | null, 
/**
 * When to stop.
 */
stop_rule: Prose | null, 
/**
 * When to decide.
 */
decide_on: string | null, 
/**
 * Resting: score and reminders are frozen.
 */
paused: boolean, 
/**
 * The latest decision, once one is taken; the history keeps those before it.
 */
decision: Decision | null, };

/**
 * Holds what the user plans.
 *
 * What a plan needs may be missing in a record that came from a file;
 * [`ExperimentFields::gaps`] names it.
 */
export type ExperimentFields = { 
/**
 * Its title.
 */
title: Line, 
/**
 * The goal it serves.
 */
goal: GoalId | null, 
/**
 * The behaviour, in the first person.
 */
behaviour: Prose | null, 
/**
 * The plan.
 */
if_then: IfThen | null, 
/**
 * What gets in the way.
 */
obstacle: Line | null, 
/**
 * The plan for when it does.
 */
backup: IfThen | null, 
/**
 * "If I …, then … because …".
 */
hypothesis: Prose | null, 
/**
 * The people affected.
 */
people: Array<PersonId>, 
/**
 * Whether they know.
 */
do_they_know: DoTheyKnow | null, 
/**
 * How days are compared.
 */
design: Design, 
/**
 * How many day pairs are to be compared, where days come in pairs.
 */
pairs: PairCount | null, 
/**
 * Between which days chance may let the behaviour begin, where it draws the start.
 */
start_between: StartWindow | null, 
/**
 * What chance drew, once the plan was finished; kept as it is from then on.
 */
draw: Draw | null, 
/**
 * First day of the behaviour; where chance draws the start, it comes from the draw.
 */
starts_on: string | null, 
/**
 * Planned last day.
 */
planned_end_on: string | null, 
/**
 * When the act is planned.
 */
schedule: Schedule | null, 
/**
 * Days that do not count: leave, travel.
 */
not_applicable: Array<DaysOff>, 
/**
 * What could go wrong.
 */
risk: Prose | null, 
/**
 * When to stop.
 */
stop_rule: Prose | null, 
/**
 * When to decide.
 */
decide_on: string | null, 
/**
 * Resting: score and reminders are frozen.
 */
paused: boolean, 
/**
 * The latest decision, once one is taken; the history keeps those before it.
 */
decision: Decision | null, };

/**
 * Names an experiment.
 */
export type ExperimentId = string;

/**
 * Asks for one experiment.
 */
export type ExperimentOf = { 
/**
 * Which.
 */
id: ExperimentId, };

/**
 * Tells where an experiment stands.
 */
export type ExperimentState = "draft" | "planned" | "running" | "paused" | "decision_due" | "ended";

/**
 * Holds an experiment as a list or a page shows it.
 */
export type ExperimentView = { 
/**
 * The experiment.
 */
experiment: Experiment, 
/**
 * Where it stands.
 */
state: ExperimentState, 
/**
 * The schedule in words, such as "Mon–Fri 09:00, 15 minutes".
 */
schedule_words: string | null, 
/**
 * The names of the people it affects.
 */
people: Array<string>, 
/**
 * Fields the plan still needs.
 */
gaps: Array<string>, 
/**
 * Days logged so far.
 */
days_logged: number, 
/**
 * What chance drew, and when, in a sentence.
 */
draw_words: string | null, };

/**
 * Asks for an export.
 */
export type Export = { 
/**
 * Where to; it has to come from the file dialog or the command line.
 *
 * A folder that is there gets a file or folder named by the day. Several
 * files become an archive where the name ends in `.zip`, else a new folder.
 */
path: string, 
/**
 * In which form.
 */
format: ExportFormat, 
/**
 * As a copy without real names; a calendar keeps its days and times.
 */
pseudonymised: boolean, };

/**
 * Names a form that everything can be written in.
 */
export type ExportFormat = "json" | "csv" | "markdown" | "ics";

/**
 * Tells what was written.
 */
export type Exported = { 
/**
 * The full path.
 */
path: string, 
/**
 * What it holds, in a sentence.
 */
words: string, 
/**
 * What is left to check in a copy without real names; it is stamped while there is anything.
 */
check: LeakCheck | null, };

/**
 * Names what becomes of a row of a file.
 */
export type Fate = "left_out" | "merged" | "new" | "here";

/**
 * Holds a round of requests about one behaviour, with the suggestions that came back.
 */
export type Feedforward = { 
/**
 * One behaviour of mine, in the future and positive.
 */
behaviour: Prose, 
/**
 * Who is asked.
 */
requests: Array<Request>, 
/**
 * What came back.
 */
suggestions: Array<Suggestion>, 
/**
 * The requests that travelled.
 */
asked: Array<Asked>, };

/**
 * Names how it felt.
 */
export type Feeling = "irritated" | "angry" | "worried" | "ashamed" | "hurt" | "tired" | "other";

/**
 * Describes one field of a form.
 */
export type Field = { 
/**
 * The name of the record's field.
 */
name: string, 
/**
 * How it is asked for.
 */
input: Input, 
/**
 * Who speaks.
 */
voice: Voice, 
/**
 * Whether an entry needs it from the start.
 */
required: boolean, 
/**
 * Whether it is asked afterwards: after the talk, after the waiting, once they answered.
 */
later: boolean, };

/**
 * Holds the figures of a comparison.
 */
export type Figures = { 
/**
 * Share of pairs in which the later day was better, in [0, 1]; ties count half.
 */
nap: number, 
/**
 * 95 % interval of `nap`, taking days as independent. It is never shown alone.
 */
interval_plain: [number, number], 
/**
 * 95 % interval of `nap`, widened because neighbouring days resemble each other: the one shown.
 */
interval_adjusted: [number, number], 
/**
 * Resemblance of neighbouring days, in [0, 0.9].
 */
lag1: number, 
/**
 * How many independent days the earlier phase is worth.
 */
m_effective: number, 
/**
 * How many independent days the later phase is worth.
 */
n_effective: number, 
/**
 * Tau after taking away the line of the before-days, in [−1, 1]; above 0 is better.
 */
tau_bc: number, 
/**
 * Two-sided p of a trend within the earlier phase.
 */
before_trend_p: number, 
/**
 * Slope of the Theil–Sen line of the earlier phase, per rated day, in the measure's own unit.
 */
before_slope: number, 
/**
 * Value of that line on the first rated day of the earlier phase.
 */
before_intercept: number, 
/**
 * To which side the later days lie.
 */
direction: Direction, };

/**
 * Names what a file holds.
 *
 * Whether it comes as one file, a zip, a folder or a database is seen in it.
 */
export type FileFormat = "json" | "ratings" | "vcard" | "people" | "loop" | "habitbull" | "day_one" | "markdown" | "icalendar";

/**
 * Names what a file dialog is for.
 */
export type FilePurpose = "save_report" | "save_export" | "save_request" | "open_answer" | "open_import" | "open_import_folder" | "open_copy" | "copy_folder";

/**
 * Names why something is asked about.
 */
export type FindingKind = "name" | "alias" | "initials" | "shared" | "everyday" | "inside" | "similar" | "email" | "link" | "phone" | "capital";

/**
 * Holds one place where something was found.
 */
export type FindingPlace = { 
/**
 * Names the place, for an answer about this place only.
 */
place: string, 
/**
 * Which piece of writing it is in: "Weekly review · week 6, Friday".
 */
source: string, 
/**
 * What stands before it.
 */
before: string, 
/**
 * What the copy shows: what stands instead, or the word as it was typed.
 */
shown: string, 
/**
 * What stands after it.
 */
after: string, };

/**
 * Holds a sentence that several entries say together.
 */
export type FindingView = { 
/**
 * The name by which it can be set aside.
 */
id: string, 
/**
 * The sentence.
 */
sentence: string, 
/**
 * The entries it is about, where a list is useful.
 */
entries: Array<EntryId>, 
/**
 * Whether it asks something, once, and can be set aside.
 */
asks_once: boolean, };

/**
 * Holds an attempted fix; its day is the entry's.
 */
export type Fix = { 
/**
 * What I did.
 */
did: Prose, 
/**
 * Of which kind.
 */
strategy: Strategy, 
/**
 * What it was meant to achieve.
 */
meant: Prose, 
/**
 * What happened.
 */
happened: Prose, 
/**
 * Who noticed.
 */
who_noticed: Line | null, 
/**
 * What it brought.
 */
effect: Effect, 
/**
 * Whether something has to be put right.
 */
repair_needed: boolean | null, 
/**
 * How it was put right.
 */
repaired: Prose | null, };

/**
 * Names how often I followed up, as they saw it.
 */
export type FollowedUp = "no" | "once" | "several";

/**
 * Takes an answer back, so that the word is asked about again.
 */
export type ForgetAnswer = { 
/**
 * The word.
 */
word: Line, 
/**
 * The place it was about, if it was about one.
 */
place: string | null, };

/**
 * Takes a way in away.
 */
export type ForgetWayIn = { 
/**
 * What it opens with.
 */
kind: WayInKind, 
/**
 * Which computer; none forgets all of them.
 */
id: string | null, };

/**
 * Describes the form of one kind of entry.
 */
export type Form = { 
/**
 * The kind's wire name.
 */
kind: string, 
/**
 * Its fields in the order they are asked; the first names the entry in lists.
 */
fields: Array<Field>, };

/**
 * Describes a formal process (complaint, warning) that is open with this person.
 */
export type FormalProcess = { 
/**
 * What it is about.
 */
about: Line | null, 
/**
 * Who cleared contact, with the date, such as "Ms Okafor, HR, 2026-01-21".
 */
contact_cleared_by: Line | null, };

/**
 * Gives an answer back that was just taken.
 */
export type GiveBackAnswer = { 
/**
 * From which entry.
 */
entry: EntryId, 
/**
 * When it was taken, as the taking answered.
 */
taken_at: string, };

/**
 * Holds a stored goal.
 */
export type Goal = { 
/**
 * Its name among rows.
 */
id: GoalId, 
/**
 * When it was first written.
 */
created_at: string, 
/**
 * A short name; until there is one, the practice carries the person's name.
 */
title: Line | null, 
/**
 * The people it involves.
 */
people: Array<PersonId>, 
/**
 * The competencies it builds, the main one first.
 */
competencies: Array<Competency>, 
/**
 * The goal in one sentence.
 */
sentence: Prose | null, 
/**
 * The success picture, asked before any self-rating.
 */
success: SuccessPicture, 
/**
 * Words wanted for the relationship.
 */
wanted_words: Line | null, 
/**
 * Why.
 */
why: Why, 
/**
 * How able I felt, by date.
 */
self_ratings: Array<SelfRating>, 
/**
 * First day.
 */
starts_on: string | null, 
/**
 * Planned last day.
 */
planned_end_on: string | null, 
/**
 * Where it stands.
 */
status: GoalStatus, 
/**
 * What was learned, once closed.
 */
closing_words: Prose | null, };

/**
 * Holds what the user writes about a goal.
 */
export type GoalFields = { 
/**
 * A short name; until there is one, the practice carries the person's name.
 */
title: Line | null, 
/**
 * The people it involves.
 */
people: Array<PersonId>, 
/**
 * The competencies it builds, the main one first.
 */
competencies: Array<Competency>, 
/**
 * The goal in one sentence.
 */
sentence: Prose | null, 
/**
 * The success picture, asked before any self-rating.
 */
success: SuccessPicture, 
/**
 * Words wanted for the relationship.
 */
wanted_words: Line | null, 
/**
 * Why.
 */
why: Why, 
/**
 * How able I felt, by date.
 */
self_ratings: Array<SelfRating>, 
/**
 * First day.
 */
starts_on: string | null, 
/**
 * Planned last day.
 */
planned_end_on: string | null, 
/**
 * Where it stands.
 */
status: GoalStatus, 
/**
 * What was learned, once closed.
 */
closing_words: Prose | null, };

/**
 * Names a goal.
 */
export type GoalId = string;

/**
 * Asks for one goal.
 */
export type GoalOf = { 
/**
 * Which.
 */
id: GoalId, };

/**
 * Tells where a goal stands.
 */
export type GoalStatus = "active" | "paused" | "closed";

/**
 * Holds all of a practice that its sheets need.
 */
export type GoalView = { 
/**
 * The practice.
 */
practice: Practice, 
/**
 * Its complaints, in the order they were written.
 */
complaints: Array<EntryView>, 
/**
 * The counter of the bench.
 */
counter: SubjectCounter, 
/**
 * Where the questions meet.
 */
meeting_points: Array<MeetingPoint>, 
/**
 * Its events, latest first.
 */
events: Array<EntryView>, 
/**
 * Whose goal it is, in a word of the catalogue, once the motives are rated.
 */
ownership: [Ownership, string] | null, 
/**
 * Whether *how* is asked before *why*.
 */
asks_how_first: boolean, 
/**
 * Its experiments.
 */
experiments: Array<[ExperimentId, string]>, 
/**
 * What is offered, at most one method a station.
 */
offers: Array<OfferView>, };

/**
 * Holds a copy that was tried.
 */
export type GoodCopy = { 
/**
 * The copy.
 */
copy: CopyRow, 
/**
 * What is in it.
 */
contents: CopyContents, };

/**
 * Holds a guess of three to six questions about one person.
 */
export type Guess = { 
/**
 * The questions.
 */
questions: Array<Guessed>, 
/**
 * When it was sealed.
 */
sealed_at: string | null, 
/**
 * What was thought later; the sealed guess above stays as it was.
 */
versions: Array<LaterGuess>, };

/**
 * Holds one question with my guess and, later, their words.
 */
export type Guessed = { 
/**
 * The question.
 */
question: Line, 
/**
 * My guess.
 */
guess: Line, 
/**
 * How sure I am, 0–100 %.
 */
confidence: Percent, 
/**
 * What they said.
 */
they_said: Line | null, 
/**
 * How the two compare.
 */
matched: Match | null, };

/**
 * Holds the head of a column.
 */
export type Head = { 
/**
 * Its label.
 */
label: string, 
/**
 * Who speaks in the column.
 */
voice: Speaker, };

/**
 * Tells what the desktop can do for reminders.
 */
export type Health = { 
/**
 * The notification server; none when nobody shows notifications.
 */
server: string | null, 
/**
 * What the server said it can do.
 */
capabilities: Array<string>, 
/**
 * Whether the tray shows the icon.
 */
tray: boolean, 
/**
 * Whether Inward starts with the computer.
 */
autostart: boolean, };

/**
 * Tells what became of the keys for the small window.
 */
export type HeldKeys = { 
/**
 * As it is now.
 */
state: KeysState, };

/**
 * Marks a passage of a text, or says something about the whole of it.
 */
export type Hint = { 
/**
 * The first character, counted in characters from 0.
 */
start: number, 
/**
 * How many characters; 0 when something is missing and no passage can be marked.
 */
length: number, 
/**
 * Why.
 */
reason: HintReason, };

/**
 * Names why a passage is marked.
 */
export type HintReason = "somebody_else" | "absolute_word" | "judgement_word" | "vague_word" | "no_time" | "no_visible_verb" | "two_behaviours";

/**
 * Holds a mark with its question.
 */
export type HintView = { 
/**
 * Where and why.
 */
hint: Hint, 
/**
 * What it asks.
 */
question: string, 
/**
 * What is remembered when it is fine as it is.
 */
fine: Line, };

/**
 * Asks for the marks in a text while it is typed.
 */
export type HintsOf = { 
/**
 * What it is read as.
 */
read_as: ReadAs, 
/**
 * The text.
 */
text: string, 
/**
 * The field beside a behaviour in which its time may stand.
 */
when: string | null, 
/**
 * The marks that are fine as they are.
 */
fine: Array<Line>, };

/**
 * Holds the marks in a text, and where to find help when its words call for it.
 */
export type HintsView = { 
/**
 * The marks, in the order of the text.
 */
hints: Array<HintView>, 
/**
 * A plain pointer to HR, the works council or a doctor; it is not stored.
 */
safety: string | null, 
/**
 * Whether the language of the text is not known, so that only its outline was read.
 */
only_structure: boolean, };

/**
 * Holds one place where the words stand.
 */
export type Hit = { 
/**
 * The row it is in.
 */
row: Row, 
/**
 * Its kind in words.
 */
kind: string, 
/**
 * What names it.
 */
title: string, 
/**
 * The passage around the words.
 */
snippet: string, 
/**
 * The found words in the passage, as start and length in characters.
 */
marks: Array<[number, number]>, 
/**
 * The day it belongs to.
 */
on: string, };

/**
 * Switches a hold on or off.
 */
export type HoldChange = { 
/**
 * Whom it covers; none covers everything.
 */
person: PersonId | null, 
/**
 * Why; it is kept with the time.
 */
reason: Prose, };

/**
 * Holds the record of one hold.
 */
export type HoldRow = { 
/**
 * Whom it covers; none covers everything.
 */
person: PersonId | null, 
/**
 * Their name, unless they are gone.
 */
person_name: string | null, 
/**
 * When it was switched on.
 */
began_at: string, 
/**
 * Why.
 */
began_reason: Prose, 
/**
 * When it was switched off; none while it is on.
 */
ended_at: string | null, 
/**
 * Why it was switched off.
 */
ended_reason: Prose | null, };

/**
 * Holds an implementation intention: if this cue, then that act.
 *
 * *Source:* Gollwitzer (1999). The expected gain is small:
 * Wang, Wang & Gai (2021) find g ≈ 0.28 for plans on a document.
 */
export type IfThen = { 
/**
 * The cue: a time, place, feeling or event.
 */
cue: Line, 
/**
 * The act.
 */
act: Line, };

/**
 * Holds an act with its intention and its impact; its day is the entry's.
 */
export type Impact = { 
/**
 * What I did, as a camera would see it.
 */
did: Prose, 
/**
 * Where it was.
 */
place: Line | null, 
/**
 * What I meant by it.
 */
meant: Prose, 
/**
 * What I assume it did.
 */
assumed: Prose | null, 
/**
 * How it landed, in their words.
 */
landed: Prose | null, 
/**
 * How I know.
 */
source: ImpactSource | null, 
/**
 * How far apart the two are.
 */
gap: ImpactGap, 
/**
 * What I do about it.
 */
then: Prose | null, };

/**
 * Names how far the impact lies from what was meant.
 */
export type ImpactGap = "none" | "some" | "large" | "unknown";

/**
 * Names how I know of an impact.
 */
export type ImpactSource = "told_me" | "told_someone" | "guessed";

/**
 * Asks for an import, or for a look at what it would do.
 */
export type Import = { 
/**
 * The file or folder; it has to come from a dialog, from a drop on the window, or from the command line.
 */
path: string, 
/**
 * What it holds; none recognises it.
 */
format: FileFormat | null, 
/**
 * Where ratings go.
 */
target: RatingsTarget | null, 
/**
 * Takes the good lines of ratings and leaves the others out.
 */
only_good_lines: boolean, 
/**
 * How a table of people is read.
 */
table: TableChoice, 
/**
 * Which rows are taken.
 */
take: RowChoice, };

/**
 * Counts the rows of one kind.
 */
export type ImportCount = { 
/**
 * The kind in words, in the plural.
 */
kind_words: string, 
/**
 * New rows.
 */
added: number, 
/**
 * Rows that say more or something else afterwards.
 */
changed: number, 
/**
 * Rows that are in the journal as they are.
 */
unchanged: number, };

/**
 * Holds an earlier import as a list shows it.
 */
export type ImportRecord = { 
/**
 * Its id.
 */
id: BatchId, 
/**
 * When it was done.
 */
at: string, 
/**
 * What the file held, in words.
 */
format_words: string, 
/**
 * The name of the file.
 */
name: string, 
/**
 * What it made and changed, by kind of row; `unchanged` is 0.
 */
counts: Array<ImportCount>, 
/**
 * When it was taken back; none while it counts.
 */
undone_at: string | null, };

/**
 * Holds a row of a file and what becomes of it.
 */
export type ImportRow = { 
/**
 * The name by which it can be left out; none where that is not possible.
 */
key: string | null, 
/**
 * Where it stands, in words; empty where it has a name.
 */
place: string, 
/**
 * Which one, in its own words.
 */
what: string, 
/**
 * What becomes of it.
 */
fate: Fate, 
/**
 * Why, or what is added, in a sentence.
 */
reason: string | null, };

/**
 * Tells what an import would do, or did.
 */
export type ImportSummary = { 
/**
 * What the file holds.
 */
format: FileFormat, 
/**
 * In a sentence: "60 days, 53 rated, from 5 January to 27 March 2026".
 */
words: string, 
/**
 * New rows.
 */
added: number, 
/**
 * Rows that change what is stored.
 */
changed: number, 
/**
 * Rows that are stored already.
 */
unchanged: number, 
/**
 * The same by kind of row.
 */
counts: Array<ImportCount>, 
/**
 * The rows of the file, at most some hundreds of each fate.
 */
rows: Array<ImportRow>, 
/**
 * How many rows of the file there are of each fate, whether they are listed or not.
 */
fates: { [key in Fate]?: number }, 
/**
 * What was left out of rows that are taken, or assumed about them.
 */
remarks: Array<ImportRow>, 
/**
 * What had to be assumed to read the file, one sentence each.
 */
assumptions: Array<string>, 
/**
 * What is to be chosen before anything can be taken, in a sentence.
 */
missing: string | null, 
/**
 * Whether rows that cannot be read hold the others back until somebody says so.
 */
is_strict: boolean, 
/**
 * The names of the columns with ratings.
 */
columns: Array<string>, 
/**
 * How the columns of a table of people are read.
 */
table: TableView | null, 
/**
 * The experiment the days of ratings go into.
 */
experiment: ExperimentId | null, 
/**
 * The name of the import, once it was done and wrote anything.
 */
batch: BatchId | null, };

/**
 * Names how a field is asked for.
 */
export type Input = { "type": "line" } | { "type": "prose" } | { "type": "choice", 
/**
 * The values, in order.
 */
values: Array<string>, } | { "type": "yes_no" } | { "type": "percent" } | { "type": "rating", 
/**
 * The lowest value.
 */
low: number, 
/**
 * The highest value.
 */
high: number, 
/**
 * Whether "cannot say" is an answer.
 */
cannot_say: boolean, } | { "type": "count" } | { "type": "day" } | { "type": "moment" } | { "type": "competency" } | { "type": "person" } | { "type": "people", 
/**
 * The most.
 */
most: number, } | { "type": "lines", 
/**
 * The most.
 */
most: number, } | { "type": "rows", 
/**
 * The columns.
 */
fields: Array<Field>, 
/**
 * The most rows.
 */
most: number, } | { "type": "entry", 
/**
 * Of which kind.
 */
kind: string, } | { "type": "kept" };

/**
 * Names what the keyring of this computer can do for the journal now.
 */
export type KeyringState = "absent" | "silent" | "off" | "on" | "locked" | "other";

/**
 * Tells how the keyring of this computer stands to the journal.
 */
export type KeyringView = { 
/**
 * What it can do now.
 */
state: KeyringState, 
/**
 * The state in a sentence.
 */
words: string, 
/**
 * What was just done, in a sentence; none when nothing was.
 */
message: string | null, };

/**
 * Tells whether the keys that were chosen open the small window.
 */
export type KeysState = "off" | "asked" | "held" | "taken" | "absent";

/**
 * Names how a node is known.
 */
export type Known = "known" | "guessed" | "confirmed";

/**
 * Holds one climb from wish to behaviour.
 */
export type Ladder = { 
/**
 * The wish, in a word.
 */
wish: Line, 
/**
 * What it looks like to them, in their words.
 */
their_examples: Prose | null, 
/**
 * The behaviour: I, a verb, with whom.
 */
behaviour: Prose, 
/**
 * When.
 */
when: Line | null, 
/**
 * How long, in minutes.
 */
minutes: number | null, 
/**
 * Whether a camera could see it.
 */
camera: boolean | null, 
/**
 * The smallest version, two minutes or so.
 */
smallest: Prose | null, 
/**
 * Whether it is agreed with the person.
 */
agreed: boolean | null, 
/**
 * Marks that are fine as they are: the reason, or the marked word.
 */
fine: Array<Line>, };

/**
 * Names a language of the catalogue.
 */
export type Language = "en" | "de";

/**
 * Asks for the latest copy that is whole.
 */
export type LastGoodCopy = { 
/**
 * The passphrase, or the recovery key.
 */
passphrase: string, };

/**
 * Holds what I thought later, after the seal.
 */
export type LaterGuess = { 
/**
 * When.
 */
at: string, 
/**
 * The questions and guesses as they were then.
 */
rows: Array<Guessed>, };

/**
 * Names which layer of a person a node is.
 */
export type Layer = "sees" | "story" | "feels" | "needs" | "does";

/**
 * Names where a notification leads.
 */
export type LeadsTo = { "place": "today" } | { "place": "log" } | { "place": "decision", 
/**
 * Which.
 */
experiment: ExperimentId, } | { "place": "entry", 
/**
 * Which.
 */
entry: EntryId, } | { "place": "practice", 
/**
 * Which.
 */
goal: GoalId, } | { "place": "person", 
/**
 * Whom.
 */
person: PersonId, } | { "place": "review", 
/**
 * Of which practice.
 */
goal: GoalId, };

/**
 * Tells whether a copy is cleared, and what is left to answer.
 */
export type LeakCheck = { 
/**
 * Nothing is left to answer.
 */
cleared: boolean, 
/**
 * The same in a sentence.
 */
words: string, 
/**
 * What is left to answer.
 */
findings: Array<LeakFinding>, 
/**
 * What may give somebody away without a name.
 */
warnings: Array<string>, 
/**
 * Whether roles are said in general.
 */
general_roles: boolean, 
/**
 * The answers that are remembered.
 */
answers: Array<Remembered>, };

/**
 * Holds a word that was found and is to be answered.
 */
export type LeakFinding = { 
/**
 * Why it was found.
 */
kind: FindingKind, 
/**
 * The word as it was typed.
 */
word: string, 
/**
 * The reason in words.
 */
why: string, 
/**
 * What could stand instead.
 */
proposal: string | null, 
/**
 * Whether the copy shows the proposal already.
 */
replaced: boolean, 
/**
 * Whether one answer can hold wherever the word stands, later texts included.
 */
everywhere: boolean, 
/**
 * Where it stands.
 */
places: Array<FindingPlace>, };

/**
 * Holds a talk in two columns.
 */
export type LeftHand = { 
/**
 * Which talk.
 */
about: Line, 
/**
 * Up to six turns, in order.
 */
turns: Array<Turn>, 
/**
 * The question that was missing.
 */
missing_question: Line | null, };

/**
 * Holds something that was learned.
 */
export type Lesson = { 
/**
 * When.
 */
on: string, 
/**
 * What.
 */
text: string, 
/**
 * Where it comes from.
 */
source: string, 
/**
 * The practice.
 */
goal: GoalId | null, 
/**
 * The experiment, if it comes from one.
 */
experiment: ExperimentId | null, 
/**
 * The people of the practice.
 */
people: Array<string>, 
/**
 * Its competencies.
 */
competencies: Array<string>, };

/**
 * Asks for lessons.
 */
export type LessonsOf = { 
/**
 * Only with this person.
 */
person: PersonId | null, 
/**
 * Only of this competency, by its title.
 */
competency: string | null, };

/**
 * Holds a level 0–4: not at all, a little, partly, mostly, fully.
 */
export type Level = number;

/**
 * Holds a sentence for each area of life the goal touches.
 */
export type LifeAreas = { 
/**
 * The team.
 */
team: Prose | null, 
/**
 * The mission or service.
 */
mission: Prose | null, 
/**
 * One's own well-being.
 */
well_being: Prose | null, 
/**
 * Home.
 */
home: Prose | null, 
/**
 * The career.
 */
career: Prose | null, };

/**
 * Holds one line of text: 1 to 300 characters, no line break, no surrounding space.
 */
export type Line = string;

/**
 * Holds one link between two nodes, counted from 1 as they are listed.
 */
export type Link = { 
/**
 * From which node.
 */
from: number, 
/**
 * To which node.
 */
to: number, 
/**
 * How it acts.
 */
sign: Sign, 
/**
 * Whether it takes its time.
 */
delay: boolean | null, };

/**
 * Holds a local date and time to the minute, as `2026-01-22T14:00`; which zone it is meant in is known from where it stands.
 */
export type LocalMoment = string;

/**
 * Asks for the log of an experiment as a calendar.
 */
export type LogCalendarOf = { 
/**
 * Which experiment.
 */
experiment: ExperimentId, 
/**
 * The width, in CSS pixels.
 */
width: number, };

/**
 * Logs a day.
 */
export type LogDay = { 
/**
 * Which experiment.
 */
experiment: ExperimentId, 
/**
 * Which day; none is today.
 */
on: string | null, 
/**
 * Whether the act happened; none leaves it unknown.
 */
checkin: Checkin | null, 
/**
 * The ratings; measures left out stay as they are.
 */
ratings: Array<Rating>, 
/**
 * A note; none leaves it as it is.
 */
note: Prose | null, };

/**
 * Tells what was saved.
 */
export type LoggedDay = { 
/**
 * The log.
 */
id: DayLogId, 
/**
 * The day.
 */
on: string, 
/**
 * Whether it is marked late.
 */
late: boolean, 
/**
 * Which change of the log this was, from 1; 0 when it was as it is before.
 */
change: number, 
/**
 * "Saved for Friday 13 March".
 */
message: string, };

/**
 * Asks to see an answer before anything is done with it.
 */
export type LookAtAnswer = { 
/**
 * The entry it is meant for.
 */
entry: EntryId, 
/**
 * How it came.
 */
arrival: Arrival, };

/**
 * Tells where a copy is.
 */
export type MadeCopy = { 
/**
 * The file.
 */
path: string, 
/**
 * In a sentence.
 */
message: string, };

/**
 * Asks for a copy.
 */
export type MakeCopy = { 
/**
 * A folder or a new file; none takes the vault's own folder.
 */
path: string | null, };

/**
 * Tells what changed since the chosen day.
 */
export type MapChange = "new" | "ended" | "better" | "lower";

/**
 * Asks for the map.
 */
export type MapOf = { 
/**
 * The day from which changes are marked.
 */
since: string | null, };

/**
 * Holds a person on the map.
 */
export type MapPerson = { 
/**
 * Who.
 */
person: PersonId, 
/**
 * Their name.
 */
name: string, 
/**
 * What they do.
 */
role: string | null, 
/**
 * Who has power over whom: my boss stands above, my team below.
 */
power: PowerRelation, 
/**
 * Where the user put them.
 */
place: Place | null, 
/**
 * The practice with them.
 */
practice: GoalId | null, 
/**
 * What joins them to me.
 */
bond: Bond, 
/**
 * What stands on the line between us, such as "8 of 10 now".
 */
words: Array<string>, 
/**
 * How it is between us, at the latest rating, 0–10.
 */
quality: number | null, 
/**
 * When we last spoke.
 */
contact: ContactView, 
/**
 * What changed since the chosen day.
 */
change: MapChange | null, };

/**
 * Holds the map as a picture and as what it shows.
 */
export type MapPicture = { 
/**
 * The picture; each circle carries the place of its person in the list of people.
 */
picture: Picture, 
/**
 * Where each of the people stands, chosen or found by the map, in their order.
 */
places: Array<Place>, 
/**
 * What it shows.
 */
map: MapView, };

/**
 * Asks for the map as a picture.
 */
export type MapPictureOf = { 
/**
 * The day from which changes are marked.
 */
since: string | null, 
/**
 * The width, in CSS pixels.
 */
width: number, };

/**
 * Holds a tie on the map.
 */
export type MapTie = { 
/**
 * The entry.
 */
entry: EntryId, 
/**
 * The two people.
 */
between: [PersonId, PersonId], 
/**
 * What ties them.
 */
tie: TieKind, 
/**
 * The same in words.
 */
words: string, 
/**
 * A word about it.
 */
note: string | null, 
/**
 * What changed since the chosen day.
 */
change: MapChange | null, };

/**
 * Holds the map.
 */
export type MapView = { 
/**
 * The people.
 */
people: Array<MapPerson>, 
/**
 * The ties that hold, and those that ended since the chosen day.
 */
ties: Array<MapTie>, 
/**
 * What changed since the chosen day, a sentence each.
 */
changes: Array<string>, };

/**
 * Marks a passage of one field.
 */
export type Mark = { 
/**
 * The field.
 */
field: string, 
/**
 * Where and why.
 */
hint: Hint, };

/**
 * Tells how a guess compares with the answer.
 */
export type Match = "yes" | "partly" | "no" | "not_raised";

/**
 * Holds a stored outcome measure.
 */
export type Measure = { 
/**
 * Its name among rows.
 */
id: MeasureId, 
/**
 * A short name, such as "quality".
 */
name: Line, 
/**
 * The question of the evening, such as "Working with Tatiana was …".
 */
question: Line | null, 
/**
 * Its scale.
 */
scale: Scale, 
/**
 * Which way is better.
 */
better: Better, 
/**
 * Who rates.
 */
rater: Rater, };

/**
 * Holds the comparisons of one measure.
 */
export type MeasureComparisons = { 
/**
 * The measure's name.
 */
name: string, 
/**
 * Which way is better.
 */
better: Better, 
/**
 * Every earlier phase with every later one; none for day pairs, and when the design is just to log.
 */
comparisons: Array<Comparison>, 
/**
 * What the pairs come to, where days come in pairs.
 */
pairs?: PairsFinding, 
/**
 * How rare the result is among all possible first days, where chance drew the start.
 */
start_draw?: StartDraw, };

/**
 * Holds a measure with its id, if it is stored already.
 */
export type MeasureDraft = { 
/**
 * Which, or none for a new one.
 */
id: MeasureId | null, 
/**
 * A short name, such as "quality".
 */
name: Line, 
/**
 * The question of the evening, such as "Working with Tatiana was …".
 */
question: Line | null, 
/**
 * Its scale.
 */
scale: Scale, 
/**
 * Which way is better.
 */
better: Better, 
/**
 * Who rates.
 */
rater: Rater, };

/**
 * Holds the evidence of one measure.
 */
export type MeasureEvidence = { 
/**
 * The measure's name.
 */
name: string, 
/**
 * Its question.
 */
question: string, 
/**
 * The evidence chart.
 */
chart: Picture, 
/**
 * The comparison the page is about: the phase just before the behaviour against it.
 */
main: ComparisonView | null, 
/**
 * Every day as one mark, for the main comparison.
 */
marks: Picture | null, 
/**
 * All comparisons.
 */
comparisons: Array<ComparisonView>, 
/**
 * The day pairs, where days come in pairs.
 */
pairs: PairsView | null, 
/**
 * Each pair as a line between two marks.
 */
pair_marks: Picture | null, 
/**
 * How rare the result is among all possible first days, where chance drew the start.
 */
start_draw: string | null, 
/**
 * Days with the act beside days without it, as a plain description.
 */
with_and_without: string | null, 
/**
 * What this cannot tell.
 */
limits: Array<string>, };

/**
 * Names an outcome measure of an experiment.
 */
export type MeasureId = string;

/**
 * Holds the medians of both phases, in the measure's own unit.
 */
export type Medians = { 
/**
 * Median of the earlier phase.
 */
median_before: number, 
/**
 * Median of the later phase.
 */
median_after: number, };

/**
 * Names a competency the skill questions point to, with how many do.
 */
export type MeetingPoint = { 
/**
 * Its title.
 */
title: string, 
/**
 * How many questions point to it.
 */
questions: number, };

/**
 * Holds a length of an act in minutes, 1–240.
 */
export type Minutes = number;

/**
 * Holds how many more rated days are needed.
 */
export type MoreDays = { 
/**
 * In the earlier phase.
 */
before: number, 
/**
 * In the later phase.
 */
after: number, };

/**
 * Holds four 0–4 ratings of why the goal is pursued.
 */
export type Motives = { 
/**
 * Others push me to it.
 */
pushed: Level, 
/**
 * I would feel guilty otherwise.
 */
guilty: Level, 
/**
 * It matters to me.
 */
matters: Level, 
/**
 * I enjoy it.
 */
enjoy: Level, };

/**
 * Tells what keeps the program from a network, besides its own code.
 */
export type Network = { 
/**
 * The filter of the kernel.
 */
filter: NetworkFilter, };

/**
 * Names what the kernel does about connections of the program.
 */
export type NetworkFilter = "active" | "inactive" | "none";

/**
 * Holds the check of one paper.
 */
export type NoSurprise = { 
/**
 * Which paper.
 */
title: Line, 
/**
 * Of which kind.
 */
paper: PaperKind, 
/**
 * Its points, one a row.
 */
points: Array<Point>, };

/**
 * Holds one node.
 */
export type Node = { 
/**
 * Whose.
 */
owner: Owner, 
/**
 * Which layer.
 */
layer: Layer, 
/**
 * What it is.
 */
text: Line, 
/**
 * How it is known.
 */
status: Known, };

/**
 * Holds a note, in Markdown; markup in it is shown as text or as harmless formatting.
 */
export type Note = { 
/**
 * What it says.
 */
text: Prose, };

/**
 * Holds no input.
 */
export type Nothing = Record<string, never>;

/**
 * Tells how much a notification says.
 */
export type NotificationText = "full" | "neutral" | "hidden";

/**
 * Names one occurrence: the rule, its local date, and which of that day. Unique, so that nothing rings twice when a clock goes back.
 */
export type OccurrenceKey = { 
/**
 * Which rule.
 */
rule: RuleId, 
/**
 * The local day.
 */
on: string, 
/**
 * Which of the day, from 0.
 */
slot: number, };

/**
 * Holds an offer.
 */
export type OfferView = { 
/**
 * The name by which it is set aside.
 */
id: string, 
/**
 * The kind of entry that is offered.
 */
kind: string, 
/**
 * Where it is offered.
 */
station: Station, 
/**
 * The reason, in a sentence.
 */
sentence: string, 
/**
 * The name of the kind.
 */
name: string, };

/**
 * Opens a file in the program the system has for it, or shows it among its neighbours.
 */
export type OpenFile = { 
/**
 * A path that was saved in this session.
 */
path: string, 
/**
 * Shows it in the file manager instead.
 */
in_folder: boolean, };

/**
 * Opens a phase, because something changed the situation.
 */
export type OpenPhase = { 
/**
 * In which experiment.
 */
id: ExperimentId, 
/**
 * Its first day.
 */
on: string, 
/**
 * Its name on screen, such as "talk".
 */
name: Line, };

/**
 * Holds what the user fills in for a reminder of their own.
 */
export type OwnReminder = { 
/**
 * What it says; a notification shows it under the full text policy only.
 */
words: Line, 
/**
 * The wall time it rings at.
 */
at: string, 
/**
 * On which days.
 */
recurrence: Recurrence, 
/**
 * The first day; it also counts the weeks of "every 2 weeks".
 */
starts_on: string, 
/**
 * The last day; none is for ever, or until the recurrence ends by itself.
 */
ends_on: string | null, 
/**
 * Days that are left out.
 */
except_on: Array<string>, 
/**
 * Whether the wall time follows the traveller.
 */
zone: ZonePolicy, 
/**
 * Until when it still helps.
 */
useful_until: UsefulUntil, 
/**
 * It rests, and its days pass in silence.
 */
paused: boolean, };

/**
 * Holds a reminder of the user's own as a list shows it.
 */
export type OwnReminderRow = { 
/**
 * Which.
 */
id: RuleId, 
/**
 * As it was filled in.
 */
fields: OwnReminder, 
/**
 * When it rings, in words.
 */
when: string, 
/**
 * When it rings next, in words; none when it rests or is over.
 */
next: string | null, 
/**
 * Until when its snoozed occurrence waits, in words; none when none does.
 */
snoozed: string | null, };

/**
 * Names whose node it is.
 */
export type Owner = "me" | "other" | "second" | "third";

/**
 * Says in words whose goal it is.
 */
export type Ownership = "my_own" | "mostly_my_own" | "both" | "mostly_others";

/**
 * Holds how many day pairs are compared, 6–20: fewer allow no p value, more are months of days.
 */
export type PairCount = number;

/**
 * Tells which day of a pair comes first.
 */
export type PairOrder = "act_first" | "usual_first";

/**
 * Holds one pair as it turned out.
 */
export type PairOutcome = { 
/**
 * Its number, from 1.
 */
number: number, 
/**
 * Whether it was added for a dropped one.
 */
is_added: boolean, 
/**
 * Its two days, in order.
 */
days: [string, string], 
/**
 * The day drawn for the behaviour.
 */
act_on: string, 
/**
 * The day drawn to be as usual.
 */
usual_on: string, 
/**
 * The rating of the first.
 */
act: number | null, 
/**
 * The rating of the second.
 */
usual: number | null, 
/**
 * By how much the day with the behaviour was better, in the measure's unit; absent unless both are rated.
 */
better_by: number | null, 
/**
 * How it stands.
 */
state: PairState, };

/**
 * Holds one pair as a row of a table.
 */
export type PairRow = { 
/**
 * Its number.
 */
number: string, 
/**
 * Its days, such as "9 February, 10 February".
 */
days: string, 
/**
 * The rating of the day with the behaviour, or a dash.
 */
act: string, 
/**
 * The rating of the day as usual, or a dash.
 */
usual: string, 
/**
 * By how much the first was better, or a dash.
 */
better_by: string, 
/**
 * "dropped", "added", "ahead", or nothing.
 */
note: string | null, 
/**
 * Why it was dropped, such as "no rating on 13 February".
 */
why_dropped: string | null, };

/**
 * Tells how a pair stands.
 */
export type PairState = "counted" | "dropped" | "ahead";

/**
 * Holds what the pairs of one measure come to; figures are unrounded.
 */
export type PairsFinding = { 
/**
 * How many pairs were planned.
 */
planned: number, 
/**
 * The pairs that are needed, in order; a dropped one is followed, at the end, by one that was added.
 */
pairs: Array<PairOutcome>, 
/**
 * Pairs that count.
 */
counted: number, 
/**
 * Sum of the differences of these; above 0 is better.
 */
sum: number, 
/**
 * Their mean.
 */
mean: number | null, 
/**
 * Mean rating of their days with the behaviour.
 */
mean_act: number | null, 
/**
 * Mean rating of their days as usual.
 */
mean_usual: number | null, 
/**
 * Pairs in which the day with the behaviour was better.
 */
better: number, 
/**
 * Pairs without a difference.
 */
equal: number, 
/**
 * Pairs in which it was worse.
 */
worse: number, 
/**
 * How rare this is among all draws; absent with fewer than six pairs.
 */
chance: SignFlip | null, 
/**
 * To which side the sum lies.
 */
direction: Direction, 
/**
 * What may be said.
 */
sentence: PairsSentence, 
/**
 * How many more pairs a p needs; 0 when there are enough.
 */
more_pairs: number, };

/**
 * Names the sentence that pairs allow.
 */
export type PairsSentence = "too_few_pairs" | "no_movement" | "could_be_wobble" | "clearer_than_wobble";

/**
 * Holds the day pairs of one measure, as they are read and as they are drawn.
 */
export type PairsView = { 
/**
 * The pairs themselves, for a picture.
 */
pairs: Array<PairOutcome>, 
/**
 * How many were planned.
 */
planned: number, 
/**
 * How many count.
 */
counted: number, 
/**
 * What may be said, as a table says it.
 */
verdict: string, 
/**
 * What may be said, in full.
 */
sentence: string, 
/**
 * In how many pairs the day with the behaviour was better, equal, worse.
 */
in_pairs: string | null, 
/**
 * How rare this is among all draws, with p.
 */
chance: string | null, 
/**
 * Dropped and added pairs, one sentence each.
 */
changes: Array<string>, 
/**
 * The rows of the table, in order of the pairs.
 */
rows: Array<PairRow>, };

/**
 * Names the paper.
 */
export type Paper = "a4" | "letter";

/**
 * Names what goes on paper.
 */
export type PaperKind = "review" | "warning" | "other";

/**
 * Holds a date known to the year, the month or the day, as `2025`, `2025-07` or `2025-07-14`.
 */
export type PartialDate = string;

/**
 * Tells how strong a passphrase is.
 */
export type PassphraseStrength = { 
/**
 * 0 very weak … 4 strong.
 */
level: number, 
/**
 * The level in words.
 */
words: string, 
/**
 * Whether it is long enough to be taken (12 characters).
 */
taken: boolean, };

/**
 * Asks how strong a passphrase is.
 */
export type PassphraseStrengthOf = { 
/**
 * The passphrase as typed so far.
 */
passphrase: string, };

/**
 * Holds one reminder whose time has come, and what became of it.
 */
export type PastReminder = { 
/**
 * Which.
 */
occurrence: OccurrenceKey, 
/**
 * When it was due, in words.
 */
when: string, 
/**
 * What it is about.
 */
text: string, 
/**
 * What became of it, in words.
 */
became: string, 
/**
 * Why, in a sentence, where that needs a reason.
 */
why: string | null, };

/**
 * Rests all reminders.
 */
export type PauseReminders = { 
/**
 * Until when; none ends the rest.
 */
until: string | null, };

/**
 * Holds a share in per cent, 0–100.
 */
export type Percent = number;

/**
 * Holds a stored person.
 */
export type Person = { 
/**
 * Its name among rows.
 */
id: PersonId, 
/**
 * When it was first written.
 */
created_at: string, 
/**
 * The name the user calls them by.
 */
display_name: Line, 
/**
 * What they do.
 */
role: Line | null, 
/**
 * Who has power over whom.
 */
power: PowerRelation, 
/**
 * Since when the two work together.
 */
known_since: PartialDate | null, 
/**
 * Other names by which a report could give them away.
 */
aliases: Array<Line>, 
/**
 * The name a shared report uses instead.
 */
report_alias: Line | null, 
/**
 * When they were told that these notes exist.
 */
told_on: string | null, 
/**
 * The open formal process, if there is one.
 */
formal_process: FormalProcess | null, 
/**
 * Wanted number of workdays between contacts.
 */
contact_ideal_days: number | null, 
/**
 * Largest wanted number of workdays between contacts.
 */
contact_max_days: number | null, 
/**
 * Their address, for a feedforward request.
 */
email: Line | null, 
/**
 * How the relationship feels now, in the user's words.
 */
words_now: Line | null, 
/**
 * Kept, but out of the lists.
 */
archived: boolean, };

/**
 * Holds what the user writes about a person.
 */
export type PersonFields = { 
/**
 * The name the user calls them by.
 */
display_name: Line, 
/**
 * What they do.
 */
role: Line | null, 
/**
 * Who has power over whom.
 */
power: PowerRelation, 
/**
 * Since when the two work together.
 */
known_since: PartialDate | null, 
/**
 * Other names by which a report could give them away.
 */
aliases: Array<Line>, 
/**
 * The name a shared report uses instead.
 */
report_alias: Line | null, 
/**
 * When they were told that these notes exist.
 */
told_on: string | null, 
/**
 * The open formal process, if there is one.
 */
formal_process: FormalProcess | null, 
/**
 * Wanted number of workdays between contacts.
 */
contact_ideal_days: number | null, 
/**
 * Largest wanted number of workdays between contacts.
 */
contact_max_days: number | null, 
/**
 * Their address, for a feedforward request.
 */
email: Line | null, 
/**
 * How the relationship feels now, in the user's words.
 */
words_now: Line | null, 
/**
 * Kept, but out of the lists.
 */
archived: boolean, };

/**
 * Names a person.
 */
export type PersonId = string;

/**
 * Asks for one person.
 */
export type PersonOf = { 
/**
 * Which.
 */
id: PersonId, };

/**
 * Holds a person as a list shows them.
 */
export type PersonRow = { 
/**
 * The person.
 */
person: Person, 
/**
 * The practice that involves them, if there is one.
 */
goal: GoalId | null, 
/**
 * How many entries are about them.
 */
entries: number, 
/**
 * When we last spoke.
 */
contact: ContactView, };

/**
 * Holds the page of one person.
 */
export type PersonView = { 
/**
 * The person.
 */
person: Person, 
/**
 * The practices that involve them.
 */
goals: Array<[GoalId, string]>, 
/**
 * The latest entries about them.
 */
entries: Array<EntryView>, 
/**
 * When we last spoke, and whether that is as often as wanted.
 */
contact: ContactView, 
/**
 * The intention we share, latest first.
 */
intention: SharedIntention | null, 
/**
 * How it was between us, in the order of the days, 0–10.
 */
quality: Array<[string, number]>, };

/**
 * Holds a named, dated phase; a day belongs to the latest phase that has begun by then.
 */
export type Phase = { 
/**
 * The code in tables and exports: A1, A2, B.
 */
code: Line, 
/**
 * The name on screen, such as "before" or "talk".
 */
name: Line | null, 
/**
 * Its first day.
 */
starts_on: string, 
/**
 * How it began.
 */
opening: PhaseOpening, };

/**
 * Tells how a phase began.
 */
export type PhaseOpening = "record" | "event" | "behaviour";

/**
 * Holds a picture with its text and its table.
 */
export type Picture = { 
/**
 * The drawing, made by our own code.
 */
svg: string, 
/**
 * Its title.
 */
title: string, 
/**
 * All it shows in a sentence.
 */
description: string, 
/**
 * The head of its table.
 */
head: Array<string>, 
/**
 * The rows of its table.
 */
rows: Array<Array<string>>, };

/**
 * Holds where somebody stands: 0–1 from left to right and from top to bottom.
 */
export type Place = { 
/**
 * From left to right.
 */
x: number, 
/**
 * From top to bottom.
 */
y: number, };

/**
 * Puts somebody in a place.
 */
export type PlacePerson = { 
/**
 * Whom.
 */
person: PersonId, 
/**
 * Where; none lets the map choose again.
 */
place: Place | null, };

/**
 * Holds one point of the paper.
 */
export type Point = { 
/**
 * What it says.
 */
point: Line, 
/**
 * The conversation in which it was said.
 */
told_in: EntryId | null, 
/**
 * The day it was said, where there is no such entry.
 */
told_on: string | null, };

/**
 * Names who has power over whom.
 */
export type PowerRelation = "i_am_their_boss" | "my_boss" | "peer" | "other";

/**
 * Holds a practice as the sidebar and lists show it.
 */
export type Practice = { 
/**
 * The goal.
 */
goal: Goal, 
/**
 * Its short name; the person's name until it has one.
 */
name: string, 
/**
 * The names of the people it involves.
 */
people: Array<string>, 
/**
 * The path.
 */
path: Array<StationMark>, 
/**
 * The next sheet that would be useful.
 */
next: Sheet | null, 
/**
 * The experiment that is worked on, if there is one.
 */
experiment: ExperimentId | null, };

/**
 * Holds a passage of text: 1 to 20,000 characters, line breaks allowed.
 */
export type Prose = string;

/**
 * Holds one pulse: my guesses and their answers to four items, 0–4 each.
 */
export type Pulse = { 
/**
 * Whether they agreed to answer.
 */
consent: boolean, 
/**
 * My guess: they know what matters most this week.
 */
guess_priorities: Level | null, 
/**
 * My guess: they can raise a problem early without it being held against them.
 */
guess_problems: Level | null, 
/**
 * My guess: they are trusted to run their own work.
 */
guess_trust: Level | null, 
/**
 * My guess: they get the support they need from me.
 */
guess_support: Level | null, 
/**
 * How the answers came.
 */
form: PulseForm | null, 
/**
 * Their answer: I know what matters most this week.
 */
priorities: Answer<Level> | null, 
/**
 * Their answer: I can raise a problem early without it being held against me.
 */
problems: Answer<Level> | null, 
/**
 * Their answer: I am trusted to run my own work.
 */
trust: Answer<Level> | null, 
/**
 * Their answer: I get the support I need from you.
 */
support: Answer<Level> | null, 
/**
 * The requests that travelled.
 */
asked: Array<Asked>, };

/**
 * Names how the answers came.
 */
export type PulseForm = "paper" | "file" | "spoken";

/**
 * Empties the trash, or takes one row out of it for good.
 */
export type PurgeTrash = { 
/**
 * Which row; none empties it.
 */
row: TrashedRow | null, };

/**
 * Tells what emptying the trash did.
 */
export type PurgedTrash = { 
/**
 * Rows that are gone.
 */
gone: number, 
/**
 * Rows that stay because a hold covers them.
 */
held: number, 
/**
 * In a sentence, with what still holds copies.
 */
message: string, };

/**
 * Holds how the work together is on a day.
 */
export type Quality = { 
/**
 * The words for it.
 */
words: Line | null, 
/**
 * How it is, 0–10.
 */
quality: Tenth, 
/**
 * Words I want for it.
 */
wanted: Line | null, };

/**
 * Holds questions to begin with.
 */
export type QuestionBank = { 
/**
 * For a sealed guess.
 */
guess: Array<string>, 
/**
 * For a conversation.
 */
conversation: Array<string>, };

/**
 * Names the keys that open the small window from any program.
 */
export type QuickLogKeys = "off" | "ctrl_shift_l" | "ctrl_alt_j" | "super_shift_l";

/**
 * Tells who gives the rating.
 */
export type Rater = "me" | "them";

/**
 * Holds one rating of one measure.
 */
export type Rating = { 
/**
 * Which measure.
 */
measure: MeasureId, 
/**
 * The value, on the measure's scale.
 */
value: number, };

/**
 * Tells where ratings go.
 */
export type RatingsTarget = { "to": "experiment", 
/**
 * Which.
 */
id: ExperimentId, } | { "to": "new_experiment", 
/**
 * Its title.
 */
title: Line, 
/**
 * Which way each column is better, by column name; higher when left out.
 */
better: Array<[string, Better]>, };

/**
 * Names what a text is read as.
 */
export type ReadAs = "complaint" | "behaviour" | "about_person";

/**
 * Holds what became of the reminders of late.
 */
export type RecentReminders = { 
/**
 * The last ones whose time has come, newest first.
 */
rows: Array<PastReminder>, 
/**
 * How late those came that were shown, in a sentence; none when there is nothing to tell.
 */
lateness: string | null, };

/**
 * Holds a recovery sheet that does not count yet.
 */
export type RecoverySheet = { 
/**
 * The title.
 */
title: string, 
/**
 * The key, group by group.
 */
groups: Array<string>, 
/**
 * What stands under it, one paragraph each.
 */
lines: Array<string>, 
/**
 * The groups to type again from the printed sheet, counted from 1.
 */
retype: Array<number>, };

/**
 * Holds a recurrence rule such as `FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR`.
 */
export type Recurrence = string;

/**
 * Holds how the work with a person went, with a word on how the values were made.
 */
export type RelationshipPicture = { 
/**
 * The picture; none while nothing was rated.
 */
picture: Picture | null, 
/**
 * What was rated, such as "my evening rating, 0–10, weekly median".
 */
how: string, };

/**
 * Asks how the work with a person went.
 */
export type RelationshipPictureOf = { 
/**
 * With whom.
 */
person: PersonId, 
/**
 * The width, in CSS pixels.
 */
width: number, };

/**
 * Lets the keyring of this computer open the journal.
 */
export type RememberComputer = { 
/**
 * The passphrase, or the recovery key; never stored.
 */
passphrase: string, };

/**
 * Holds an answer about a word.
 */
export type Remembered = { 
/**
 * The word, or the words, as they were found.
 */
word: Line, 
/**
 * The one place it is about; none when it is about the word wherever it stands.
 */
place: string | null, } & ({ "answer": "replace", 
/**
 * What stands instead.
 */
by: Line, } | { "answer": "right" } | { "answer": "leave" });

/**
 * Names an answer to a reminder.
 */
export type ReminderAnswer = "done" | "not_today" | "not_applicable" | "later";

/**
 * Asks for the pages of a report.
 */
export type ReportOf = { 
/**
 * On which paper.
 */
paper: Paper, 
/**
 * As a copy without real names.
 */
pseudonymised: boolean, } & ({ "report": "goal", 
/**
 * Which.
 */
goal: GoalId, } | { "report": "week", 
/**
 * Of which practice.
 */
goal: GoalId, 
/**
 * Any day of the week.
 */
on: string, } | { "report": "sheet", 
/**
 * Which entry.
 */
entry: EntryId, } | { "report": "intention", 
/**
 * Which entry.
 */
entry: EntryId, } | { "report": "period", 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
to: string, } | { "report": "person", 
/**
 * Which.
 */
person: PersonId, } | { "report": "request", 
/**
 * Of which entry.
 */
entry: EntryId, 
/**
 * To whom; none for several at once.
 */
person: PersonId | null, });

/**
 * Holds the pages of a report.
 */
export type ReportPages = { 
/**
 * The title of the document.
 */
title: string, 
/**
 * A file name to suggest.
 */
file_name: string, 
/**
 * One SVG picture a page.
 */
pages: Array<string>, 
/**
 * What is left to check in a copy without real names.
 */
check: LeakCheck | null, };

/**
 * Holds one request to one person.
 */
export type Request = { 
/**
 * Whom.
 */
person: PersonId, 
/**
 * How.
 */
channel: Channel, 
/**
 * When.
 */
asked_on: string | null, 
/**
 * When to follow up; by default 30 days after it was asked.
 */
follow_up_on: string | null, 
/**
 * When they were followed up; from then on it is due no more.
 */
followed_up_on: string | null, };

/**
 * Names a page of a request.
 */
export type RequestPage = "form" | "envelope";

/**
 * Holds a request that was made, as text.
 */
export type RequestText = { 
/**
 * What an answer names it by.
 */
code: string, 
/**
 * The subject of a mail.
 */
subject: string, 
/**
 * The body of a mail.
 */
text: string, 
/**
 * A link that opens a mail with all of it; none when it is too long for mail programs.
 */
mail_link: string | null, 
/**
 * A name for the page with the form.
 */
page_name: string, 
/**
 * A name for the page of the third person.
 */
envelope_name: string, };

/**
 * Rests an experiment, or takes it up again.
 */
export type RestExperiment = { 
/**
 * Which.
 */
id: ExperimentId, 
/**
 * Whether it rests.
 */
paused: boolean, };

/**
 * Rests a reminder of the user's own, or takes it up again.
 */
export type RestOwnReminder = { 
/**
 * Which.
 */
id: RuleId, 
/**
 * Whether it rests.
 */
paused: boolean, };

/**
 * Tells what putting a copy back would change.
 */
export type RestorePreview = { 
/**
 * What is in the copy.
 */
copy: CopyContents, 
/**
 * What is in the vault now; none when it cannot be read.
 */
present: CopyContents | null, 
/**
 * In a sentence.
 */
words: string, };

/**
 * Tells what putting a copy back did.
 */
export type RestoredCopy = { 
/**
 * The vault, which is open now.
 */
status: Status, 
/**
 * What is in it.
 */
contents: CopyContents, 
/**
 * Where what it replaced is kept; none when there was nothing.
 */
replaced: string | null, 
/**
 * In a sentence.
 */
message: string, };

/**
 * Holds the review of one week; its day is the last one of the week that was reviewed.
 */
export type Review = { 
/**
 * What I keep or change next week.
 */
next_week: Prose, 
/**
 * Which of the two.
 */
course: Course | null, 
/**
 * What I intended.
 */
intended: Prose | null, 
/**
 * Why it turned out differently.
 */
differently: Prose | null, 
/**
 * One thing the other did that helped.
 */
helped: Prose | null, };

/**
 * Names a row of any kind, to delete it or to bring it back.
 */
export type Row = { "what": "person", "id": PersonId } | { "what": "goal", "id": GoalId } | { "what": "experiment", "id": ExperimentId } | { "what": "entry", "id": EntryId } | { "what": "reminder", "id": RuleId };

/**
 * Tells which rows of a file are taken, by the keys of a preview.
 */
export type RowChoice = { "take": "all" } | { "take": "without", 
/**
 * Which.
 */
rows: Array<string>, } | { "take": "only", 
/**
 * Which.
 */
rows: Array<string>, };

/**
 * Names a reminder rule.
 */
export type RuleId = string;

/**
 * Saves an entry.
 */
export type SaveEntry = { 
/**
 * Which, or none for a new one.
 */
id: EntryId | null, 
/**
 * What it says and is about.
 */
fields: EntryFields, };

/**
 * Saves an experiment.
 */
export type SaveExperiment = { 
/**
 * Which, or none for a new one.
 */
id: ExperimentId | null, 
/**
 * The plan.
 */
fields: ExperimentFields, 
/**
 * One to three outcome measures.
 */
measures: Array<MeasureDraft>, 
/**
 * A draft may have gaps; a plan may not.
 */
draft: boolean, };

/**
 * Saves a goal.
 */
export type SaveGoal = { 
/**
 * Which, or none for a new one.
 */
id: GoalId | null, 
/**
 * What is written about it.
 */
fields: GoalFields, };

/**
 * Writes a reminder of the user's own.
 */
export type SaveOwnReminder = { 
/**
 * Which; none is a new one.
 */
id: RuleId | null, 
/**
 * What it says and when.
 */
fields: OwnReminder, };

/**
 * Saves a person.
 */
export type SavePerson = { 
/**
 * Which, or none for a new one.
 */
id: PersonId | null, 
/**
 * What is written about them.
 */
fields: PersonFields, };

/**
 * Saves a report as a file the user chose.
 */
export type SaveReport = { 
/**
 * On which paper.
 */
paper: Paper, 
/**
 * As a copy without real names.
 */
pseudonymised: boolean, 
/**
 * Where to; it has to come from the file dialog or the command line.
 */
path: string, } & ({ "report": "goal", 
/**
 * Which.
 */
goal: GoalId, } | { "report": "week", 
/**
 * Of which practice.
 */
goal: GoalId, 
/**
 * Any day of the week.
 */
on: string, } | { "report": "sheet", 
/**
 * Which entry.
 */
entry: EntryId, } | { "report": "intention", 
/**
 * Which entry.
 */
entry: EntryId, } | { "report": "period", 
/**
 * The first day.
 */
from: string, 
/**
 * The last day.
 */
to: string, } | { "report": "person", 
/**
 * Which.
 */
person: PersonId, } | { "report": "request", 
/**
 * Of which entry.
 */
entry: EntryId, 
/**
 * To whom; none for several at once.
 */
person: PersonId | null, });

/**
 * Saves a page of a request that was made.
 */
export type SaveRequestPage = { 
/**
 * Which page.
 */
page: RequestPage, 
/**
 * Where to; it has to come from the file dialog or the command line.
 */
path: string, 
/**
 * With which entry.
 */
entry: EntryId, 
/**
 * Whom; none for several at once, whose answers come in one envelope.
 */
person: PersonId | null, 
/**
 * In which language; none for mine.
 */
language: Language | null, 
/**
 * Greeting and reason in my words; none for the suggested ones.
 */
intro: Prose | null, };

/**
 * Tells which row was written.
 */
export type Saved = { 
/**
 * Its id.
 */
id: string, 
/**
 * "Saved" in words, for the toast.
 */
message: string, };

/**
 * Tells where a page was written.
 */
export type SavedPage = { 
/**
 * The full path.
 */
path: string, };

/**
 * Tells where a report was written.
 */
export type SavedReport = { 
/**
 * The full path.
 */
path: string, 
/**
 * What is left to check in a copy without real names; it is stamped while there is anything.
 */
check: LeakCheck | null, };

/**
 * Names the scale of a measure.
 */
export type Scale = "zero_to_ten" | "zero_to_four" | "count";

/**
 * Holds when the act is planned.
 */
export type Schedule = { 
/**
 * On which days.
 */
days: Recurrence, 
/**
 * At which wall time.
 */
at: string, 
/**
 * How long it takes.
 */
minutes: Minutes, 
/**
 * Whether the time follows the traveller.
 */
zone: ZonePolicy, };

/**
 * Asks for words.
 */
export type Search = { 
/**
 * The words; the last one may be unfinished.
 */
words: string, 
/**
 * At most so many, newest first; 50 when left out.
 */
limit: number | null, };

/**
 * Chooses the second folder.
 */
export type SecondFolder = { 
/**
 * The folder; none ends it. What is there stays there.
 */
path: string | null, };

/**
 * Holds the number a draw begins with; on the wire 16 hexadecimal digits, which no window rounds.
 */
export type Seed = string;

/**
 * Holds how able I felt on a day.
 */
export type SelfRating = { 
/**
 * Which competency.
 */
competency: Competency, 
/**
 * The day.
 */
on: string, 
/**
 * The level, 0–4.
 */
level: Level, };

/**
 * Names the sentence that two phases allow.
 */
export type Sentence = "too_few_days" | "no_movement" | "too_few_effective_days" | "cannot_separate_from_trend" | "could_be_wobble" | "clearer_than_wobble";

/**
 * Answers a finding or an offer with "not now".
 */
export type SetAside = { 
/**
 * In which practice.
 */
goal: GoalId | null, 
/**
 * What.
 */
id: string, 
/**
 * Whether it is taken up again.
 */
back: boolean, };

/**
 * Lets Inward start with the computer, or not.
 */
export type SetAutostart = { 
/**
 * Which.
 */
on: boolean, };

/**
 * Holds the settings.
 */
export type Settings = { 
/**
 * The user's name in reports.
 */
my_name: Line, 
/**
 * What the user does, for the head of a report.
 */
my_role: Line | null, 
/**
 * The language; `None` follows the system.
 */
language: Language | null, 
/**
 * The look.
 */
theme: Theme, 
/**
 * A fixed IANA zone; `None` follows the system.
 */
zone: Line | null, 
/**
 * The days of work.
 */
workdays: Array<Weekday>, 
/**
 * When the evening log is asked for.
 */
evening_log_at: string, 
/**
 * The day of the weekly review; `None` is the last day of work.
 */
review_day: Weekday | null, 
/**
 * When the weekly review is asked for.
 */
review_at: string, 
/**
 * When quiet begins.
 */
quiet_from: string, 
/**
 * When quiet ends.
 */
quiet_to: string, 
/**
 * Whether days off are quiet.
 */
quiet_days_off: boolean, 
/**
 * How much a notification says.
 */
notification_text: NotificationText, 
/**
 * How many notifications a workday at most, 1–4.
 */
daily_cap: number, 
/**
 * Reminders rest until then.
 */
paused_until: string | null, 
/**
 * What closing the window does: `None` asks once where there is no tray.
 */
keep_running: boolean | null, 
/**
 * Whether the first run is done.
 */
set_up: boolean, 
/**
 * The first day in use.
 */
began_on: string | null, 
/**
 * Whether single-letter shortcuts work on Today.
 */
letter_keys: boolean, 
/**
 * After how many minutes without a sign of the user the journal locks, 1–240; 0 never does.
 */
lock_after_minutes: number, 
/**
 * Which mark lies in the tray.
 */
tray_icon: TrayIcon, 
/**
 * Which keys open the small window from any program.
 */
quick_log_keys: QuickLogKeys, 
/**
 * Whether the question about starting with the computer was answered.
 */
autostart_asked: boolean, };

/**
 * Holds the intention two people share.
 */
export type SharedIntention = { 
/**
 * The conversation it comes from.
 */
entry: EntryId, 
/**
 * When.
 */
on: string, 
/**
 * The sentence.
 */
sentence: string, 
/**
 * Whether both agreed; until then it is my draft.
 */
agreed: boolean, };

/**
 * Names a sheet of the path that exists.
 */
export type Sheet = "first_thoughts" | "turn_it_round" | "skill_and_goal" | "success_picture" | "why_it_matters" | "sealed_guess" | "conversation" | "how_it_landed" | "cycle" | "feedforward" | "behaviour" | "if_then" | "experiment" | "evidence" | "this_week" | "decision" | "closing";

/**
 * Holds a sheet of the path with its mark.
 */
export type SheetMark = { 
/**
 * Which sheet.
 */
sheet: Sheet, 
/**
 * Whether it is settled.
 */
settled: boolean, };

/**
 * Holds one filled field in words.
 */
export type Shown = { 
/**
 * The record's field.
 */
field: string, 
/**
 * Its label.
 */
label: string, 
/**
 * Who speaks.
 */
voice: Speaker, 
/**
 * Whether it was asked afterwards.
 */
later: boolean, 
/**
 * What it says.
 */
value: ShownValue, };

/**
 * Holds a value in words.
 */
export type ShownValue = { "type": "text", 
/**
 * The text.
 */
text: string, 
/**
 * Whether a person wrote it.
 */
written: boolean, } | { "type": "table", 
/**
 * The heads that have at least one filled cell.
 */
heads: Array<Head>, 
/**
 * The rows; a cell may be empty.
 */
rows: Array<Array<string>>, };

/**
 * Names who spoke.
 */
export type Side = "me" | "other";

/**
 * Names how a link acts.
 */
export type Sign = "same" | "opposite";

/**
 * Holds how many of the ways the draw could have gone look at least as good.
 */
export type SignFlip = { 
/**
 * Ways with a sum of differences at least as high as the one found.
 */
at_least: number, 
/**
 * Ways with a sum at least as far from 0, to either side.
 */
as_far: number, 
/**
 * All ways, 2^k.
 */
of: number, 
/**
 * One-sided p: `at_least / of`.
 */
p_one_sided: number, 
/**
 * Two-sided p: `as_far / of`.
 */
p_two_sided: number, };

/**
 * Names how long to snooze.
 */
export type Snooze = "ten_minutes" | "one_hour" | "afternoon" | "tomorrow";

/**
 * Snoozes a reminder.
 */
export type SnoozeReminder = { 
/**
 * Which.
 */
occurrence: OccurrenceKey, 
/**
 * For how long.
 */
length: Snooze, };

/**
 * Names who speaks, as [`Voice`] does, in a form that can be read back.
 */
export type Speaker = "mine" | "theirs" | "fact";

/**
 * Holds how many of the possible first days look at least as good as the drawn one.
 */
export type StartDraw = { 
/**
 * The drawn first day.
 */
start: string, 
/**
 * Possible days, the drawn one among them, from which on the days came out at least as good.
 */
at_least: number, 
/**
 * All possible days.
 */
of: number, 
/**
 * One-sided p: `at_least / of`.
 */
p: number, };

/**
 * Holds the first and the last day on which a drawn start may fall.
 */
export type StartWindow = { earliest: string, latest: string, };

/**
 * Names one of the sixteen starters.
 */
export type Starter = "builds_trust" | "listens" | "feedback_first" | "asks_first" | "handles_anger" | "delegates_results" | "supports_daily" | "shared_direction" | "explains_why" | "invites_disagreement" | "follows_up" | "credits_others" | "coaches" | "manages_upwards" | "leads_change" | "looks_after_energy";

/**
 * Names where an occurrence stands.
 */
export type State = "planned" | "due" | "shown" | "answered" | "snoozed" | "expired" | "suppressed";

/**
 * Names one of the four stations.
 */
export type Station = "look_inward" | "listen" | "try" | "reflect";

/**
 * Holds a station of the path with its mark and its sheets.
 */
export type StationMark = { 
/**
 * Which station.
 */
station: Station, 
/**
 * Where it stands.
 */
state: StationState, 
/**
 * A word beside it, such as "week 10".
 */
note: string | null, 
/**
 * Its sheets.
 */
sheets: Array<SheetMark>, };

/**
 * Tells the mark of a station.
 */
export type StationState = "settled" | "here" | "ahead";

/**
 * Holds what a window needs before it can show anything.
 */
export type Status = { 
/**
 * Where the vault stands.
 */
vault: VaultState, 
/**
 * Why it is unusable, as a code and a sentence.
 */
problem: [Code, string] | null, 
/**
 * The language in use.
 */
language: Language, 
/**
 * The theme in use.
 */
theme: Theme, 
/**
 * Whether the short pages of the first run are behind us.
 */
set_up: boolean, 
/**
 * The IANA name of the zone in use.
 */
zone: string, 
/**
 * The version of the program.
 */
version: string, };

/**
 * Names what kind of attempt it was.
 */
export type Strategy = "monitor" | "bypass" | "restrict_contact" | "formal_sanction" | "explain_again" | "do_it_myself" | "escalate" | "other";

/**
 * Holds one day of the strip.
 */
export type StripDay = { 
/**
 * The day.
 */
on: string, 
/**
 * Its short name.
 */
label: string, 
/**
 * Whether it is today.
 */
is_today: boolean, 
/**
 * Whether the act happened.
 */
checkin: Checkin | null, 
/**
 * The first measure's rating.
 */
rating: number | null, };

/**
 * Names whom a statement is about.
 */
export type Subject = "other" | "me" | "both" | "system";

/**
 * Counts of how many lines "I am the subject".
 */
export type SubjectCounter = { 
/**
 * First thoughts with me as the subject.
 */
before: number, 
/**
 * Lines turned into a skill question.
 */
after: number, 
/**
 * Lines that count.
 */
of: number, };

/**
 * Holds the success picture: how it looks when it works.
 */
export type SuccessPicture = { 
/**
 * What I do then.
 */
i_do: Prose | null, 
/**
 * What they do then.
 */
they_do: Prose | null, 
/**
 * What a visitor would see.
 */
visitor_sees: Prose | null, };

/**
 * Holds one suggestion.
 */
export type Suggestion = { 
/**
 * What they suggest, in their words.
 */
suggestion: Prose, 
/**
 * Who; none when it came in an envelope without names.
 */
source: PersonId | null, 
/**
 * When it came.
 */
received_on: string | null, 
/**
 * Who typed it in.
 */
entered_by: EnteredBy | null, 
/**
 * Whether I said thank you.
 */
thanked: boolean | null, 
/**
 * What becomes of it; private.
 */
decision: SuggestionDecision | null, 
/**
 * The request of the envelope it came in; what came directly has none and is never called anonymous.
 */
envelope: Line | null, };

/**
 * Names what becomes of a suggestion.
 */
export type SuggestionDecision = "try" | "park" | "no";

/**
 * Tells how a table is read, where a person knows better than the file shows.
 */
export type TableChoice = { 
/**
 * What each column holds, in their order; none guesses.
 */
columns: Array<"id" | "name" | "given_name" | "family_name" | "aliases" | "role" | "organisation" | "email" | "known_since" | "note" | "ignored"> | null, 
/**
 * What separates the cells.
 */
separator: "comma" | "semicolon" | "tab" | null, 
/**
 * How the bytes are read.
 */
encoding: "utf8" | "utf16_le" | "utf16_be" | "windows1252" | null, 
/**
 * In which order day, month and year stand.
 */
dates: "year_first" | "day_first" | "month_first" | "unclear" | null, };

/**
 * Shows how a table is read, so that it can be told otherwise.
 */
export type TableView = { 
/**
 * The names of the columns.
 */
header: Array<string>, 
/**
 * The first rows.
 */
sample: Array<Array<string>>, 
/**
 * What each column is taken for.
 */
columns: Array<"id" | "name" | "given_name" | "family_name" | "aliases" | "role" | "organisation" | "email" | "known_since" | "note" | "ignored">, 
/**
 * What separates the cells.
 */
separator: "comma" | "semicolon" | "tab", 
/**
 * Whether that is certain.
 */
separator_is_sure: boolean, 
/**
 * How the bytes were read.
 */
encoding: "utf8" | "utf16_le" | "utf16_be" | "windows1252", 
/**
 * Whether that is certain.
 */
encoding_is_sure: boolean, 
/**
 * In which order day, month and year stand; none where no column holds dates.
 */
dates: "year_first" | "day_first" | "month_first" | "unclear" | null, };

/**
 * Takes an answer into an entry.
 */
export type TakeAnswer = { 
/**
 * Into which.
 */
entry: EntryId, 
/**
 * How it came.
 */
arrival: Arrival, 
/**
 * Whose it is, where the request does not say.
 */
person: PersonId | null, 
/**
 * The day it came; none for today.
 */
received_on: string | null, 
/**
 * The doubts that were looked at and settled in favour of the answer.
 */
settled: Array<string>, };

/**
 * Names an answer that was taken, so that the same one is noticed when it comes again.
 */
export type Taken = { 
/**
 * The sum over what was answered.
 */
sum: Line, 
/**
 * When.
 */
at: string, 
/**
 * From how many people: 1, or as many as an envelope says.
 */
people: number, };

/**
 * Holds a question that another sheet offers for a conversation.
 */
export type TalkQuestion = { 
/**
 * The entry it comes from.
 */
entry: EntryId, 
/**
 * The name of that entry's kind.
 */
source: string, 
/**
 * The question, or the thought it could become.
 */
text: string, };

/**
 * Asks for questions that could go into a conversation.
 */
export type TalkQuestionsOf = { 
/**
 * With whom.
 */
person: PersonId, };

/**
 * Holds a rating 0–10, such as importance or confidence.
 */
export type Tenth = number;

/**
 * Tells how a test reminder will be shown.
 */
export type TestReminder = { 
/**
 * Whether a notification server is there.
 */
server: string | null, 
/**
 * Whether a tray is there.
 */
tray: boolean, 
/**
 * What happens now, in a sentence.
 */
words: string, };

/**
 * Names the look of the window.
 */
export type Theme = "system" | "light" | "dark";

/**
 * Holds a tie.
 */
export type Tie = { 
/**
 * A word about it.
 */
note: Line | null, 
/**
 * The two people.
 */
between: Array<PersonId>, 
/**
 * What ties them.
 */
tie: TieKind, 
/**
 * When it ended.
 */
ended_on: string | null, };

/**
 * Names what ties two people.
 */
export type TieKind = "reports_to" | "works_with" | "supports" | "tension";

/**
 * Holds the page Today.
 */
export type TodayView = { 
/**
 * The day.
 */
on: string, 
/**
 * "Friday 13 March".
 */
heading: string, 
/**
 * "Week 10 of 12".
 */
eyebrow: string | null, 
/**
 * One line of the success picture.
 */
line: string | null, 
/**
 * What today was drawn for, one for each experiment whose days come in pairs.
 */
assigned: Array<AssignedDay>, 
/**
 * What is due.
 */
now: Array<Card>, 
/**
 * What is still useful.
 */
still_useful: Array<Card>, 
/**
 * What is done.
 */
done: Array<Card>, 
/**
 * "Next: Monday 09:00, check-in with Tatiana."
 */
next: string | null, 
/**
 * One sentence after some days away.
 */
away: string | null, 
/**
 * One question after two days without the act.
 */
two_misses: TwoMisses | null, 
/**
 * The workdays of this week, in each experiment that runs; those with other people first.
 */
strips: Array<WeekStrip>, };

/**
 * Holds one time it was said.
 */
export type Told = { 
/**
 * To whom.
 */
person: PersonId, 
/**
 * When.
 */
on: string | null, 
/**
 * What came back.
 */
came_back: Line | null, };

/**
 * Tells what was taken.
 */
export type TookAnswer = { 
/**
 * The entry it stands in.
 */
entry: EntryId, 
/**
 * When, to give it back.
 */
taken_at: string, 
/**
 * In words, for the toast.
 */
message: string, 
/**
 * A text that says thank you.
 */
thanks: string, };

/**
 * Names a kind of row.
 */
export type TrashKind = "person" | "goal" | "experiment" | "entry" | "day_log" | "reminder";

/**
 * Holds a row in the trash as a list shows it.
 */
export type TrashRow = { 
/**
 * Which.
 */
row: TrashedRow, 
/**
 * The kind in words.
 */
kind_words: string, 
/**
 * The text that names it; empty when it never had one.
 */
title: string, 
/**
 * When it was deleted.
 */
deleted_at: string, 
/**
 * The day on which it leaves for good, unless a hold covers it.
 */
leaves_on: string, 
/**
 * Whether a hold covers it.
 */
held: boolean, };

/**
 * Names a row in the trash.
 */
export type TrashedRow = { 
/**
 * What kind of row.
 */
kind: TrashKind, 
/**
 * Its id.
 */
id: string, };

/**
 * Names the mark in the tray by the panel it lies on.
 */
export type TrayIcon = "system" | "on_dark" | "on_light";

/**
 * Holds a tense moment.
 */
export type Trigger = { 
/**
 * What I did.
 */
did: Prose, 
/**
 * When, in local time.
 */
at: LocalMoment, 
/**
 * What set it off.
 */
trigger: Cause, 
/**
 * How it felt.
 */
feeling: Feeling, 
/**
 * How strongly, 0–10.
 */
intensity: Tenth, 
/**
 * Whether I paused before I acted.
 */
paused: boolean | null, 
/**
 * The first story I told myself.
 */
first_story: Prose | null, 
/**
 * Another story that fits what happened.
 */
other_story: Prose | null, 
/**
 * How strongly afterwards, 0–10.
 */
intensity_after: Tenth | null, 
/**
 * Whether I would do the same again.
 */
would_do_again: boolean | null, };

/**
 * Holds one turn of a talk.
 */
export type Turn = { 
/**
 * Who spoke.
 */
speaker: Side, 
/**
 * What was said.
 */
said: Line, 
/**
 * What I thought or felt and did not say.
 */
unsaid: Line | null, };

/**
 * Asks what became of the plan after two days without the act.
 */
export type TwoMisses = { 
/**
 * The name by which it is set aside.
 */
id: string, 
/**
 * The practice.
 */
goal: GoalId | null, 
/**
 * The experiment.
 */
experiment: ExperimentId, 
/**
 * The question: did the cue change, is it too big, or no longer wanted?
 */
question: string, };

/**
 * Takes an import back.
 */
export type UndoImport = { 
/**
 * Which.
 */
id: BatchId, };

/**
 * Takes a change of a day's log back, as long as it is the latest.
 */
export type UndoLog = { 
/**
 * Which log.
 */
id: DayLogId, 
/**
 * Which change of it, as [`LoggedDay::change`] told.
 */
change: number, };

/**
 * Tells what taking an import back did.
 */
export type UndoneImport = { 
/**
 * Rows that are in the trash.
 */
gone: number, 
/**
 * Rows that say again what they said before.
 */
put_back: number, 
/**
 * What stays because it was edited or used since, in its own words.
 */
stayed: Array<string>, 
/**
 * What stays because a hold covers it, in its own words.
 */
held: Array<string>, 
/**
 * In a sentence.
 */
message: string, };

/**
 * Asks to open the vault.
 */
export type Unlock = { 
/**
 * The passphrase, or the recovery key of the printed sheet; never stored.
 */
passphrase: string, };

/**
 * Asks for what comes next.
 */
export type UpcomingOf = { 
/**
 * How many.
 */
count: number, };

/**
 * Tells until when a notification still helps; after it there is only a card in Today.
 */
export type UsefulUntil = { "by": "minutes", 
/**
 * How many.
 */
minutes: number, } | { "by": "wall_time", 
/**
 * Which.
 */
at: string, } | { "by": "days", 
/**
 * How many.
 */
days: number, };

/**
 * Tells whether there is a vault and whether it is open.
 */
export type VaultState = "none" | "locked" | "open" | "unusable";

/**
 * Names who speaks in a field; screen and paper set the three apart.
 */
export type Voice = "mine" | "theirs" | "fact";

/**
 * Names what weakens a comparison.
 */
export type Warning = { "what": "small_before_phase", 
/**
 * Its rated days.
 */
days: number, } | { "what": "small_after_phase", 
/**
 * Its rated days.
 */
days: number, } | { "what": "missing_before", 
/**
 * Days without a rating.
 */
missing: number, 
/**
 * Days on which one was expected.
 */
of: number, } | { "what": "missing_after", 
/**
 * Days without a rating.
 */
missing: number, 
/**
 * Days on which one was expected.
 */
of: number, };

/**
 * Names what a way in opens with.
 */
export type WayInKind = "recovery" | "computer";

/**
 * Tells what opens the vault.
 */
export type WaysIn = { 
/**
 * Whether there is a recovery sheet.
 */
recovery: boolean, 
/**
 * When it was made.
 */
recovery_since: string | null, 
/**
 * The computers that open it without a passphrase.
 */
computers: Array<Computer>, 
/**
 * What was just done, in a sentence; none when nothing was.
 */
message: string | null, };

/**
 * Holds one figure of the week, read-only.
 */
export type WeekFigure = { 
/**
 * What it is.
 */
label: string, 
/**
 * The figure, or a word for none.
 */
value: string, };

/**
 * Asks for a week of a practice.
 */
export type WeekOf = { 
/**
 * Which practice.
 */
goal: GoalId, 
/**
 * Any day of the week; today when it is left out.
 */
on: string | null, };

/**
 * Holds the workdays of this week in one experiment.
 */
export type WeekStrip = { 
/**
 * The experiment's title.
 */
label: string, 
/**
 * The name of its first measure.
 */
measure: string | null, 
/**
 * The days.
 */
days: Array<StripDay>, };

/**
 * Holds a week of a practice, for its review.
 */
export type WeekView = { 
/**
 * Its Monday.
 */
from: string, 
/**
 * Its Sunday.
 */
to: string, 
/**
 * "Week 10 of 12".
 */
title: string, 
/**
 * Medians and counts.
 */
figures: Array<WeekFigure>, 
/**
 * What the tense moments of the week say together, with their count.
 */
moments: Array<string>, 
/**
 * What was intended: what the last review kept or changed, else the behaviour.
 */
intended: string | null, 
/**
 * Why the goal matters.
 */
why: string | null, 
/**
 * One earlier help, remembered.
 */
remembered: [string, string] | null, 
/**
 * The review of this week, once it is begun.
 */
review: EntryView | null, 
/**
 * The name of the person it is about.
 */
person_name: string | null, };

/**
 * Names a day of the week.
 */
export type Weekday = "mon" | "tue" | "wed" | "thu" | "fri" | "sat" | "sun";

/**
 * Holds as little about a person as the small window needs to write something down about them.
 */
export type Who = { 
/**
 * Which.
 */
id: PersonId, 
/**
 * Their name.
 */
name: string, 
/**
 * The practice that involves them, if there is one.
 */
goal: GoalId | null, };

/**
 * Holds why the goal matters.
 */
export type Why = { 
/**
 * How a good day would look, step by step; asked first when skill is low.
 */
how: Prose | null, 
/**
 * Why it matters.
 */
matters: Prose | null, 
/**
 * Why now.
 */
now: Prose | null, 
/**
 * A sentence for each area of life that applies.
 */
areas: LifeAreas, 
/**
 * What it costs if nothing changes.
 */
cost_of_no_change: Prose | null, 
/**
 * How important it is, 0–10.
 */
importance: Tenth | null, 
/**
 * How confident I am, 0–10.
 */
confidence: Tenth | null, 
/**
 * The four motives.
 */
motives: Motives | null, };

/**
 * Holds the sentence and whom it was said to.
 */
export type WorkingOn = { 
/**
 * The sentence I say.
 */
sentence: Prose, 
/**
 * The wording for a talk or a message.
 */
wording: Prose | null, 
/**
 * Whom I told.
 */
told: Array<Told>, };

/**
 * Asks for the entries of one kind.
 */
export type WorksheetOf = { 
/**
 * Which kind.
 */
kind: string, 
/**
 * Only those of this goal.
 */
goal: GoalId | null, 
/**
 * Only those about this person.
 */
person: PersonId | null, };

/**
 * Holds the entries of one kind, newest first, with what they say together.
 */
export type WorksheetView = { 
/**
 * The form.
 */
form: Form, 
/**
 * The name of the kind.
 */
name: string, 
/**
 * What it is for, in a sentence.
 */
why: string, 
/**
 * The entries, newest first.
 */
entries: Array<EntryView>, 
/**
 * What they say together.
 */
findings: Array<FindingView>, };

/**
 * Names an IANA time zone such as `Europe/Zurich`.
 */
export type ZoneName = string;

/**
 * Tells which zone a wall time is read in.
 */
export type ZonePolicy = { "policy": "floating" } | { "policy": "fixed", 
/**
 * Its name, such as `Europe/Zurich`.
 */
zone: ZoneName, };
