//! What calls for help and, at greater length, what does not.

use super::*;
use Concern::{Danger, Harassment, Threat};
use rstest::rstest;

use crate::lexicon::{Language, knows};

#[rstest]
#[case("He harasses me", Harassment)]
#[case("It is sexual harassment", Harassment)]
#[case("She made racist remarks about Joseph", Harassment)]
#[case("I am being bullied in every meeting", Harassment)]
#[case("They bully her", Harassment)]
#[case("He touched me inappropriately, he touched my knee", Harassment)]
#[case("He threatened me in the corridor", Threat)]
#[case("She threatens to fire me if I say it", Threat)]
#[case("he hit her", Threat)]
#[case("He hit me with a stick", Threat)]
#[case("He hit her in the face", Threat)]
#[case("Henrik grabbed me by the arm", Threat)]
#[case("I was threatened", Threat)]
#[case("I feel openly threatened by him", Threat)]
#[case("She said “I’ll kill you”", Threat)]
#[case("He got violent", Danger)]
#[case("I don’t feel safe with him", Danger)]
#[case("I am afraid of him", Danger)]
#[case("She talks about suicide", Danger)]
#[case("I want to die", Danger)]
#[case("Tatiana might harm herself", Danger)]
#[case("He threatened me with a knife", Danger)]
#[case("he HARASSES <b>me</b>", Harassment)]
fn words_of_harassment_threat_or_danger_bring_a_pointer(#[case] text: &str, #[case] expected: Concern) {
    assert_eq!(safety(text, Some(Language::En)), Some(expected), "{text:?}");
}

#[rstest]
#[case("The deadline threatens the plan")]
#[case("The deadline threatens us all")]
#[case("This delay threatens us")]
#[case("The cuts hit us hard")]
#[case("The plan is in danger")]
#[case("The roll-out is in danger of slipping")]
#[case("She attacked my idea")]
#[case("She attacked her own plan")]
#[case("He threatens to quit")]
#[case("It hit me that I never ask")]
#[case("We hit the target and beat the forecast")]
#[case("She beat me to it")]
#[case("I will kill the project")]
#[case("This project is killing me")]
#[case("We discriminate between urgent and important")]
#[case("The harassment training is on Monday")]
#[case("The bullying policy is new")]
#[case("I push too fast")]
#[case("The review felt like an ambush, as by an enemy")]
#[case("She fears for her career")]
#[case("I was told that the deadline is threatened")]
#[case("We are in violent agreement")]
#[case("He jumped the gun")]
#[case("Afraid of her questions, I wrote a mail")]
#[case("I abused the process")]
#[case("A beanstalk grabs the light")]
#[case("She is in danger of missing the date")]
#[case("She does not feel safe to decide")]
#[case("I work on sexual and reproductive health, and on violence in the region")]
#[case("That story grabs me")]
#[case("Henrik kicks us off at nine and hits me with a question")]
#[case("She abuses her position")]
#[case("felt micromanaged; closed ranks")]
#[case("felt undermined; shielded her team from me")]
#[case("afraid to decide; avoids responsibility")]
#[case("shock after years of good reviews; fears for career; complaint")]
#[case("If I do not shock her nothing moves")]
#[case("the roll-out fails and I look incompetent")]
#[case("lose her, or my reputation")]
#[case("")]
fn what_only_sounds_so_brings_none(#[case] text: &str) {
    assert_eq!(safety(text, Some(Language::En)), None, "a false alarm teaches people to look away: {text:?}");
}

#[rstest]
#[case("Er belästigt mich", Harassment)]
#[case("Das ist sexuelle Belästigung", Harassment)]
#[case("Ich werde gemobbt", Harassment)]
#[case("Rassistische Bemerkungen über Joseph", Harassment)]
#[case("Er hat mich gestern im Flur bedroht", Threat)]
#[case("Er bedroht mich", Threat)]
#[case("Ich fühle mich bedroht", Threat)]
#[case("Sie wurde im Flur angegriffen", Threat)]
#[case("Er droht mir mit Kündigung", Threat)]
#[case("Er wurde handgreiflich", Danger)]
#[case("Sie spricht von Suizid", Danger)]
#[case("Ich fu\u{308}hle mich nicht mehr sicher", Danger)]
#[case("Er schlägt mich", Danger)]
fn the_same_in_german(#[case] text: &str, #[case] expected: Concern) {
    assert_eq!(safety(text, Some(Language::De)), Some(expected), "{text:?}");
}

#[rstest]
#[case("Die Frist bedroht den Plan")]
#[case("Die Frist bedroht uns alle")]
#[case("Der Plan ist in Gefahr")]
#[case("Die Zeit droht knapp zu werden")]
#[case("Sie hat den Plan angegriffen")]
#[case("Sie schlägt mir einen Termin vor")]
#[case("Er hat mich für die Stelle vorgeschlagen")]
#[case("Das bringt mich um")]
#[case("Die Frist droht uns zu überrollen")]
#[case("Mir droht ein langer Tag")]
#[case("Sie fühlt sich nicht sicher genug, zu entscheiden")]
#[case("Die Gewalt in der Region hält an")]
#[case("Ich will Sie nicht belästigen")]
#[case("Das war höhere Gewalt")]
#[case("Es ist nötig, ich nenne es gewaltig")]
#[case("Der Lärm, eine Lärmbelästigung")]
#[case("Wir üben gewaltfreie Kommunikation")]
#[case("Ich werde den Plan angreifen")]
#[case("Ein Hinterhalt, wie von einem Feind")]
#[case("")]
fn the_same_silence_in_german(#[case] text: &str) {
    assert_eq!(safety(text, Some(Language::De)), None, "{text:?}");
}

#[test]
fn an_unknown_language_brings_none() {
    assert_eq!(safety("Il me menace, harassment", None), None);
}

#[test]
fn the_most_urgent_of_several_counts() {
    let text = "He bullies me, he hit me, I am afraid for my life.";
    assert_eq!(safety(text, Some(Language::En)), Some(Danger));
}

#[test]
fn every_pointer_names_who_can_help_in_both_languages() {
    for concern in [Harassment, Threat, Danger] {
        for language in [Language::En, Language::De] {
            assert!(knows(language, concern.key()), "{concern:?} in {language:?}");
        }
    }
}
