//! Where a goal stands on the path, and what a useful next step would be.
//!
//! The marks describe and never lock: every sheet can be opened at any time.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

/// Names one of the four stations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Station {
    /// Step 1.
    LookInward,
    /// Step 2.
    Listen,
    /// Step 3.
    Try,
    /// Beside them.
    Reflect,
}

/// Tells the mark of a station.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum StationState {
    /// Worked through.
    Settled,
    /// Where the goal is now.
    Here,
    /// Not begun.
    Ahead,
}

/// Names a sheet of the path that exists.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, TS)]
#[serde(rename_all = "snake_case")]
pub enum Sheet {
    /// First thoughts.
    FirstThoughts,
    /// Turn it round.
    TurnItRound,
    /// Skill and goal.
    SkillAndGoal,
    /// Success picture.
    SuccessPicture,
    /// Why it matters.
    WhyItMatters,
    /// Sealed guess.
    SealedGuess,
    /// Conversation.
    Conversation,
    /// How it landed.
    HowItLanded,
    /// The cycle.
    Cycle,
    /// Feedforward.
    Feedforward,
    /// Behaviour.
    Behaviour,
    /// If–then.
    IfThen,
    /// Experiment.
    Experiment,
    /// Evidence.
    Evidence,
    /// This week.
    ThisWeek,
    /// Decision.
    Decision,
    /// Closing.
    Closing,
}

impl Sheet {
    /// All sheets, in the order of the path.
    pub const ALL: &'static [Sheet] = &[
        Sheet::FirstThoughts,
        Sheet::TurnItRound,
        Sheet::SkillAndGoal,
        Sheet::SuccessPicture,
        Sheet::WhyItMatters,
        Sheet::SealedGuess,
        Sheet::Conversation,
        Sheet::HowItLanded,
        Sheet::Cycle,
        Sheet::Feedforward,
        Sheet::Behaviour,
        Sheet::IfThen,
        Sheet::Experiment,
        Sheet::Evidence,
        Sheet::ThisWeek,
        Sheet::Decision,
        Sheet::Closing,
    ];

    /// Returns the station the sheet belongs to.
    pub fn station(self) -> Station {
        match self {
            Sheet::FirstThoughts
            | Sheet::TurnItRound
            | Sheet::SkillAndGoal
            | Sheet::SuccessPicture
            | Sheet::WhyItMatters => Station::LookInward,
            Sheet::SealedGuess
            | Sheet::Conversation
            | Sheet::HowItLanded
            | Sheet::Cycle
            | Sheet::Feedforward => Station::Listen,
            Sheet::Behaviour | Sheet::IfThen | Sheet::Experiment | Sheet::Evidence => Station::Try,
            Sheet::ThisWeek | Sheet::Decision | Sheet::Closing => Station::Reflect,
        }
    }
}

/// Holds what the path needs to know of a goal.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Facts {
    /// Complaints written down.
    pub complaints: usize,
    /// Of these, turned round or closed as not mine.
    pub complaints_answered: usize,
    /// A competency is chosen and the goal sentence written.
    pub goal_set: bool,
    /// The success picture is written.
    pub success_written: bool,
    /// Why it matters is written.
    pub why_written: bool,
    /// Guesses sealed.
    pub guesses_sealed: usize,
    /// Conversations held.
    pub talks_held: usize,
    /// Impacts written down.
    pub impacts: usize,
    /// Cycles whose ring is closed.
    pub cycles_closed: usize,
    /// Rounds of feedforward with somebody asked.
    pub feedforward_asked: usize,
    /// A behaviour is written.
    pub behaviour_written: bool,
    /// The if–then plan is written.
    pub if_then_written: bool,
    /// The experiment is planned in full.
    pub experiment_planned: bool,
    /// Days with a log.
    pub days_logged: usize,
    /// Weekly reviews written.
    pub reviews: usize,
    /// The week's review is due and not written.
    pub review_due: bool,
    /// The decision is due and not taken.
    pub decision_due: bool,
    /// The decision is taken.
    pub decided: bool,
    /// The practice is closed.
    pub closed: bool,
}

impl Facts {
    /// Tells whether a sheet is settled.
    pub fn settles(&self, sheet: Sheet) -> bool {
        match sheet {
            Sheet::FirstThoughts => 0 < self.complaints,
            Sheet::TurnItRound => 0 < self.complaints && self.complaints == self.complaints_answered,
            Sheet::SkillAndGoal => self.goal_set,
            Sheet::SuccessPicture => self.success_written,
            Sheet::WhyItMatters => self.why_written,
            Sheet::SealedGuess => 0 < self.guesses_sealed,
            Sheet::Conversation => 0 < self.talks_held,
            Sheet::HowItLanded => 0 < self.impacts,
            Sheet::Cycle => 0 < self.cycles_closed,
            Sheet::Feedforward => 0 < self.feedforward_asked,
            Sheet::Behaviour => self.behaviour_written,
            Sheet::IfThen => self.if_then_written,
            Sheet::Experiment => self.experiment_planned,
            Sheet::Evidence => 0 < self.days_logged,
            Sheet::ThisWeek => 0 < self.reviews && !self.review_due,
            Sheet::Decision => self.decided,
            Sheet::Closing => self.closed,
        }
    }

    fn begun(&self, station: Station) -> bool {
        self.sheets(station).any(|s| self.settles(s))
    }

    fn settled(&self, station: Station) -> bool {
        match station {
            // Evidence grows until the decision; before it, Try stays open.
            Station::Try => self.decided,
            _ => self.sheets(station).all(|s| self.settles(s)),
        }
    }

    fn sheets(&self, station: Station) -> impl Iterator<Item = Sheet> {
        Sheet::ALL.iter().copied().filter(move |s| s.station() == station)
    }

    /// Returns the mark of a station: *here* is what has begun and is not settled, and the first that is ahead when nothing else is here.
    pub fn state(&self, station: Station) -> StationState {
        const ORDER: [Station; 4] = [Station::LookInward, Station::Listen, Station::Try, Station::Reflect];
        if self.settled(station) {
            return StationState::Settled;
        }
        let nothing_open_before = ORDER.iter().take_while(|s| **s != station).all(|s| self.settled(*s));
        if self.begun(station) || nothing_open_before { StationState::Here } else { StationState::Ahead }
    }

    /// Returns the next sheet that would be useful: the first that is not settled, and whose time has come.
    ///
    /// While an experiment runs, that is looking at the evidence until the review of the week or the decision is due.
    pub fn next(&self) -> Option<Sheet> {
        let its_time = |sheet: Sheet| match sheet {
            Sheet::ThisWeek => self.review_due,
            Sheet::Decision => self.decision_due,
            Sheet::Closing => self.decided,
            _ => true,
        };
        let open = |sheet: &Sheet| !self.settles(*sheet) && its_time(*sheet);
        let found = Sheet::ALL.iter().copied().find(open);
        let running = self.experiment_planned && !self.decided && !self.closed;
        found.or_else(|| running.then_some(Sheet::Evidence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use StationState::{Ahead, Here, Settled};

    fn marks(facts: Facts) -> [StationState; 4] {
        [Station::LookInward, Station::Listen, Station::Try, Station::Reflect].map(|s| facts.state(s))
    }

    #[test]
    fn a_fresh_goal_is_at_look_inward() {
        assert_eq!(marks(Facts::default()), [Here, Ahead, Ahead, Ahead]);
        assert_eq!(Facts::default().next(), Some(Sheet::FirstThoughts));
    }

    #[test]
    fn an_experiment_can_begin_before_listening() {
        let facts = Facts { complaints: 1, behaviour_written: true, ..Facts::default() };
        assert_eq!(marks(facts), [Here, Ahead, Here, Ahead], "the marks describe; they do not lock");
        assert_eq!(facts.next(), Some(Sheet::TurnItRound));
    }

    #[test]
    fn a_decided_goal_is_settled_all_the_way() {
        let facts = Facts {
            complaints: 5,
            complaints_answered: 5,
            goal_set: true,
            success_written: true,
            why_written: true,
            guesses_sealed: 1,
            talks_held: 1,
            impacts: 4,
            cycles_closed: 1,
            feedforward_asked: 1,
            behaviour_written: true,
            if_then_written: true,
            experiment_planned: true,
            days_logged: 52,
            reviews: 12,
            decided: true,
            closed: true,
            ..Facts::default()
        };
        assert_eq!(marks(facts), [Settled, Settled, Settled, Settled]);
        assert_eq!(facts.next(), None);
    }

    #[test]
    fn while_an_experiment_runs_the_evidence_is_next_until_a_review_or_the_decision_is_due() {
        let running = Facts {
            complaints: 1,
            complaints_answered: 1,
            goal_set: true,
            success_written: true,
            why_written: true,
            guesses_sealed: 1,
            talks_held: 1,
            impacts: 1,
            cycles_closed: 1,
            feedforward_asked: 1,
            behaviour_written: true,
            if_then_written: true,
            experiment_planned: true,
            days_logged: 3,
            ..Facts::default()
        };
        assert_eq!(running.next(), Some(Sheet::Evidence));
        assert_eq!(Facts { review_due: true, ..running }.next(), Some(Sheet::ThisWeek));
        assert_eq!(Facts { decision_due: true, ..running }.next(), Some(Sheet::Decision));
        assert_eq!(Facts { decided: true, ..running }.next(), Some(Sheet::Closing));
        assert_eq!(marks(Facts { decided: true, ..running })[3], Here);
    }
}
