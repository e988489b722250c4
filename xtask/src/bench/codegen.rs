//! `cargo xtask bench codegen`.

use std::ffi::OsStr;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

use super::median::median;
use crate::repository::root;
use twinspec::print;

/// Times `codegen` as a whole process: into an empty folder, and over existing files. Compares it with a process that does
/// nothing.
#[derive(clap::Args)]
pub(crate) struct Arguments {
    /// How often each is run, in turns.
    #[arg(long, default_value_t = 20, value_parser = clap::value_parser!(u32).range(1..))]
    runs: u32,
}

pub(crate) fn run(arguments: &Arguments) -> Result<ExitCode> {
    let specs = root().join("spec");
    let scratch = tempfile::tempdir().context("cannot make a scratch folder")?;
    let warm = scratch.path().join("warm");
    let codegen = |out: &OsStr| time(["codegen".as_ref(), "--spec".as_ref(), specs.as_os_str(), "--out".as_ref(), out]);
    codegen(warm.as_os_str())?;
    let (mut nothing, mut fresh, mut again) = (Vec::new(), Vec::new(), Vec::new());
    for turn in 0..arguments.runs {
        nothing.push(time(["--version".as_ref()])?);
        fresh.push(codegen(scratch.path().join(turn.to_string()).as_os_str())?);
        again.push(codegen(warm.as_os_str())?);
    }
    print::line(format_args!("{:<28} {:>8} {:>8} {:>8}   {:>8}", "whole process, ms", "min", "median", "max", "ratio"));
    let base = median(&mut nothing);
    for (name, times) in [
        ("nothing (--version)", &mut nothing),
        ("codegen, all files new", &mut fresh),
        ("codegen, nothing to do", &mut again),
    ] {
        let middle = median(times);
        let ms = |time: Option<&Duration>| time.map_or(0.0, |time| time.as_secs_f64() * 1000.0);
        print::line(format_args!(
            "{name:<28} {:>8.1} {:>8.1} {:>8.1}   {:>7.1}x",
            ms(times.first()),
            ms(Some(&middle)),
            ms(times.last()),
            middle.as_secs_f64() / base.as_secs_f64(),
        ));
    }
    Ok(ExitCode::SUCCESS)
}

fn time<'a>(arguments: impl IntoIterator<Item = &'a OsStr>) -> Result<Duration> {
    let program = std::env::current_exe().context("cannot find the path of this program")?;
    let mut command = Command::new(program);
    command.args(arguments).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().context("cannot run this program again")?;
    let elapsed = start.elapsed();
    if !status.success() {
        bail!("the measured run failed");
    }
    Ok(elapsed)
}
