//! What can be wrong with a file that another program wrote, and with one thing in it.

use std::fmt;

use super::{LineReason, Params};

/// Writes an enum whose variants each name a sentence of the catalogue and the figures it needs.
macro_rules! sentences {
    (
        $(#[$doc:meta])*
        $name:ident {
            $($(#[$about:meta])* $variant:ident { $($field:ident : $type:ty),* } = $key:literal,)*
        }
    ) => {
        $(#[$doc])*
        #[derive(Debug, Clone, PartialEq, Eq)]
        pub enum $name {
            $($(#[$about])* $variant {
                $(#[doc = concat!("What the sentence calls `", stringify!($field), "`.")] $field: $type),*
            },)*
        }

        impl $name {
            /// Lists every key, so that a test can compare them with the catalogue.
            pub const KEYS: &'static [&'static str] = &[$(concat!("exchange.", $key)),*];

            /// Returns the key of the sentence in the catalogue.
            pub fn key(&self) -> &'static str {
                match self { $($name::$variant { .. } => concat!("exchange.", $key),)* }
            }

            /// Returns the figures of the sentence, by placeholder.
            pub fn params(&self) -> Params {
                match self {
                    $($name::$variant { $($field),* } => {
                        vec![$((stringify!($field), $field.to_string())),*]
                    })*
                }
            }
        }
    };
}

sentences! {
    /// States why a whole file of another program is refused.
    Refused {
        /// The file has nothing in it.
        Empty {} = "in.empty",
        /// The file is larger than this crate reads; `max` is in MiB.
        TooLarge { max: usize } = "too_large",
        /// The file holds more people, days or entries than this crate reads.
        TooMany { max: usize } = "in.too_many",
        /// The bytes are not text.
        NotText {} = "in.not_text",
        /// The file can be read and has nothing of the wanted kind in it.
        NothingFound {} = "in.nothing_found",
        /// The reader of the file gave up, such as a disk that was pulled out.
        NotReadable {} = "in.not_readable",
        /// A column that the format always has is missing.
        NoColumn { name: &'static str } = "in.no_column",
        /// A quotation mark of the first line has no partner.
        HeaderQuote {} = "header_quote",
        /// The caller's columns do not say which one is the name.
        NoNameChosen {} = "in.no_name_chosen",
        /// The archive is damaged, or not an archive.
        ZipBroken {} = "in.zip_broken",
        /// The archive holds more files than this crate reads.
        ZipTooManyFiles { max: usize } = "in.zip_too_many_files",
        /// The files of the archive unpack to more than this crate reads; `max` is in MiB.
        ZipTooLarge { max: usize } = "in.zip_too_large",
        /// The archive lacks a file that the format always has.
        ZipNoFile { name: &'static str } = "in.zip_no_file",
        /// The text is not JSON.
        NotJson { line: usize, column: usize } = "json.not_json",
        /// It is JSON of another kind.
        OtherJson {} = "in.other_json",
        /// It nests deeper than any real file.
        TooDeep { max: usize } = "in.too_deep",
    }
}

sentences! {
    /// States why one person, habit, day, entry or event is left out, or what of it was.
    ///
    /// The same words serve both: whether it stands among the problems or the
    /// remarks of a [`crate::found::Found`] tells which.
    Reason {
        /// There is no name.
        Nameless {} = "in.nameless",
        /// There is no text.
        NoText {} = "in.no_text",
        /// There is no date.
        NoDate {} = "in.no_date",
        /// It has no days.
        NoDays {} = "in.no_days",
        /// The date is none.
        NotADate { found: String } = "in.not_a_date",
        /// The date can be read as two different days.
        UnclearDate { found: String, one: String, other: String } = "in.unclear_date",
        /// A text is too long; `max` is in characters.
        TooLong { max: usize } = "in.too_long",
        /// It is larger than any real one; `max` is in KiB.
        TooBig { max: usize } = "in.too_big",
        /// It begins and has no end.
        NoEnd {} = "in.no_end",
        /// It nests deeper than any real one.
        Nested { max: usize } = "in.nested",
        /// It is not written as the format wants it.
        Unreadable {} = "in.unreadable",
        /// The same one stood earlier in the file.
        Twice { id: String } = "in.twice",
        /// A value is none of the known ones.
        UnknownValue { found: String } = "in.unknown_value",
        /// A number is none.
        NotANumber { found: String } = "in.not_a_number",
        /// A quotation mark has no partner.
        UnclosedQuote {} = "unclosed_quote",
        /// It holds a character that no text has.
        ControlCharacter {} = "control_character",
        /// The row has more cells than the first line.
        TooManyCells { expected: usize, found: usize } = "too_many_cells",
        /// The line is longer than this crate reads; `max` is in MiB.
        LineTooLong { max: usize } = "line_too_long",
        /// The file's name would lead out of its folder.
        PathLeadsOut { found: String } = "in.path_leads_out",
        /// The file in the archive is locked by a password or packed in an unknown way.
        PackedOtherwise {} = "in.packed_otherwise",
        /// The file in the archive is damaged.
        Damaged {} = "in.damaged",
        /// It was called off.
        Cancelled {} = "in.cancelled",
        /// It repeats more often than once a day.
        TooOften { found: String } = "in.too_often",
        /// It repeats by a rule that Inward does not have.
        OtherRule { found: String } = "in.other_rule",
        /// The time zone is not known; the time is taken as it stands.
        UnknownZone { found: String } = "in.unknown_zone",
        /// Pictures and other attachments are left out.
        PicturesLeftOut { n: usize } = "in.pictures_left_out",
        /// Further addresses are left out.
        OnlyFirstAddress { kept: String } = "in.only_first_address",
        /// Days added one by one are left out.
        ExtraDaysLeftOut { n: usize } = "in.extra_days_left_out",
        /// The date came from the file's name.
        DateFromName { found: String } = "in.date_from_name",
        /// Several equal rows were taken as one.
        TakenOnce { n: usize } = "in.taken_once",
    }
}

impl From<LineReason> for Reason {
    /// Says what is wrong with a date in the words that fit any table.
    fn from(reason: LineReason) -> Reason {
        match reason {
            LineReason::AmbiguousDate { found, one, other } => Reason::UnclearDate { found, one, other },
            LineReason::NotADate { found } | LineReason::DateNotIso { found, .. } => {
                Reason::NotADate { found }
            }
            LineReason::NoDate
            | LineReason::DuplicateDate { .. }
            | LineReason::UnknownCheckin { .. }
            | LineReason::NotANumber { .. }
            | LineReason::TooManyCells { .. }
            | LineReason::OtherSeparator { .. }
            | LineReason::UnclosedQuote
            | LineReason::ControlCharacter
            | LineReason::LineTooLong { .. }
            | LineReason::PhaseTooLong { .. }
            | LineReason::PhaseReturns { .. } => Reason::NoDate {},
        }
    }
}

impl fmt::Display for Refused {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::by_key(f, self.key(), self.params())
    }
}

impl std::error::Error for Refused {}

impl fmt::Display for Reason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        super::by_key(f, self.key(), self.params())
    }
}

impl std::error::Error for Reason {}

#[cfg(test)]
mod tests {
    use super::*;
    use inward_domain::lexicon::{Language, knows, say};

    #[test]
    fn every_reason_has_its_sentence_in_both_languages() {
        for language in [Language::En, Language::De] {
            for key in Refused::KEYS.iter().chain(Reason::KEYS) {
                assert!(knows(language, key), "{key} is missing in {language:?}");
            }
        }
    }

    #[test]
    fn the_figures_of_a_reason_fill_its_sentence() {
        let reason = Reason::UnclearDate { found: "3/4/26".into(), one: "a".into(), other: "b".into() };
        let params = reason.params();
        let params: Vec<_> = params.iter().map(|(name, value)| (*name, value.as_str())).collect();
        let said = say(Language::En, reason.key(), &params);
        assert!(said.contains("3/4/26") && !said.contains('{'), "{said}");
    }
}
