//! How far the work is.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// A bar for so many documents.
pub(super) fn progress(documents: usize, verb: &str) -> ProgressBar {
    let style = ProgressStyle::with_template(&format!("{{bar:30}} {{pos}}/{{len}} {verb}{{msg}}"));
    let bar = ProgressBar::new(documents as u64).with_style(style.unwrap_or(ProgressStyle::default_bar()));
    bar.enable_steady_tick(Duration::from_millis(200));
    bar
}
