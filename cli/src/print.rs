//! Printing to a reader that may have gone, as after `| head`: that is not a reason to panic.

use std::fmt::Display;
use std::io::{ErrorKind, Write};
use std::path::Path;
use std::process::exit;

/// Prints a line to standard output. If nobody reads it any more, the program ends: whoever stops reading has read enough.
pub fn line(text: impl Display) {
    if let Err(error) = writeln!(std::io::stdout(), "{text}") {
        exit(if error.kind() == ErrorKind::BrokenPipe { 0 } else { 1 });
    }
}

/// Prints a line to standard error. If that cannot be, the work goes on.
pub fn note(text: impl Display) {
    let _ = writeln!(std::io::stderr(), "{text}");
}

/// A path as a person would type it: relative to the current folder where that is shorter.
pub fn shown(path: &Path) -> String {
    let here = std::env::current_dir().unwrap_or_default();
    let relative = path.strip_prefix(&here).unwrap_or(path);
    let shown = relative.display().to_string();
    if shown.is_empty() { ".".to_owned() } else { shown }
}
