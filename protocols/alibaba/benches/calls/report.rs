//! The figures, side by side.

use serde_json::json;

/// What was measured of a client.
pub(crate) struct Figures {
    name: &'static str,
    concurrency: u32,
    /// CPU time of a call.
    microseconds: f64,
    /// The same as a multiple of what the first client took in the same round.
    ratio: f64,
}

impl Figures {
    /// Of the times of the rounds, and those of the first client.
    pub(crate) fn new(name: &'static str, concurrency: u32, times: &[f64], first: &[f64]) -> Self {
        let ratios = times.iter().zip(first).map(|(time, first)| time / first).collect();
        Figures { name, concurrency, microseconds: median(times.to_vec()), ratio: median(ratios) }
    }
}

pub(crate) fn print(all: &[Figures], as_json: bool) {
    if as_json {
        let rows = all.iter().map(|figures| {
            json!({
                "client": figures.name,
                "concurrency": figures.concurrency,
                "cpuMicrosecondsPerCall": figures.microseconds,
                "ratioToRawReqwest": figures.ratio,
            })
        });
        println!("{:#}", serde_json::Value::Array(rows.collect()));
        return;
    }
    println!("{:<26} {:>12} {:>12} {:>10}", "client", "at a time", "CPU µs", "ratio");
    for Figures { name, concurrency, microseconds, ratio } in all {
        println!("{name:<26} {concurrency:>12} {microseconds:>12.2} {ratio:>9.2}x");
    }
}

/// The middle one.
fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    values.get(values.len() / 2).copied().unwrap_or_default()
}
