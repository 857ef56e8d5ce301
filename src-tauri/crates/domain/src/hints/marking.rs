//! From words to marks: who a sentence is about, and the marks in their order.

use std::ops::Range;

use super::{Hint, HintReason};
use crate::words::phrases::found;
use crate::words::reading::{Gap, Word};
use crate::words::{Marked, Words};

/// Marks a run of words.
pub(super) fn mark(words: &[Word], run: &Range<usize>, reason: HintReason) -> Hint {
    let start = words[run.start].start;
    Hint { start, length: words[run.end - 1].end() - start, reason }
}

/// Marks what a list holds, without its exceptions.
pub(super) fn listed(words: &[Word], lists: &[&Marked], reason: HintReason) -> Vec<Hint> {
    let spared = lists.iter().map(|list| (&list.spared, false));
    let marked = lists.iter().map(|list| (&list.words, true));
    let all: Vec<_> = spared.chain(marked).collect();
    let runs = found(words, &all).into_iter().filter(|(_, counts)| *counts);
    runs.map(|(run, _)| mark(words, &run, reason)).collect()
}

/// Puts marks in the order of the text; where two overlap, the one of the earlier list stays.
pub(super) fn in_order(lists: impl IntoIterator<Item = Vec<Hint>>) -> Vec<Hint> {
    let mut all: Vec<(usize, Hint)> = Vec::new();
    for (rank, list) in lists.into_iter().enumerate() {
        all.extend(list.into_iter().map(|hint| (rank, hint)));
    }
    all.sort_by_key(|(rank, hint)| (hint.start, *rank));
    let mut kept: Vec<(usize, Hint)> = Vec::new();
    for (rank, hint) in all {
        match kept.last() {
            Some((before, last)) if hint.start < last.start + last.length => {
                if rank < *before {
                    kept.pop();
                    kept.push((rank, hint));
                }
            }
            _ => kept.push((rank, hint)),
        }
    }
    kept.into_iter().map(|(_, hint)| hint).collect()
}

/// Cuts words into sentences.
pub(super) fn sentences(words: &[Word]) -> Vec<Range<usize>> {
    let mut starts: Vec<usize> = (0..words.len()).filter(|at| words[*at].gap == Gap::Sentence).collect();
    if starts.first().is_none_or(|first| 0 < *first) && !words.is_empty() {
        starts.insert(0, 0);
    }
    let ends = starts.iter().skip(1).copied().chain([words.len()]);
    starts.iter().copied().zip(ends).map(|(start, end)| start..end).collect()
}

/// Finds somebody else at a word: a name in any language, a pronoun or a role where the words are known.
pub(super) fn somebody_else(words: &[Word], at: usize, language: Option<&Words>) -> Option<Range<usize>> {
    let listed = language.map_or(0, |language| language.subjects.other.at(words, at));
    let length = words.get(at)?.name.unwrap_or(listed);
    (0 < length).then_some(at..at + length)
}

/// Passes over what may stand before a subject, such as *yesterday* or *at 09:00*.
pub(super) fn past_openers(words: &[Word], from: usize, end: usize, language: &Words) -> usize {
    let lists = [&language.subjects.openers, &language.time.points, &language.time.words];
    let mut at = from;
    while at < end {
        let length = lists.iter().map(|list| list.at(words, at)).max().unwrap_or(0);
        let skip = if words[at].named { 0 } else { length.max(usize::from(words[at].number)) };
        if skip == 0 {
            break;
        }
        at += skip;
    }
    at.min(end)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(start: usize, length: usize) -> Hint {
        Hint { start, length, reason: HintReason::VagueWord }
    }

    #[test]
    fn where_marks_overlap_the_earlier_list_wins() {
        let first = vec![at(4, 3), at(20, 2)];
        let second = vec![at(0, 2), at(3, 2), at(5, 9), at(20, 1), at(22, 1)];
        let all = in_order([first.clone(), second]);
        assert_eq!(all, [at(0, 2), at(4, 3), at(20, 2), at(22, 1)]);
    }

    #[test]
    fn marks_of_one_list_keep_their_order() {
        assert_eq!(in_order([vec![at(0, 1), at(1, 1)]]), [at(0, 1), at(1, 1)], "neighbours do not overlap");
        assert!(in_order([]).is_empty());
    }
}
