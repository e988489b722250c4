//! A server in a process of its own, and what Linux says of that process.

use std::fs;
use std::io::{self, BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use crate::servers::{Kind, SERVE};

pub(crate) struct Server {
    pub(crate) kind: Kind,
    pub(crate) address: String,
    /// From before the process was there to the line that says it listens.
    pub(crate) start_time: Duration,
    child: Child,
}

impl Server {
    pub(crate) fn start(kind: Kind) -> io::Result<Self> {
        let mut command = Command::new(std::env::current_exe()?);
        command.env(SERVE, kind.environment()).stdout(Stdio::piped()).stderr(Stdio::null());
        let start = Instant::now();
        let mut child = command.spawn()?;
        let output = child.stdout.take().ok_or_else(|| io::Error::other("no output"))?;
        let mut line = String::new();
        BufReader::new(output).read_line(&mut line)?;
        let start_time = start.elapsed();
        let address = line
            .trim()
            .strip_prefix("listening on http://")
            .ok_or_else(|| io::Error::other(format!("{} does not start: {line}", kind.name())))?;
        Ok(Server { kind, address: address.to_owned(), start_time, child })
    }

    /// The time that all threads of the process have run, in the kernel and outside of it.
    pub(crate) fn cpu_time(&self) -> io::Result<Duration> {
        let mut nanoseconds = 0;
        for thread in fs::read_dir(format!("/proc/{}/task", self.child.id()))? {
            let text = fs::read_to_string(thread?.path().join("schedstat"))?;
            nanoseconds += text.split(' ').next().and_then(|first| first.parse::<u64>().ok()).unwrap_or(0);
        }
        Ok(Duration::from_nanos(nanoseconds))
    }

    /// How much of its CPU time the process has spent in its own code, and not in the kernel: from 0 to 1.
    pub(crate) fn user_share(&self) -> io::Result<f64> {
        let stat = fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // After the name, which is in brackets and may have blanks in it, `utime` and `stime` are numbers 12 and 13.
        let fields = stat.rsplit_once(')').map_or("", |(_, fields)| fields).split_whitespace();
        let mut ticks = fields.skip(11).filter_map(|field| field.parse::<f64>().ok());
        match (ticks.next(), ticks.next()) {
            (Some(user), Some(system)) if user + system > 0.0 => Ok(user / (user + system)),
            _ => Err(io::Error::other("no times")),
        }
    }

    /// Resident memory in megabytes.
    pub(crate) fn memory(&self) -> io::Result<f64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let kilobytes = status
            .lines()
            .find_map(|line| line.strip_prefix("VmRSS:"))
            .and_then(|rest| rest.trim().trim_end_matches(" kB").parse::<f64>().ok());
        kilobytes.map(|count| count / 1024.0).ok_or_else(|| io::Error::other("no VmRSS"))
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
