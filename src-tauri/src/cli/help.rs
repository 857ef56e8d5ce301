//! What the command line says about itself, in the language of the system.

use std::process::ExitCode;

use clap::builder::StyledStr;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use clap::{Arg, ArgAction, Command};
use inward_domain::lexicon::{Language, knows, say};

use super::failure::{UNPRINTED, WRONG_USAGE};
use super::output;

/// Puts the catalogue's words into a command and its subcommands.
pub(super) fn in_words(root: Command, language: Language) -> Command {
    let version = Arg::new("version").long("version").short('V').action(ArgAction::Version);
    let root = root.arg(version.help(say(language, "cli.help.version", &[])));
    let names: Vec<String> = root.get_subcommands().map(|sub| sub.get_name().to_owned()).collect();
    let root = worded(root, "cli.help", language);
    names.into_iter().fold(root, |root, name| {
        root.mut_subcommand(&name, |sub| worded(sub, &format!("cli.help.{name}"), language))
    })
}

fn worded(command: Command, key: &str, language: Language) -> Command {
    let text = |key: &str| say(language, key, &[]);
    let arguments = text("cli.help.heading_arguments");
    let options = text("cli.help.heading_options");
    let help_key = |arg: &Arg| format!("{key}.{}", arg.get_id());
    let help = Arg::new("help").long("help").short('h').action(ArgAction::Help).help(text("cli.help.help"));
    let about = if key == "cli.help" { text("cli.help.about") } else { text(key) };
    let after = format!("{key}.after");
    let command = command
        .arg(help)
        .about(about)
        .subcommand_help_heading(text("cli.help.heading_commands"))
        .subcommand_value_name(text("cli.help.value_command"))
        .help_template(format!(
            "{{about-with-newline}}\n{}\n  {{usage}}\n\n{{all-args}}{{after-help}}",
            text("cli.help.heading_usage")
        ))
        .mut_args(move |arg| {
            let heading = if arg.is_positional() { &arguments } else { &options };
            let heading = heading.clone();
            let said = ["help", "version"].contains(&arg.get_id().as_str());
            let help = help_key(&arg);
            let arg = arg.help_heading(heading);
            if said { arg } else { arg.help(say(language, &help, &[])) }
        });
    if knows(language, &after) { command.after_help(text(&after)) } else { command }
}

/// Prints help or what is wrong, and returns the code to leave with.
pub(super) fn stop(error: &clap::Error, language: Language) -> ExitCode {
    match error.kind() {
        ErrorKind::DisplayHelp | ErrorKind::DisplayVersion => {
            let Err(error) = output::results(&error.render().to_string()) else { return ExitCode::SUCCESS };
            output::told(&error.to_string());
            ExitCode::from(UNPRINTED)
        }
        _ => {
            output::told(&wrong_usage(error, language));
            ExitCode::from(WRONG_USAGE)
        }
    }
}

/// Says what is wrong in a sentence, and where the help is.
fn wrong_usage(error: &clap::Error, language: Language) -> String {
    let context = |kind: ContextKind| error.get(kind).map(shown).unwrap_or_default();
    let argument = context(ContextKind::InvalidArg);
    let value = context(ContextKind::InvalidValue);
    let cause = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let (key, params): (&str, Vec<(&str, &str)>) = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let name = context(ContextKind::InvalidSubcommand);
            return with_hint(say(language, "cli.usage.command", &[("name", &name)]), error, language);
        }
        ErrorKind::UnknownArgument => ("cli.usage.unknown", vec![("argument", &argument)]),
        ErrorKind::MissingRequiredArgument => ("cli.usage.missing", vec![("argument", &argument)]),
        ErrorKind::InvalidValue if value.is_empty() => ("cli.usage.no_value", vec![("argument", &argument)]),
        ErrorKind::InvalidValue => {
            let known = context(ContextKind::ValidValue);
            let sentence = say(
                language,
                "cli.usage.value",
                &[("value", &value), ("argument", &argument), ("known", &known)],
            );
            return with_hint(sentence, error, language);
        }
        ErrorKind::ValueValidation => {
            ("cli.usage.value_why", vec![("value", &value), ("argument", &argument), ("why", &cause)])
        }
        ErrorKind::ArgumentConflict => {
            let other = context(ContextKind::PriorArg);
            let sentence = say(language, "cli.usage.conflict", &[("argument", &argument), ("other", &other)]);
            return with_hint(sentence, error, language);
        }
        _ => return error.render().to_string(),
    };
    with_hint(say(language, key, &params), error, language)
}

fn with_hint(sentence: String, error: &clap::Error, language: Language) -> String {
    let suggestion = [ContextKind::SuggestedSubcommand, ContextKind::SuggestedArg]
        .into_iter()
        .find_map(|kind| error.get(kind))
        .map(|value| say(language, "cli.usage.perhaps", &[("name", &shown(value))]));
    let help = say(language, "cli.usage.see_help", &[]);
    [Some(sentence), suggestion, Some(help)].into_iter().flatten().collect::<Vec<_>>().join("\n")
}

fn shown(value: &ContextValue) -> String {
    match value {
        ContextValue::String(text) => text.clone(),
        ContextValue::Strings(texts) => texts.join(", "),
        ContextValue::StyledStr(text) => plain(text),
        ContextValue::StyledStrs(texts) => texts.iter().map(plain).collect::<Vec<_>>().join(", "),
        ContextValue::Number(n) => n.to_string(),
        _ => String::new(),
    }
}

fn plain(text: &StyledStr) -> String {
    text.to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory;

    use crate::cli::arguments::Arguments;

    fn help_keys() -> Vec<String> {
        let root = Arguments::command();
        let of = |command: &Command, key: &str| -> Vec<String> {
            command.get_arguments().map(|arg| format!("{key}.{}", arg.get_id())).collect()
        };
        let mut keys = of(&root, "cli.help");
        for sub in root.get_subcommands() {
            let key = format!("cli.help.{}", sub.get_name());
            keys.extend(of(sub, &key));
            keys.push(key);
        }
        keys
    }

    #[test]
    fn every_command_and_argument_is_explained_in_both_languages() {
        for language in [Language::En, Language::De] {
            for key in help_keys() {
                assert!(knows(language, &key), "{key} has no words in {language:?}");
            }
        }
    }

    #[test]
    fn the_arguments_fit_together() {
        for language in [Language::En, Language::De] {
            in_words(Arguments::command(), language).debug_assert();
        }
    }

    #[test]
    fn help_is_in_the_language_of_the_system() {
        let help = |language| in_words(Arguments::command(), language).render_long_help().to_string();
        assert!(help(Language::En).contains("Commands:"), "{}", help(Language::En));
        assert!(help(Language::De).contains("Befehle:"), "{}", help(Language::De));
        for english in ["Usage", "Options:", "Print", "Arguments", "Commands"] {
            assert!(!help(Language::De).contains(english), "{english} is left in:\n{}", help(Language::De));
        }
    }
}
