//! Which name stands in a copy, and what makes one give somebody away.

use crate::words::reading::words_of;

use super::spelling::{spellings, stems_of};

/// Says why a name cannot stand for somebody in a copy.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum AliasTrouble {
    /// It is their own name, or holds it.
    OwnName,
    /// It is the real name of somebody else, or holds it.
    RealName {
        /// Whose.
        of: String,
    },
    /// It already stands for somebody else.
    Taken {
        /// For whom.
        of: String,
    },
}

/// Returns the words of a name in the spellings they may have, a possessive in both its forms.
fn parts(name: &str) -> Vec<Vec<String>> {
    words_of(name)
        .iter()
        .filter(|word| 1 < word.typed.chars().count())
        .map(|word| stems_of(&word.folded).iter().flat_map(|(stem, _)| spellings(stem)).collect())
        .collect()
}

fn shares_a_word(one: &str, other: &str) -> bool {
    let other = parts(other);
    parts(one).iter().any(|a| other.iter().any(|b| a.iter().any(|spelling| b.contains(spelling))))
}

/// Says what is wrong with a name in place of another, if anything.
///
/// `own` holds the real name and aliases of the person; `others` those of each other
/// person: the real name first, then aliases, and the name that stands in place of theirs.
pub fn alias_trouble(
    alias: &str,
    own: &[&str],
    others: &[(Vec<&str>, Option<&str>)],
) -> Option<AliasTrouble> {
    if own.iter().any(|name| shares_a_word(alias, name)) {
        return Some(AliasTrouble::OwnName);
    }
    for (names, stands_for) in others {
        let of = names.first().copied().unwrap_or_default().to_owned();
        if names.iter().any(|name| shares_a_word(alias, name)) {
            return Some(AliasTrouble::RealName { of });
        }
        if stands_for.is_some_and(|taken| parts_alike(alias, taken)) {
            return Some(AliasTrouble::Taken { of });
        }
    }
    None
}

fn parts_alike(one: &str, other: &str) -> bool {
    let folded = |text: &str| words_of(text).into_iter().map(|word| word.folded).collect::<Vec<_>>();
    folded(one) == folded(other)
}

/// Returns the letters people are told apart by: A to Z, then AA, AB …
///
/// I is left out: "Person I" reads as somebody who speaks.
pub fn letters() -> impl Iterator<Item = String> {
    let one = || ('A'..='Z').filter(|letter| *letter != 'I');
    let two = one().flat_map(move |first| one().map(move |second| format!("{first}{second}")));
    one().map(String::from).chain(two)
}

/// Returns the places of roles that only one person has, so that the role alone tells who it is.
pub fn unique_roles(roles: &[Option<&str>]) -> Vec<usize> {
    let folded: Vec<Option<Vec<String>>> = roles
        .iter()
        .map(|role| role.map(|role| words_of(role).into_iter().map(|word| word.folded).collect()))
        .collect();
    (0..roles.len())
        .filter(|at| {
            folded[*at].is_some() && folded.iter().filter(|other| **other == folded[*at]).count() == 1
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case::a_letter("Person A", None)]
    #[case::an_invented_name("Robin", None)]
    #[case::the_own_name("Tatiana K", Some(AliasTrouble::OwnName))]
    #[case::as_a_possessive("Tatiana’s deputy", Some(AliasTrouble::OwnName))]
    #[case::the_own_alias("tanya", Some(AliasTrouble::OwnName))]
    #[case::another_real_name("Lena", Some(AliasTrouble::RealName { of: "Lena Müller".to_owned() }))]
    #[case::spelt_differently("Mueller", Some(AliasTrouble::RealName { of: "Lena Müller".to_owned() }))]
    #[case::already_taken("person  B", Some(AliasTrouble::Taken { of: "Lena Müller".to_owned() }))]
    fn a_name_in_place_of_another_gives_nobody_away(
        #[case] alias: &str,
        #[case] expected: Option<AliasTrouble>,
    ) {
        let others = [(vec!["Lena Müller", "Leni"], Some("Person B"))];
        assert_eq!(alias_trouble(alias, &["Tatiana", "Tanya"], &others), expected);
    }

    #[test]
    fn letters_go_on_after_z_and_leave_out_i() {
        let all: Vec<String> = letters().take(27).collect();
        assert_eq!(all[..2], ["A", "B"]);
        assert!(!all.contains(&"I".to_owned()));
        assert_eq!(all[24..], ["Z", "AA", "AB"]);
    }

    #[test]
    fn a_role_that_one_person_has_is_unique() {
        let roles = [Some("Team leader"), Some("head of finance"), Some("team  leader"), None];
        assert_eq!(unique_roles(&roles), [1]);
    }
}
