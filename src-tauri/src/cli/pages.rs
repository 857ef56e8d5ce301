//! What a package brings for shells and readers: completions and the manual page.
//!
//! They are made from the same definition that reads the arguments, by the
//! tests below, which also fail while a committed file is out of date. So they
//! cost the program nothing. `cargo xtask pages` writes them anew.

use clap::{Arg, Command, CommandFactory};
use clap_complete::Shell;
use inward_domain::lexicon::{Language, say};
use roff::{Inline, Roff, bold, italic, roman};

use super::arguments::Arguments;
use super::help::in_words;

fn command(language: Language) -> Command {
    let mut command = in_words(Arguments::command(), language);
    command.build();
    command
}

fn completions(shell: Shell) -> String {
    let mut written = Vec::new();
    let mut words = in_words(Arguments::command(), Language::En);
    clap_complete::generate(shell, &mut words, "inward", &mut written);
    String::from_utf8(written).expect("BUG: a script is text")
}

/// Writes the manual page: the whole program on one, commands in the order of the help.
fn manual(language: Language) -> String {
    let text = |key: &str| say(language, key, &[]);
    let root = command(language);
    let version = format!("Inward {}", env!("CARGO_PKG_VERSION"));
    let mut page = Roff::new();
    page.control("TH", ["INWARD", "1", " ", &version]);
    let about = root.get_about().map(ToString::to_string).unwrap_or_default();
    let brief = text("cli.man.brief");
    page.control("SH", [text("cli.man.name").as_str()]).text([roman(format!("inward - {brief}"))]);
    page.control("SH", [text("cli.man.synopsis").as_str()]);
    let word = text("cli.help.value_command");
    page.text([bold("inward"), roman(" ["), italic("…"), roman("] ["), italic(word), roman("]")]);
    page.control("SH", [text("cli.man.description").as_str()]).text([roman(about)]);
    page.control("SH", [text("cli.help.heading_options").as_str()]);
    root.get_arguments().for_each(|arg| argument(arg, &mut page));
    page.control("SH", [text("cli.help.heading_commands").as_str()]);
    for sub in root.get_subcommands() {
        described(sub, &mut page);
    }
    page.control("SH", [text("cli.man.exit").as_str()]);
    let after = root.get_after_help().map(ToString::to_string).unwrap_or_default();
    page.text([roman(after)]);
    page.to_roff()
}

fn described(sub: &Command, page: &mut Roff) {
    let positionals = sub.get_positionals().flat_map(|arg| {
        let name = format!(
            "{}{}",
            value_of(arg),
            if arg.get_num_args().is_some_and(|n| 1 < n.max_values()) { "…" } else { "" }
        );
        let (open, close) = if arg.is_required_set() { (" ", "") } else { (" [", "]") };
        [roman(open), italic(name), roman(close)]
    });
    let title = [bold(format!("inward {}", sub.get_name()))].into_iter().chain(positionals);
    page.control("SS", []);
    page.text(title.collect::<Vec<Inline>>());
    page.control("PP", []);
    page.text([roman(sub.get_about().map(ToString::to_string).unwrap_or_default())]);
    let inherited = |arg: &&Arg| !arg.is_global_set() && arg.get_id() != "help";
    sub.get_arguments().filter(inherited).for_each(|arg| argument(arg, page));
    if let Some(after) = sub.get_after_help() {
        page.control("PP", []);
        page.text([roman(after.to_string())]);
    }
}

fn argument(arg: &Arg, page: &mut Roff) {
    let mut title = Vec::new();
    if let Some(short) = arg.get_short() {
        title.extend([bold(format!("-{short}")), roman(", ")]);
    }
    if let Some(long) = arg.get_long() {
        title.push(bold(format!("--{long}")));
    }
    if arg.is_positional() || arg.get_action().takes_values() {
        if !arg.is_positional() {
            title.push(roman(" "));
        }
        title.push(italic(value_of(arg)));
    }
    page.control("TP", []);
    page.text(title);
    page.text([roman(arg.get_help().map(ToString::to_string).unwrap_or_default())]);
}

fn value_of(arg: &Arg) -> String {
    let names = arg.get_value_names().unwrap_or_default();
    names.iter().map(ToString::to_string).collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;
    use std::path::PathBuf;

    /// Asked at run time, for two checkouts may share a target folder and so the built test.
    fn committed(name: &str) -> PathBuf {
        let package =
            std::env::var_os("CARGO_MANIFEST_DIR").unwrap_or_else(|| env!("CARGO_MANIFEST_DIR").into());
        PathBuf::from(package).join("packaging").join(name)
    }

    #[rstest]
    #[case::bash("inward.bash", completions(Shell::Bash))]
    #[case::zsh("_inward", completions(Shell::Zsh))]
    #[case::fish("inward.fish", completions(Shell::Fish))]
    #[case::manual("inward.1", manual(Language::En))]
    #[case::german_manual("inward.de.1", manual(Language::De))]
    fn what_the_package_brings_is_made_from_the_arguments(#[case] name: &str, #[case] made: String) {
        let path = committed(name);
        if std::env::var_os("INWARD_WRITE_PAGES").is_some() {
            std::fs::write(&path, &made).expect("it can be written");
        }
        let found = std::fs::read_to_string(&path).unwrap_or_default();
        assert!(
            found == made,
            "src-tauri/packaging/{name} is out of date; run `cargo xtask pages` and commit it"
        );
    }

    #[test]
    fn every_command_and_option_is_on_the_manual_page_and_in_each_completion() {
        let page = manual(Language::En).replace("\\-", "-");
        let scripts = [Shell::Bash, Shell::Zsh, Shell::Fish].map(completions);
        for sub in Arguments::command().get_subcommands() {
            let name = sub.get_name();
            assert!(page.contains(&format!("inward {name}")), "{name} is not on the page");
            assert!(scripts.iter().all(|script| script.contains(name)), "{name} is not completed");
            for long in sub.get_arguments().filter_map(Arg::get_long) {
                assert!(page.contains(&format!("--{long}")), "{name} --{long} is not on the page");
                assert!(scripts.iter().all(|script| script.contains(long)), "--{long} is not completed");
            }
        }
    }
}
