//! What a call costs this side of the wire, beside raw HTTP clients. `cargo xtask bench client` starts it.
//!
//! The server is a process of its own that answers as briefly as it can. All of a client runs on the one thread that
//! is measured, and what counts is the time that this thread was on a processor, in the kernel and outside of it.
//! The clients take turns: a round of one is compared with the round of raw `reqwest` beside it.

mod clients;
mod operation;
mod report;
mod server;

use std::process::ExitCode;
use std::rc::Rc;
use std::time::Duration;

use clap::Parser;
use rustix::time::{ClockId, clock_gettime};

use clients::{Client, Failure, Kind};
use report::Figures;
use server::Server;

#[derive(Parser)]
struct Arguments {
    /// Calls of one round
    #[arg(long, default_value_t = 5_000)]
    calls: u32,
    /// Rounds; the median counts
    #[arg(long, default_value_t = 21)]
    rounds: usize,
    /// How many calls are under way at a time; can be given more than once
    #[arg(long, default_values_t = [1, 32])]
    concurrency: Vec<u32>,
    /// Only this client, again and again, for a profiler
    #[arg(long, value_enum)]
    only: Option<Kind>,
    /// Print JSON
    #[arg(long)]
    json: bool,
    /// What cargo adds
    #[arg(long, hide = true)]
    bench: bool,
}

fn main() -> ExitCode {
    if server::is_asked_for() {
        return server::serve();
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

fn measure(arguments: &Arguments) -> Result<Vec<Figures>, Failure> {
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let server = Server::start()?;
    let kinds = arguments.only.map_or(Kind::ALL.to_vec(), |kind| vec![kind]);
    let clients = kinds.into_iter().map(|kind| Ok((kind, Rc::new(Client::new(kind, &server.address)?))));
    let clients = clients.collect::<Result<Vec<_>, Failure>>()?;
    let mut all = Vec::new();
    for concurrency in &arguments.concurrency {
        let mut rounds = vec![Vec::with_capacity(arguments.rounds); clients.len()];
        // A first round that is not counted opens the connections.
        for round in 0..=arguments.rounds {
            for ((_, client), times) in clients.iter().zip(&mut rounds) {
                let start = cpu_time();
                runtime.block_on(run(client, arguments.calls, *concurrency))?;
                if round > 0 {
                    let calls = arguments.calls / concurrency * concurrency;
                    times.push((cpu_time() - start).as_secs_f64() * 1e6 / f64::from(calls));
                }
            }
        }
        let first = rounds.first().cloned().unwrap_or_default();
        for ((kind, _), times) in clients.iter().zip(rounds) {
            all.push(Figures::new(kind.name(), *concurrency, &times, &first));
        }
    }
    Ok(all)
}

/// So many calls, of which so many are under way at a time.
async fn run(client: &Rc<Client>, calls: u32, concurrency: u32) -> Result<(), Failure> {
    let set = tokio::task::LocalSet::new();
    let tasks: Vec<_> = (0..concurrency)
        .map(|_| {
            let client = Rc::clone(client);
            set.spawn_local(async move {
                for _ in 0..calls / concurrency {
                    client.call().await?;
                }
                Ok::<(), Failure>(())
            })
        })
        .collect();
    set.await;
    for task in tasks {
        task.await??;
    }
    Ok(())
}

/// The time that this thread was on a processor.
fn cpu_time() -> Duration {
    let time = clock_gettime(ClockId::ThreadCPUTime);
    Duration::new(time.tv_sec.unsigned_abs(), u32::try_from(time.tv_nsec).unwrap_or_default())
}
