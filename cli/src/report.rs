//! What a person sees of faults.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::io::{IsTerminal, stderr};

use anyhow::Result;
use twinspec_generator::diagnostics::{Diagnostic, Diagnostics, Files};
use twinspec_generator::generate::GenerateError;

use crate::configuration::Misconfigured;
use crate::{Repository, print};

/// Prints faults to standard error, and how to learn more about them.
pub fn diagnostics(diagnostics: &Diagnostics, files: &Files, repository: &Repository) {
    if diagnostics.is_empty() {
        return;
    }
    print::note(diagnostics.render(files, is_colored(&stderr())).trim_end());
    if let Some(first) = diagnostics.iter().next() {
        print::note(format_args!(
            "run `{} explain {}` for more about the first fault",
            repository.command(),
            first.code()
        ));
    }
}

/// What was read of a description, or nothing if it has faults, which are printed.
///
/// # Errors
/// Anything else that went wrong.
pub fn read<T>(read: Result<T, GenerateError>, repository: &Repository) -> Result<Option<T>> {
    match read {
        Ok(read) => Ok(Some(read)),
        Err(GenerateError::Spec(files, found)) => {
            diagnostics(&found, &files, repository);
            Ok(None)
        }
        Err(error) => Err(error.into()),
    }
}

/// More warnings than a person reads at once are counted.
const FEW: usize = 12;

/// Prints errors and a few warnings as [`diagnostics`] does; of many warnings, how many there are of each kind and why, and
/// the command that shows them all.
pub fn summary(api: &str, found: &Diagnostics, files: &Files, repository: &Repository, lint: &str) {
    if found.has_errors() || found.len() <= FEW {
        return diagnostics(found, files, repository);
    }
    print::note(format_args!("{api}: {}", found.summary()));
    for (code, count) in found.counts() {
        print::note(format_args!("{count:>8} {code} {}", code.title()));
        let reasons = reasons(found.iter().filter(|one| one.code() == code));
        for (reason, count) in reasons.iter().take(REASONS) {
            print::note(format_args!("{:>8} {count} x {reason}", ""));
        }
        let (more, others) = reasons.iter().skip(REASONS).fold((0, 0), |(kinds, all), (_, one)| (kinds + 1, all + one));
        if more > 0 {
            print::note(format_args!("{:>8} {others} for {more} more reasons", ""));
        }
    }
    print::note(format_args!("  `{}` shows each with its place, `explain CODE` says more", lint));
}

/// How many reasons of one kind are shown.
const REASONS: usize = 3;

/// What is said in how many places, the most frequent first: without the names of each place.
fn reasons<'d>(found: impl Iterator<Item = &'d Diagnostic>) -> Vec<(String, usize)> {
    let mut counted: BTreeMap<String, usize> = BTreeMap::new();
    for diagnostic in found {
        let help = diagnostic.helps().first().map(|help| format!(": {help}")).unwrap_or_default();
        *counted.entry(unnamed(&format!("{}{help}", diagnostic.message()))).or_default() += 1;
    }
    let mut reasons: Vec<_> = counted.into_iter().collect();
    reasons.sort_by_key(|(_, count)| Reverse(*count));
    reasons
}

/// A text with `…` for each of its quotations.
fn unnamed(text: &str) -> String {
    let pieces = text.split('`').enumerate();
    pieces.map(|(index, piece)| if index % 2 == 0 { piece } else { "`…`" }).collect()
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
    if let Some(Misconfigured(files, diagnostics)) = error.downcast_ref() {
        return print::note(diagnostics.render(files, is_colored(&stderr())).trim_end());
    }
    let (red, reset) = if is_colored(&stderr()) { ("\u{1b}[1;31m", "\u{1b}[0m") } else { ("", "") };
    print::note(format_args!("{red}error{reset}: {error}"));
    for cause in error.chain().skip(1) {
        print::note(format_args!("  because: {cause}"));
    }
}

/// Whether what is printed there is colored.
pub(crate) fn is_colored(stream: &impl IsTerminal) -> bool {
    stream.is_terminal() && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
}
