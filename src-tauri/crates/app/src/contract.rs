//! The contract with the user interface: one table, command → input → output.
//!
//! A row names who may call the command, what it needs, what it changes, its
//! types and the function that does it. Dispatch and the TypeScript the window
//! is checked against are both made from this table, so a command that misses
//! a part does not compile. `cargo xtask contract` rewrites `ui/src/contract.d.ts`.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};
use ts_rs::{Config, TS, TypeVisitor};

/// Names the part of the vault that a command changed, so that a window knows what to read again.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Area {
    /// The vault was opened, closed or made.
    Session,
    /// Settings.
    Settings,
    /// People.
    People,
    /// Goals.
    Goals,
    /// Entries of the stream.
    Entries,
    /// Experiments, their measures and phases.
    Experiments,
    /// Daily logs.
    Log,
    /// Reminders.
    Reminders,
    /// Several or all, as after an import.
    Everything,
}

/// Holds no input.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize, TS)]
#[ts(type = "Record<string, never>")]
pub struct Nothing {}

/// Tells which row was written.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct Saved {
    /// Its id.
    pub id: String,
    /// "Saved" in words, for the toast.
    pub message: String,
}

/// Hands every row to the macro it is called with:
/// `needs windows name(Input) -> Output = function, changes;`
///
/// *needs*: `shell` is answered by the shell (dialogs, opening files), `free`
/// needs no open vault, `read` and `write` run in one transaction of it.
/// *windows*: `main` only, or `any` for the quick-log window too.
macro_rules! for_each_command {
    ($then:ident) => {
        $then! {
            free  any  status(Nothing) -> Status = session::status, None;
            free  main create_vault(CreateVault) -> Status = session::create_vault, Some(Area::Session);
            free  main unlock(Unlock) -> Status = session::unlock, Some(Area::Session);
            free  main lock(Nothing) -> Status = session::lock, Some(Area::Session);
            free  main ways_in(Nothing) -> WaysIn = keys::ways_in, None;
            free  main change_passphrase(ChangePassphrase) -> WaysIn = keys::change_passphrase, None;
            free  main draw_recovery_sheet(Nothing) -> RecoverySheet = keys::draw_recovery_sheet, None;
            free  main confirm_recovery_sheet(ConfirmRecoverySheet) -> WaysIn = keys::confirm_recovery_sheet, None;
            free  main forget_way_in(ForgetWayIn) -> WaysIn = keys::forget_way_in, None;
            free  main passphrase_strength(PassphraseStrengthOf) -> PassphraseStrength = session::passphrase_strength, None;

            read  any  settings(Nothing) -> Settings = settings::settings, None;
            write main save_settings(Settings) -> Settings = settings::save_settings, Some(Area::Settings);

            read  main people(Nothing) -> Vec<PersonRow> = people::people, None;
            read  main person(PersonOf) -> PersonView = people::person, None;
            write main save_person(SavePerson) -> Saved = people::save_person, Some(Area::People);

            read  main map(MapOf) -> MapView = map::map, None;
            write main place_person(PlacePerson) -> Saved = map::place_person, Some(Area::People);

            read  main goals(Nothing) -> Vec<Practice> = goals::goals, None;
            read  main goal(GoalOf) -> GoalView = goals::goal, None;
            write main save_goal(SaveGoal) -> Saved = goals::save_goal, Some(Area::Goals);
            write main close_goal(CloseGoal) -> Saved = reflect::close_goal, Some(Area::Goals);
            read  main week(WeekOf) -> WeekView = reflect::week, None;
            read  main lessons(LessonsOf) -> Vec<Lesson> = reflect::lessons, None;
            free  main competencies(Nothing) -> Vec<CompetencyCard> = goals::competencies, None;

            free  main forms(Nothing) -> Vec<Form> = entries::forms, None;
            read  main entries(EntryQuery) -> Vec<EntryView> = entries::entries, None;
            read  main entry(EntryOf) -> EntryPage = entries::entry, None;
            read  main hints(HintsOf) -> HintsView = marks::hints, None;
            free  main question_bank(Nothing) -> QuestionBank = marks::question_bank, None;
            read  any  who(Nothing) -> Vec<Who> = people::who, None;
            write any  save_entry(SaveEntry) -> Saved = entries::save_entry, Some(Area::Entries);
            read  main worksheet(WorksheetOf) -> WorksheetView = worksheets::worksheet, None;
            read  main talk_questions(TalkQuestionsOf) -> Vec<TalkQuestion> = worksheets::talk_questions, None;
            read  main virtuous_cycle(EntryOf) -> EntryFields = worksheets::virtuous_cycle, None;
            read  main cycle_picture(CyclePictureOf) -> Picture = pictures::cycle_picture, None;
            read  main belief_picture(BeliefPictureOf) -> Picture = pictures::belief_picture, None;
            read  main log_calendar(LogCalendarOf) -> Picture = pictures::log_calendar, None;
            read  main relationship_picture(RelationshipPictureOf) -> RelationshipPicture = pictures::relationship_picture, None;
            read  main map_picture(MapPictureOf) -> MapPicture = pictures::map_picture, None;
            write main set_aside(SetAside) -> Saved = worksheets::set_aside, Some(Area::Goals);
            write main delete_row(Row) -> Saved = entries::delete_row, Some(Area::Everything);
            write main restore_row(Row) -> Saved = entries::restore_row, Some(Area::Everything);

            read  main experiments(Nothing) -> Vec<ExperimentView> = experiments::experiments, None;
            read  main experiment(ExperimentOf) -> ExperimentView = experiments::experiment, None;
            read  main designs(DesignsOf) -> Vec<DesignCard> = experiments::designs, None;
            write main save_experiment(SaveExperiment) -> Saved = experiments::save_experiment, Some(Area::Experiments);
            write main rest_experiment(RestExperiment) -> Saved = experiments::rest_experiment, Some(Area::Experiments);
            write main open_phase(OpenPhase) -> Saved = experiments::open_phase, Some(Area::Experiments);
            write main decide(Decide) -> Saved = experiments::decide, Some(Area::Experiments);
            read  main evidence(EvidenceOf) -> EvidenceView = evidence::evidence, None;
            read  main evidence_figures(ExperimentOf) -> Evidence = evidence::evidence_figures, None;

            read  any  day(DayOf) -> DayView = logging::day, None;
            write any  log_day(LogDay) -> LoggedDay = logging::log_day, Some(Area::Log);
            write any  undo_log(UndoLog) -> Saved = logging::undo_log, Some(Area::Log);

            read  any  today(Nothing) -> TodayView = today::today, None;
            write main start_from_today(Nothing) -> Saved = today::start_from_today, Some(Area::Reminders);
            read  any  upcoming(UpcomingOf) -> Vec<DueReminder> = reminders::upcoming, None;
            read  main recent_reminders(Nothing) -> RecentReminders = reminders::recent_reminders, None;
            read  main due(Nothing) -> Vec<DueReminder> = reminders::due, None;
            read  main own_reminders(Nothing) -> Vec<OwnReminderRow> = reminders::own_reminders, None;
            write main save_own_reminder(SaveOwnReminder) -> Saved = reminders::save_own_reminder, Some(Area::Reminders);
            write main rest_own_reminder(RestOwnReminder) -> Saved = reminders::rest_own_reminder, Some(Area::Reminders);
            free  main coming_days(ComingDaysOf) -> ComingDays = reminders::coming_days, None;
            write any  answer_reminder(AnswerReminder) -> Saved = reminders::answer, Some(Area::Reminders);
            write any  snooze_reminder(SnoozeReminder) -> Saved = reminders::snooze, Some(Area::Reminders);
            write any  pause_reminders(PauseReminders) -> Saved = reminders::pause, Some(Area::Reminders);

            read  main search(Search) -> Vec<Hit> = search::search, None;

            read  main report_pages(ReportOf) -> ReportPages = reports::report_pages, None;
            read  main save_report(SaveReport) -> SavedReport = reports::save_report, None;
            write main answer_finding(AnswerFinding) -> Saved = pseudonym::answer_finding, Some(Area::Settings);
            write main forget_answer(ForgetAnswer) -> Saved = pseudonym::forget_answer, Some(Area::Settings);
            write main save_copy_options(CopyOptions) -> Saved = pseudonym::save_copy_options, Some(Area::Settings);
            read  main preview_import(Import) -> ImportSummary = exchange::preview_import, None;
            write main import(Import) -> ImportSummary = exchange::import, Some(Area::Everything);
            read  main imports(Nothing) -> Vec<ImportRecord> = exchange::imports, None;
            write main undo_import(UndoImport) -> UndoneImport = exchange::undo_import, Some(Area::Everything);
            read  main export(Export) -> Exported = exchange::export, None;
            read  main asking(AskingOf) -> AskingView = asking::asking, None;
            write main ask(Ask) -> RequestText = asking::ask, Some(Area::Entries);
            read  main save_request_page(SaveRequestPage) -> SavedPage = asking::save_request_page, None;
            read  main look_at_answer(LookAtAnswer) -> AnswerPreview = asking::look_at_answer, None;
            write main take_answer(TakeAnswer) -> TookAnswer = asking::take_answer, Some(Area::Entries);
            write main give_back_answer(GiveBackAnswer) -> Saved = asking::give_back_answer, Some(Area::Entries);
            free  main check(Nothing) -> CheckResult = session::check, None;

            free  main copies(Nothing) -> Copies = backups::copies, None;
            free  main make_copy(MakeCopy) -> MadeCopy = backups::make_copy, None;
            free  main choose_second_folder(SecondFolder) -> Copies = backups::choose_second_folder, None;
            free  main verify_copy(CopyFile) -> CopyContents = backups::verify_copy, None;
            free  main last_good_copy(LastGoodCopy) -> Option<GoodCopy> = backups::last_good_copy, None;
            free  main preview_restore(CopyFile) -> RestorePreview = backups::preview_restore, None;
            free  main restore_copy(CopyFile) -> RestoredCopy = backups::restore_copy, Some(Area::Everything);

            read  main trash(Nothing) -> Vec<TrashRow> = trash::trash, None;
            write main restore_trashed(TrashedRow) -> Saved = trash::restore_trashed, Some(Area::Everything);
            free  main purge_trash(PurgeTrash) -> PurgedTrash = trash::purge_trash, Some(Area::Everything);

            read  main holds(Nothing) -> Vec<HoldRow> = hold::holds, None;
            write main begin_hold(HoldChange) -> Saved = hold::begin_hold, Some(Area::Everything);
            write main end_hold(HoldChange) -> Saved = hold::end_hold, Some(Area::Everything);

            shell main choose_file(ChooseFile) -> ChosenFile = exchange::choose_file, None;
            shell main open_mail(Ask) -> Nothing = asking::open_mail, None;
            shell main open_file(OpenFile) -> Nothing = exchange::open_file, None;
            shell main test_reminder(Nothing) -> TestReminder = reminders::test_reminder, None;
            shell main health(Nothing) -> Health = reminders::health, None;
            shell main network(Nothing) -> Network = session::network, None;
            shell main autostart(Nothing) -> Autostart = reminders::autostart, None;
            shell main quick_log_keys(Nothing) -> HeldKeys = reminders::quick_log_keys, None;
            shell main set_autostart(SetAutostart) -> Autostart = reminders::set_autostart, None;
            shell main keyring(Nothing) -> KeyringView = keys::keyring, None;
            shell main remember_computer(RememberComputer) -> KeyringView = keys::remember_computer, None;
            shell main forget_computer(Nothing) -> KeyringView = keys::forget_computer, None;
            shell main cancel_call(CancelCall) -> Nothing = session::cancel_call, None;
            shell any  close_window(Nothing) -> Nothing = session::close_window, None;
        }
    };
}
pub(crate) use for_each_command;

#[derive(Default)]
struct Declarations {
    config: Config,
    seen: BTreeMap<String, String>,
}

impl Declarations {
    fn new() -> Self {
        Declarations { config: Config::new().with_large_int("number"), seen: BTreeMap::new() }
    }

    fn add<T: TS + 'static + ?Sized>(&mut self) -> String {
        self.visit::<T>();
        T::name(&self.config)
    }
}

impl TypeVisitor for Declarations {
    fn visit<T: TS + 'static + ?Sized>(&mut self) {
        if T::output_path().is_some() {
            let name = T::ident(&self.config);
            let docs = T::docs().unwrap_or_default();
            let declared = format!("{docs}export {}", T::decl(&self.config));
            if let Some(earlier) = self.seen.get(&name) {
                assert!(*earlier == declared, "BUG: two types of the contract are called {name}");
                return;
            }
            self.seen.insert(name, declared);
        }
        T::visit_generics(self);
        T::visit_dependencies(self);
    }
}

/// Writes the contract as TypeScript declarations.
pub fn typescript() -> String {
    use crate::dispatch::types::*;
    let mut types = Declarations::new();
    types.add::<crate::AppError>();
    types.add::<Area>();
    let mut rows = String::new();
    macro_rules! row {
        ($($needs:ident $window:ident $name:ident($input:ty) -> $output:ty = $f:path, $changes:expr;)*) => {
            $(
                let (input, output) = (types.add::<$input>(), types.add::<$output>());
                rows.push_str(&format!("  {}: {{ input: {input}; output: {output} }};\n", stringify!($name)));
            )*
        };
    }
    for_each_command!(row);
    let declarations: Vec<String> = types.seen.into_values().collect();
    format!(
        "// Generated from the contract table by `cargo xtask contract`. Do not edit; a test compares it.\n\n\
         /** Every command of the core: what it takes and what it answers. */\n\
         export interface Contract {{\n{rows}}}\n\n{}\n",
        declarations.join("\n\n")
    )
}
