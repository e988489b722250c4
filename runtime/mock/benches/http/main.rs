//! The mock beside a bare route of axum, on the same signed requests. `cargo xtask bench mock` starts it.
//!
//! Each server is a process of its own with one thread. Its CPU time is what the operating system says of that
//! process, so that what else the machine does, the load included, does not count.

mod load;
mod process;
mod report;
mod servers;
mod service;

use std::process::ExitCode;
use std::time::Duration;

use clap::Parser;

use load::Load;
use process::Server;
use report::{Figures, median};
use servers::Kind;

#[derive(Parser)]
struct Arguments {
    /// Requests of one round; the servers take turns
    #[arg(long, default_value_t = 10_000)]
    requests: u64,
    /// Rounds; the median counts. Ratios are taken within a round, whose servers share the mood of the machine
    #[arg(long, default_value_t = 40)]
    rounds: usize,
    /// Connections that are kept alive and each carry one request at a time
    #[arg(long, default_value_t = 32)]
    connections: usize,
    /// Requests after which memory is read once more
    #[arg(long, default_value_t = 1_000_000)]
    total: u64,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// What cargo adds
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    if let Some(kind) = Kind::asked_for() {
        return kind.serve();
    }
    let arguments = Arguments::parse();
    match measure(&arguments) {
        Ok(figures) => {
            report::print(&figures, arguments.json);
            ExitCode::SUCCESS
        }
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn measure(arguments: &Arguments) -> std::io::Result<Vec<Figures>> {
    const STARTS: usize = 10;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut runs = Vec::new();
    for kind in Kind::ALL {
        let starts: Vec<Duration> =
            (0..STARTS).map(|_| Server::start(kind).map(|server| server.start_time)).collect::<Result<_, _>>()?;
        let server = Server::start(kind)?;
        let memory_at_start = server.memory()?;
        let load = Load::new(kind, &server.address);
        runs.push((server, load, memory_at_start, median(starts), Vec::new(), Vec::new(), 0));
    }
    // A first round that is not counted fills the caches.
    for round in 0..=arguments.rounds {
        for (server, load, _, _, rates, times, sent) in &mut runs {
            let before = server.cpu_time()?;
            let elapsed = runtime.block_on(load.run(arguments.requests, arguments.connections))?;
            *sent += arguments.requests;
            if round > 0 {
                rates.push(arguments.requests as f64 / elapsed.as_secs_f64());
                times.push((server.cpu_time()? - before).as_secs_f64() * 1e6 / arguments.requests as f64);
            }
        }
    }
    let bare: Vec<f64> = runs.first().map(|(.., times, _)| times.clone()).unwrap_or_default();
    let mut all = Vec::new();
    for (server, mut load, memory_at_start, start_time, rates, times, sent) in runs {
        let memory_before = server.memory()?;
        let rest = arguments.total.saturating_sub(sent);
        if rest > 0 {
            runtime.block_on(load.run(rest, arguments.connections))?;
        }
        all.push(Figures {
            name: server.kind.name(),
            requests_per_second: median(rates),
            ratio_to_bare: median(bare.iter().zip(&times).map(|(bare, time)| bare / time).collect()),
            cpu_microseconds: median(times),
            start_time,
            memory_at_start,
            memory_before: (sent, memory_before),
            memory_after: (sent + rest, server.memory()?),
        });
    }
    Ok(all)
}
