//! Whose names stand in a text: the person's own are found, those of others are masked.

use inward_domain::ids::PersonId;
use inward_domain::person::Person;
use inward_vault::Reader;

use super::About;
use crate::dispatch::Call;
use crate::error::Trouble;

/// Holds the names of everybody but one, each with what stands in its place, the longest first.
pub(super) struct Others {
    names: Vec<(String, String)>,
}

impl Others {
    /// Lists everybody but the person, by all of their names.
    pub(super) fn than(person: &Person, reader: &Reader, call: &Call<'_>) -> Result<Others, Trouble> {
        let own = names_of(person);
        let mut names: Vec<(String, String)> = Vec::new();
        for other in reader.persons()?.iter().filter(|other| other.id != person.id) {
            let mask = match &other.fields.report_alias {
                Some(alias) => alias.to_string(),
                None => call.say("about.somebody_else", &[]),
            };
            let theirs = names_of(other).into_iter().filter(|name| !own.contains(name));
            names.extend(theirs.map(|name| (name.to_owned(), mask.clone())));
        }
        names.sort_by_key(|(name, _)| std::cmp::Reverse(name.len()));
        Ok(Others { names })
    }

    /// Returns a text with other names masked.
    pub(super) fn masked(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        let mut before = None;
        while let Some(sign) = rest.chars().next() {
            let found = self.names.iter().find(|(name, _)| stands_at(rest, name, before));
            let step = match found {
                Some((name, mask)) => {
                    out.push_str(mask);
                    name.len()
                }
                None => {
                    out.push(sign);
                    sign.len_utf8()
                }
            };
            before = rest[..step].chars().next_back();
            rest = &rest[step..];
        }
        out
    }
}

impl About<'_> {
    /// Tells whether a text names the person, or holds their id.
    pub(super) fn is_named_in(&self, text: &str) -> bool {
        let PersonId(id) = self.person.id;
        let is_named = |name: &&str| {
            let mut before = None;
            text.char_indices().any(|(at, sign)| {
                let is_here = stands_at(&text[at..], name, before);
                before = Some(sign);
                is_here
            })
        };
        text.contains(&id.to_string()) || names_of(self.person).iter().any(is_named)
    }
}

fn names_of(person: &Person) -> Vec<&str> {
    let aliases = person.fields.aliases.iter().map(|alias| alias.as_str());
    std::iter::once(person.fields.display_name.as_str()).chain(aliases).collect()
}

/// Tells whether a text begins with a name as a whole word; a genitive still is the name.
fn stands_at(text: &str, name: &str, before: Option<char>) -> bool {
    if before.is_some_and(char::is_alphanumeric) {
        return false;
    }
    let Some(after) = text.strip_prefix(name) else { return false };
    let ends = |rest: &str| !rest.starts_with(char::is_alphanumeric);
    ends(after) || after.strip_prefix('s').is_some_and(ends)
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::alone("Ana", "Ana", None, true)]
    #[case::inside("Ana", "Anagram", None, false)]
    #[case::after_letters("ana", "ana", Some('i'), false)]
    #[case::english_genitive("Ana", "Ana's desk", None, true)]
    #[case::german_genitive("Lena", "Lenas Tisch", None, true)]
    #[case::another_name("Lena", "Lenard", None, false)]
    #[case::a_point("T.", "T. said", Some(' '), true)]
    #[case::umlaut("Jörg", "Jörgs", None, true)]
    fn a_name_is_found_as_a_whole_word(
        #[case] name: &str,
        #[case] text: &str,
        #[case] before: Option<char>,
        #[case] found: bool,
    ) {
        assert_eq!(stands_at(text, name, before), found);
    }

    #[test]
    fn others_are_masked_and_the_longest_name_goes_first() {
        let names = [("Ms Okafor", "the HR contact"), ("Lena", "somebody else"), ("Joseph", "Person C")];
        let others = Others { names: names.map(|(n, m)| (n.to_owned(), m.to_owned())).into() };
        assert_eq!(
            others
                .masked("Tatiana and Lena's team met Ms Okafor; Josephine was away, Joseph was not. 中文 😀"),
            "Tatiana and somebody else's team met the HR contact; Josephine was away, Person C was not. 中文 😀"
        );
    }
}
