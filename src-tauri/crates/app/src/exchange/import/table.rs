//! People from a table: the columns are guessed, shown, and mapped by whoever knows them.

use serde::{Deserialize, Serialize};
use ts_rs::TS;

use inward_exchange::csv::{Encoding, Separator};
use inward_exchange::days::DateOrder;
use inward_exchange::people::columns::{self, PersonColumn};
use inward_exchange::problem::Refused;
use inward_exchange::table::{self, Overruled};
use inward_vault::Reader;

use super::FileFormat;
use super::formats::refused;
use super::plan::Plan;
use super::source::Source;
use crate::dispatch::Call;
use crate::error::Trouble;

/// How many rows are shown beside the columns.
const SHOWN: usize = 3;

/// Tells how a table is read, where a person knows better than the file shows.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize, TS)]
pub struct TableChoice {
    /// What each column holds, in their order; none guesses.
    #[serde(default)]
    #[ts(
        type = "Array<\"id\" | \"name\" | \"given_name\" | \"family_name\" | \"aliases\" | \"role\" | \"organisation\" | \"email\" | \"known_since\" | \"note\" | \"ignored\"> | null"
    )]
    pub columns: Option<Vec<PersonColumn>>,
    /// What separates the cells.
    #[serde(default)]
    #[ts(type = "\"comma\" | \"semicolon\" | \"tab\" | null")]
    pub separator: Option<Separator>,
    /// How the bytes are read.
    #[serde(default)]
    #[ts(type = "\"utf8\" | \"utf16_le\" | \"utf16_be\" | \"windows1252\" | null")]
    pub encoding: Option<Encoding>,
    /// In which order day, month and year stand.
    #[serde(default)]
    #[ts(type = "\"year_first\" | \"day_first\" | \"month_first\" | \"unclear\" | null")]
    pub dates: Option<DateOrder>,
}

/// Shows how a table is read, so that it can be told otherwise.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, TS)]
pub struct TableView {
    /// The names of the columns.
    pub header: Vec<String>,
    /// The first rows.
    pub sample: Vec<Vec<String>>,
    /// What each column is taken for.
    #[ts(
        type = "Array<\"id\" | \"name\" | \"given_name\" | \"family_name\" | \"aliases\" | \"role\" | \"organisation\" | \"email\" | \"known_since\" | \"note\" | \"ignored\">"
    )]
    pub columns: Vec<PersonColumn>,
    /// What separates the cells.
    #[ts(type = "\"comma\" | \"semicolon\" | \"tab\"")]
    pub separator: Separator,
    /// Whether that is certain.
    pub separator_is_sure: bool,
    /// How the bytes were read.
    #[ts(type = "\"utf8\" | \"utf16_le\" | \"utf16_be\" | \"windows1252\"")]
    pub encoding: Encoding,
    /// Whether that is certain.
    pub encoding_is_sure: bool,
    /// In which order day, month and year stand; none where no column holds dates.
    #[ts(type = "\"year_first\" | \"day_first\" | \"month_first\" | \"unclear\" | null")]
    pub dates: Option<DateOrder>,
}

/// Reads a table and plans the people in it; without a column for names it only shows the columns.
pub(super) fn plan(
    reader: &Reader,
    source: &Source,
    choice: &TableChoice,
    call: &Call<'_>,
) -> Result<Plan, Trouble> {
    let overruled = Overruled { encoding: choice.encoding, separator: choice.separator };
    let read = source.bytes().and_then(|bytes| table::read(bytes, &overruled));
    let table = read.map_err(|why| refused(&why, call))?;
    let mut columns = choice.columns.clone().unwrap_or_else(|| columns::guessed(&table));
    columns.resize(table.header.len(), PersonColumn::Ignored);
    let since = columns.iter().position(|column| *column == PersonColumn::KnownSince);
    let detected = since.map(|column| columns::date_order(&table, column));
    let dates = choice.dates.or(detected).filter(|order| *order != DateOrder::Unclear);
    let view = TableView {
        header: table.header.clone(),
        sample: table.rows.iter().take(SHOWN).map(|row| row.cells.clone()).collect(),
        columns: columns.clone(),
        separator: table.separator,
        separator_is_sure: table.separator_is_sure || choice.separator.is_some(),
        encoding: table.encoding,
        encoding_is_sure: table.encoding_is_sure,
        dates: since.map(|_| dates.unwrap_or(DateOrder::Unclear)),
    };
    let mut plan = match columns::read(&table, &columns, dates) {
        Ok(found) => Plan::of(FileFormat::People, found, reader, call)?,
        Err(why @ Refused::NoNameChosen {}) => {
            let mut plan = Plan::empty(
                FileFormat::People,
                call.say("import.rows", &[("n", &table.rows.len().to_string())]),
            );
            plan.missing = refused(&why, call).said();
            plan
        }
        Err(why) => return Err(refused(&why, call)),
    };
    plan.table = Some(view);
    Ok(plan)
}
