//! What the days of an experiment say, on paper: whole for the report of a practice, in short for that of a period.

use inward_domain::evidence::PairRow;
use inward_domain::experiment::{DayLog, Decision, DecisionChoice};
use inward_report::{Block, Chart, Column, Edge, KeyValue, Table, Voice};

use super::long_day;
use crate::dispatch::Call;
use crate::evidence::{PairsView, Told, ToldMeasure, draw, pair_marks};

/// Words all that the days say of one measure: picture, sentence and every comparison; the limits stand below
/// all measures.
pub(super) fn measure(told: &Told, measure: &ToldMeasure, call: &Call<'_>) -> Vec<Block> {
    let drawn = draw(told, measure, Chart::PRINT_WIDTH, call);
    let mut blocks = vec![Block::Heading(drawn.chart.title.clone())];
    // Pairs of days have a picture of their own, with every day in it.
    if measure.pairs.is_none() {
        blocks.push(Block::Figure { chart: drawn.chart, caption: None });
    }
    if let Some(main) = &measure.main {
        blocks.push(Block::Words { text: main.reading.sentence.clone(), voice: Voice::Mine });
        blocks.extend(main.reading.in_pairs.clone().map(|text| Block::Words { text, voice: Voice::Fact }));
        blocks.extend(main.reading.sensitivity.clone().map(Block::Small));
    }
    blocks.extend(measure.start_draw.clone().map(|text| Block::Words { text, voice: Voice::Fact }));
    if !measure.comparisons.is_empty() {
        blocks.push(Block::Table(comparisons(measure, call)));
    }
    if let Some(pairs) = &measure.pairs {
        let marks = pair_marks(told, measure, Chart::PRINT_WIDTH, call);
        blocks.extend(pairs_blocks(pairs, marks, call));
    }
    blocks.extend(measure.with_and_without.clone().map(Block::Small));
    blocks
}

/// Words what the days say of one measure in short: picture and sentence; the limits stand below all measures.
pub(super) fn measure_in_short(told: &Told, measure: &ToldMeasure, call: &Call<'_>) -> Vec<Block> {
    let rated = |log: &DayLog| log.ratings.iter().any(|rating| rating.measure == measure.measure.id);
    if !told.logs.iter().any(rated) {
        return Vec::new();
    }
    let drawn = draw(told, measure, Chart::PRINT_WIDTH, call);
    let mut blocks = vec![
        Block::Subheading(drawn.chart.title.clone()),
        Block::Figure { chart: drawn.chart, caption: None },
    ];
    let pairs = measure.pairs.as_ref().map(|pairs| &pairs.reading);
    let sentences = measure.main.iter().map(|main| &main.reading.sentence).chain(pairs.map(|p| &p.sentence));
    blocks.extend(sentences.map(|text| Block::Words { text: text.clone(), voice: Voice::Mine }));
    let facts = [
        measure.main.as_ref().and_then(|main| main.reading.in_pairs.as_ref()),
        measure.start_draw.as_ref(),
        pairs.and_then(|pairs| pairs.in_pairs.as_ref()),
        pairs.and_then(|pairs| pairs.chance.as_ref()),
    ];
    let facts = facts.into_iter().flatten();
    blocks.extend(facts.map(|text| Block::Words { text: text.clone(), voice: Voice::Fact }));
    blocks
}

/// Frames what the days of an experiment cannot tell, each limit once.
pub(super) fn limits(told: &Told, call: &Call<'_>) -> Option<Block> {
    let mut items: Vec<String> = Vec::new();
    for measure in &told.measures {
        let warnings = measure.main.iter().flat_map(|m| &m.reading.warnings);
        for limit in measure.limits.iter().chain(warnings) {
            if !items.contains(limit) {
                items.push(limit.clone());
            }
        }
    }
    let title = Some(call.say("evidence.limits_title", &[]));
    let list = |items| Block::List { items, voice: Voice::Fact, numbered: false };
    (!items.is_empty()).then(|| Block::Boxed { title, edge: Edge::Solid, blocks: vec![list(items)] })
}

/// Says a decision in a word.
pub(super) fn choice(choice: DecisionChoice, call: &Call<'_>) -> String {
    let word = match choice {
        DecisionChoice::Keep => "keep",
        DecisionChoice::Adapt => "adapt",
        DecisionChoice::Extend => "extend",
        DecisionChoice::Drop => "drop",
    };
    call.say(&format!("document.{word}"), &[])
}

fn pairs_blocks(pairs: &PairsView, marks: Option<Chart>, call: &Call<'_>) -> Vec<Block> {
    let r = &pairs.reading;
    let facts = [r.in_pairs.clone(), r.chance.clone()].into_iter().flatten();
    let mut blocks = vec![Block::Words { text: r.sentence.clone(), voice: Voice::Mine }];
    blocks.extend(marks.map(|chart| Block::Figure { chart, caption: None }));
    blocks.extend(facts.map(|text| Block::Words { text, voice: Voice::Fact }));
    let said = |column: &str| call.say(&format!("evidence.pairs.column_{column}"), &[]);
    let row = |row: &PairRow| {
        let note = row.note.clone().unwrap_or_default();
        vec![
            row.number.clone(),
            row.days.clone(),
            row.act.clone(),
            row.usual.clone(),
            row.better_by.clone(),
            note,
        ]
    };
    let columns = vec![
        Column::figures(said("pair")),
        Column::fact(said("days"), 1.6),
        Column::figures(said("act")),
        Column::figures(said("usual")),
        Column::figures(said("better_by")),
        Column::fact(said("note"), 0.8),
    ];
    let rows = r.rows.iter().map(row).collect();
    let caption = (!r.changes.is_empty()).then(|| r.changes.join(" "));
    blocks.push(Block::Table(Table { columns, rows, caption }));
    blocks
}

fn comparisons(measure: &ToldMeasure, call: &Call<'_>) -> Table {
    let rows = measure
        .comparisons
        .iter()
        .map(|c| {
            let r = &c.reading;
            let or_dash = |text: &Option<String>| text.clone().unwrap_or_else(|| "–".to_owned());
            vec![
                format!("{} → {}", c.before, c.after),
                r.days.clone(),
                or_dash(&r.medians),
                or_dash(&r.in_hundred),
                or_dash(&r.range),
                r.verdict.clone(),
            ]
        })
        .collect();
    let columns = vec![
        Column::fact(call.say("document.compared", &[]), 1.0),
        Column::figures(call.say("document.days", &[])),
        Column::figures(call.say("document.median", &[])),
        Column::figures(call.say("document.in_hundred", &[])),
        Column::figures(call.say("document.range", &[])),
        Column::fact(call.say("document.in_words", &[]), 1.8),
    ];
    Table { columns, rows, caption: Some(call.say("evidence.range_note", &[])) }
}

/// Says what was decided, with how it goes on.
pub(super) fn decided(decision: &Decision, call: &Call<'_>) -> String {
    let choice = choice(decision.choice, call);
    match &decision.how {
        Some(how) => format!("{choice}: {how}"),
        None => choice,
    }
}

/// Words the decision of an experiment and what was learned.
pub(super) fn decision(told: &Told, call: &Call<'_>) -> Option<Block> {
    let decision = told.experiment.fields.decision.as_ref()?;
    let pairs = vec![
        KeyValue::fact(call.say("document.decided_on", &[]), long_day(decision.decided_on, call)),
        KeyValue::mine(call.say("document.decision", &[]), decided(decision, call)),
        KeyValue::mine(call.say("document.learned", &[]), decision.learned.as_str()),
    ];
    let heading = Block::Heading(call.say("document.decision", &[]));
    Some(Block::Together(vec![heading, Block::KeyValues(pairs)]))
}
