//! The figures, side by side.

use std::time::Duration;

use serde_json::json;

pub(crate) struct Figures {
    pub(crate) name: String,
    pub(crate) requests_per_second: f64,
    /// In the kernel and outside of it.
    pub(crate) cpu_microseconds: f64,
    /// Outside of the kernel.
    pub(crate) user_microseconds: f64,
    /// The CPU time of the bare route divided by that of this server.
    pub(crate) ratio_to_bare: f64,
    pub(crate) start_time: Duration,
    pub(crate) memory_at_start: f64,
    /// After how many requests, and megabytes.
    pub(crate) memory_before: (u64, f64),
    pub(crate) memory_after: (u64, f64),
}

pub(crate) fn print(all: &[Figures], as_json: bool) {
    if as_json {
        let rows = all.iter().map(|figures| {
            json!({
                "server": figures.name,
                "requestsPerSecond": figures.requests_per_second,
                "cpuMicrosecondsPerRequest": figures.cpu_microseconds,
                "userMicrosecondsPerRequest": figures.user_microseconds,
                "ratioToBare": figures.ratio_to_bare,
                "startMilliseconds": figures.start_time.as_secs_f64() * 1000.0,
                "megabytesAtStart": figures.memory_at_start,
                "megabytesAfter": [
                    { "requests": figures.memory_before.0, "megabytes": figures.memory_before.1 },
                    { "requests": figures.memory_after.0, "megabytes": figures.memory_after.1 },
                ],
            })
        });
        println!("{:#}", serde_json::Value::Array(rows.collect()));
        return;
    }
    println!(
        "{:<22} {:>10} {:>9} {:>12} {:>12} {:>9} {:>9} {:>9} {:>9}",
        "", "CPU µs", "not in", "requests/s", "requests/s", "start", "MB", "MB after", "MB after"
    );
    let after = |count: fn(&Figures) -> u64| all.last().map_or(0, count);
    println!(
        "{:<22} {:>10} {:>9} {:>12} {:>12} {:>9} {:>9} {:>9} {:>9}",
        "server",
        "a request",
        "kernel",
        "of a core",
        "as measured",
        "ms",
        "at start",
        after(|figures| figures.memory_before.0),
        after(|figures| figures.memory_after.0),
    );
    for figures in all {
        println!(
            "{:<22} {:>10.2} {:>9.2} {:>6.0} {:>4.2}x {:>12.0} {:>9.1} {:>9.1} {:>9.1} {:>9.1}",
            figures.name,
            figures.cpu_microseconds,
            figures.user_microseconds,
            1e6 / figures.cpu_microseconds,
            figures.ratio_to_bare,
            figures.requests_per_second,
            figures.start_time.as_secs_f64() * 1000.0,
            figures.memory_at_start,
            figures.memory_before.1,
            figures.memory_after.1,
        );
    }
}

/// The middle one.
pub(crate) fn median<T: PartialOrd + Copy + Default>(mut values: Vec<T>) -> T {
    values.sort_by(|a, b| a.partial_cmp(b).unwrap_or(std::cmp::Ordering::Equal));
    values.get(values.len() / 2).copied().unwrap_or_default()
}
