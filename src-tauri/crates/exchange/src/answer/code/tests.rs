use super::*;
use proptest::prelude::*;
use rstest::rstest;

#[rstest]
#[case::as_written("0123-4567", None)]
#[case::too_short("K7QF-2M", None)]
#[case::too_long("K7QF-2M9XX", None)]
#[case::nothing("", None)]
#[case::another_script("Ｋ7QF-2M9X", None)]
fn what_is_no_code_is_none(#[case] text: &str, #[case] expected: Option<RequestCode>) {
    assert_eq!(RequestCode::parse(text), expected);
}

proptest! {
    #[test]
    fn a_code_is_read_back_as_people_type_it(id in any::<[u8; 16]>()) {
        let code = RequestCode::of(id);
        let typed = code.as_str().to_lowercase().replace('-', "").replace('1', "l").replace('0', "O");
        prop_assert_eq!(RequestCode::parse(code.as_str()), Some(code.clone()));
        prop_assert_eq!(RequestCode::parse(&format!(" {typed} ")), Some(code));
    }

    #[test]
    fn one_wrong_sign_is_noticed(id in any::<[u8; 16]>(), place in 0_usize..8, by in 1_usize..31) {
        let code = RequestCode::of(id).as_str().replace('-', "");
        let mut signs: Vec<char> = code.chars().collect();
        let old = value(signs[place]).expect("a sign");
        signs[place] = char::from(SIGNS[(old + by) % 32]);
        // The sign that stands for 31 weighs as much as that for 0.
        if (old + by) % 32 % 31 != old % 31 {
            let wrong: String = signs.into_iter().collect();
            prop_assert_eq!(RequestCode::parse(&wrong), None);
        }
    }
}
