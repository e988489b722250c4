//! What a person sees of faults.

use std::io::IsTerminal;

use twinspec_generator::diagnostics::{Diagnostics, Files};

use crate::{Repository, print};

/// Prints faults to standard error, and how to learn more about them.
pub fn diagnostics(diagnostics: &Diagnostics, files: &Files, repository: &Repository) {
    if diagnostics.is_empty() {
        return;
    }
    print::note(diagnostics.render(files, colored()).trim_end());
    if let Some(first) = diagnostics.iter().next() {
        print::note(format_args!(
            "run `{} explain {}` for more about the first fault",
            repository.command(),
            first.code()
        ));
    }
}

/// More warnings than a person reads at once are counted.
const FEW: usize = 12;

/// Prints errors and a few warnings as [`diagnostics`] does; of many warnings, how many there are of each kind, and how to
/// see them all.
pub fn summary(api: &str, found: &Diagnostics, files: &Files, repository: &Repository) {
    if found.has_errors() || found.len() <= FEW {
        return diagnostics(found, files, repository);
    }
    print::note(format_args!("{api}: {}", found.summary()));
    for (code, count) in found.counts() {
        print::note(format_args!("{count:>8} {code} {}", code.title()));
    }
    print::note(format_args!("  `{} lint` shows each, `explain CODE` says more", repository.command()));
}

/// Faults for a program to read.
pub fn json(diagnostics: &Diagnostics, files: &Files) -> Vec<serde_json::Value> {
    match diagnostics.to_json(files) {
        serde_json::Value::Array(faults) => faults,
        other => vec![other],
    }
}

/// Prints an error and its causes to standard error.
pub fn error(error: &anyhow::Error) {
    let (red, reset) = if colored() { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
    print::note(format_args!("{red}error{reset}: {error}"));
    for cause in error.chain().skip(1) {
        print::note(format_args!("  because: {cause}"));
    }
}

fn colored() -> bool {
    std::io::stderr().is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
