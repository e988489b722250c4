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

/// A server with the load on it, and what was measured so far.
struct Run {
    server: Server,
    load: Load,
    start_time: Duration,
    memory_at_start: f64,
    /// Requests a second of each round.
    rates: Vec<f64>,
    /// CPU microseconds a request of each round.
    times: Vec<f64>,
    sent: u64,
}

impl Run {
    fn start(kind: Kind) -> std::io::Result<Self> {
        const STARTS: usize = 10;
        let start = |_| Server::start(kind).map(|server| server.start_time);
        let starts = (0..STARTS).map(start).collect::<Result<_, _>>()?;
        let server = Server::start(kind)?;
        let memory_at_start = server.memory()?;
        let load = Load::new(kind, &server.address);
        let (rates, times) = (Vec::new(), Vec::new());
        Ok(Run { server, load, start_time: median(starts), memory_at_start, rates, times, sent: 0 })
    }
}

fn measure(arguments: &Arguments) -> std::io::Result<Vec<Figures>> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let mut runs = Kind::ALL.into_iter().map(Run::start).collect::<Result<Vec<_>, _>>()?;
    // A first round that is not counted fills the caches.
    for round in 0..=arguments.rounds {
        for run in &mut runs {
            let before = run.server.cpu_time()?;
            let elapsed = runtime.block_on(run.load.run(arguments.requests, arguments.connections))?;
            run.sent += arguments.requests;
            if round > 0 {
                run.rates.push(arguments.requests as f64 / elapsed.as_secs_f64());
                let time = run.server.cpu_time()? - before;
                run.times.push(time.as_secs_f64() * 1e6 / arguments.requests as f64);
            }
        }
    }
    let bare: Vec<f64> = runs.first().map(|run| run.times.clone()).unwrap_or_default();
    let mut all = Vec::new();
    for mut run in runs {
        let user_share = run.server.user_share()?;
        let memory_before = (run.sent, run.server.memory()?);
        let rest = arguments.total.saturating_sub(run.sent);
        if rest > 0 {
            runtime.block_on(run.load.run(rest, arguments.connections))?;
        }
        let ratios = bare.iter().zip(&run.times).map(|(bare, time)| bare / time);
        all.push(Figures {
            name: run.server.kind.name(),
            ratio_to_bare: median(ratios.collect()),
            requests_per_second: median(run.rates),
            user_microseconds: median(run.times.clone()) * user_share,
            cpu_microseconds: median(run.times),
            start_time: run.start_time,
            memory_at_start: run.memory_at_start,
            memory_before,
            memory_after: (run.sent + rest, run.server.memory()?),
        });
    }
    Ok(all)
}
