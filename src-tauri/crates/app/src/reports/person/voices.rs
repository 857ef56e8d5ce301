//! Three voices, kept apart: what was seen, what I make of it, what they said.

use inward_domain::entry::{Head, Shown, ShownValue, Speaker};
use inward_domain::hints::{about_person, language_of};
use inward_report::{Block, Column, MarkedValue, Piece, Table, Voice};

use super::About;

/// The voices in the order in which they are read.
const ORDER: [Speaker; 3] = [Speaker::Fact, Speaker::Mine, Speaker::Theirs];

impl About<'_> {
    /// Prints filled fields, one voice after the other; rows in which two voices answer each other stay together.
    pub(super) fn in_voices(&self, shown: &[Shown]) -> Vec<Block> {
        let mut blocks = Vec::new();
        for speaker in ORDER {
            let of: Vec<&Shown> = shown.iter().filter(|s| speaker_of(s) == Some(speaker)).collect();
            blocks.extend(self.in_one_voice(speaker, &of));
        }
        for both in shown.iter().filter(|s| speaker_of(s).is_none()) {
            blocks.push(Block::Eyebrow(format!("{} · {}", self.say("voice_both"), both.label)));
            blocks.extend(self.table(both).into_iter().flatten());
        }
        blocks
    }

    fn in_one_voice(&self, speaker: Speaker, shown: &[&Shown]) -> Vec<Block> {
        if shown.is_empty() {
            return Vec::new();
        }
        let values = shown.iter().filter_map(|shown| match &shown.value {
            ShownValue::Text { text, .. } => Some(self.value(&shown.label, text, speaker)),
            ShownValue::Table { .. } => None,
        });
        let values: Vec<MarkedValue> = values.collect();
        let mut blocks = vec![Block::Eyebrow(self.voice_name(speaker))];
        let marked = self.marked_words(&values);
        if !values.is_empty() {
            blocks.push(Block::MarkedValues(values));
        }
        blocks.extend(marked);
        for table in shown.iter().filter(|shown| matches!(shown.value, ShownValue::Table { .. })) {
            blocks.push(Block::Eyebrow(table.label.clone()));
            blocks.extend(self.table(table).into_iter().flatten());
        }
        blocks
    }

    /// Prints my own words that belong to no form, with their labels.
    pub(super) fn my_words(&self, rows: &[(String, String)]) -> Vec<Block> {
        if rows.is_empty() {
            return Vec::new();
        }
        let values: Vec<MarkedValue> =
            rows.iter().map(|(label, text)| self.value(label, text, Speaker::Mine)).collect();
        let marked = self.marked_words(&values);
        let mut blocks = vec![Block::Eyebrow(self.voice_name(Speaker::Mine)), Block::MarkedValues(values)];
        blocks.extend(marked);
        blocks
    }

    pub(super) fn voice_name(&self, speaker: Speaker) -> String {
        self.say(match speaker {
            Speaker::Fact => "voice_fact",
            Speaker::Mine => "voice_mine",
            Speaker::Theirs => "voice_theirs",
        })
    }

    fn value(&self, label: &str, text: &str, speaker: Speaker) -> MarkedValue {
        let text = self.put(text);
        let pieces = match speaker {
            Speaker::Mine | Speaker::Fact => self.pieces(&text),
            Speaker::Theirs => vec![Piece { text, is_marked: false }],
        };
        MarkedValue { key: label.to_owned(), pieces, voice: voice(speaker) }
    }

    /// Cuts a text at the words that judge.
    fn pieces(&self, text: &str) -> Vec<Piece> {
        let signs: Vec<char> = text.chars().collect();
        let piece = |from: usize, to: usize, is_marked| {
            let text: String = signs[from.min(signs.len())..to.min(signs.len())].iter().collect();
            (!text.is_empty()).then_some(Piece { text, is_marked })
        };
        let mut pieces = Vec::new();
        let mut at = 0;
        for hint in about_person(text, language_of(text, self.call.language)) {
            pieces.extend(piece(at, hint.start, false));
            pieces.extend(piece(hint.start, hint.start + hint.length, true));
            at = hint.start + hint.length;
        }
        pieces.extend(piece(at, signs.len(), false));
        pieces
    }

    /// Repeats the marked words below, for eyes and readers that do not see a dotted line.
    fn marked_words(&self, values: &[MarkedValue]) -> Option<Block> {
        let marked = values.iter().flat_map(|v| &v.pieces).filter(|p| p.is_marked).map(|p| p.text.clone());
        self.named(marked.collect())
    }

    /// Names the words that judge in texts that stand in a table, where nothing is underlined.
    pub(super) fn marked_in<'t>(&self, texts: impl Iterator<Item = &'t String>) -> Option<Block> {
        let pieces = texts.flat_map(|text| self.pieces(text));
        self.named(pieces.filter_map(|piece| piece.is_marked.then_some(piece.text)).collect())
    }

    fn named(&self, words: Vec<String>) -> Option<Block> {
        let said = || self.call.say("about.marked", &[("words", &words.join(", "))]);
        (!words.is_empty()).then(|| Block::Small(said()))
    }

    fn table(&self, shown: &Shown) -> Option<Vec<Block>> {
        let ShownValue::Table { heads, rows } = &shown.value else { return None };
        let rows: Vec<Vec<String>> =
            rows.iter().map(|row| row.iter().map(|cell| self.put(cell)).collect()).collect();
        let is_mine = |at: usize| heads.get(at).is_some_and(|head| head.voice != Speaker::Theirs);
        let cells = rows.iter().flat_map(|row| row.iter().enumerate().filter(|(at, _)| is_mine(*at)));
        let marked = self.marked_in(cells.map(|(_, cell)| cell));
        let columns = heads.iter().map(column).collect();
        let table = Table { columns, rows, caption: None };
        Some(std::iter::once(Block::Table(table)).chain(marked).collect())
    }
}

fn column(head: &Head) -> Column {
    Column { voice: voice(head.voice), ..Column::fact(head.label.clone(), 1.0) }
}

fn voice(speaker: Speaker) -> Voice {
    match speaker {
        Speaker::Mine => Voice::Mine,
        Speaker::Theirs => Voice::Theirs,
        Speaker::Fact => Voice::Fact,
    }
}

/// Returns who speaks in a field; nobody alone in rows in which I and they both do.
fn speaker_of(shown: &Shown) -> Option<Speaker> {
    let ShownValue::Table { heads, .. } = &shown.value else { return Some(shown.voice) };
    let is_there = |speaker| heads.iter().any(|head| head.voice == speaker);
    match (is_there(Speaker::Mine), is_there(Speaker::Theirs)) {
        (true, true) => None,
        (true, false) => Some(Speaker::Mine),
        (false, true) => Some(Speaker::Theirs),
        (false, false) => Some(Speaker::Fact),
    }
}
