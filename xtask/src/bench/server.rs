//! A server in a process of its own, and a connection to it.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use anyhow::{Context, Result, bail};

/// No server takes longer to start.
const PATIENCE: Duration = Duration::from_secs(120);

/// Linux counts CPU time in hundredths of a second.
const TICK: Duration = Duration::from_millis(10);

/// A server that runs until it is dropped.
pub(super) struct Server {
    child: Child,
    port: u16,
    /// How long it took until it accepted a connection.
    pub(super) start: Duration,
}

impl Server {
    /// Starts a server with the port to listen on.
    pub(super) fn start(command: &dyn Fn(u16) -> Command) -> Result<Self> {
        let port = TcpListener::bind("127.0.0.1:0")?.local_addr()?.port();
        let mut command = command(port);
        let begun = Instant::now();
        let child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn();
        let child = child.with_context(|| format!("cannot run {command:?}"))?;
        let mut server = Server { child, port, start: Duration::ZERO };
        while TcpStream::connect(("127.0.0.1", port)).is_err() {
            if begun.elapsed() > PATIENCE || server.child.try_wait()?.is_some() {
                bail!("{command:?} does not start");
            }
            std::thread::sleep(Duration::from_micros(500));
        }
        server.start = begun.elapsed();
        Ok(server)
    }

    /// The CPU time that it has used.
    pub(super) fn cpu_time(&self) -> Result<Duration> {
        let stat = std::fs::read_to_string(format!("/proc/{}/stat", self.child.id()))?;
        // The name of the program, in parentheses, may have blanks.
        let rest = stat.rsplit_once(") ").context("no fields")?.1;
        let ticks = rest.split(' ').skip(11).take(2).map(str::parse::<u32>).sum::<Result<u32, _>>()?;
        Ok(TICK * ticks)
    }

    /// MiB that it has in memory.
    pub(super) fn memory(&self) -> Result<f64> {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.child.id()))?;
        let line = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).context("no VmRSS")?;
        let kibibytes: f64 = line.trim().trim_end_matches(" kB").parse()?;
        Ok(kibibytes / 1024.0)
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// A connection that is kept alive.
pub(super) struct Connection(BufReader<TcpStream>);

impl Connection {
    pub(super) fn open(server: &Server) -> Result<Self> {
        let stream = TcpStream::connect(("127.0.0.1", server.port))?;
        stream.set_nodelay(true)?;
        Ok(Connection(BufReader::new(stream)))
    }

    /// The status and the body of the answer to a `GET` with a credential.
    pub(super) fn get(&mut self, path: &str) -> Result<(u16, Vec<u8>)> {
        let request = format!("GET {path} HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer token\r\n\r\n");
        self.0.get_mut().write_all(request.as_bytes())?;
        let (mut length, mut is_chunked) = (0, false);
        let first = self.line()?;
        let status = first.split(' ').nth(1).and_then(|status| status.parse().ok()).context("no status")?;
        loop {
            let line = self.line()?.to_ascii_lowercase();
            match line.split_once(':') {
                None => break,
                Some(("content-length", value)) => length = value.trim().parse()?,
                Some(("transfer-encoding", _)) => is_chunked = true,
                Some(_) => {}
            }
        }
        let mut body = Vec::new();
        if !is_chunked {
            self.0.by_ref().take(length).read_to_end(&mut body)?;
            return Ok((status, body));
        }
        loop {
            let length = u64::from_str_radix(self.line()?.trim(), 16)?;
            self.0.by_ref().take(length).read_to_end(&mut body)?;
            self.line()?;
            if length == 0 {
                return Ok((status, body));
            }
        }
    }

    /// A line without its end.
    fn line(&mut self) -> Result<String> {
        let mut line = String::new();
        if self.0.read_line(&mut line)? == 0 {
            bail!("the server closed the connection");
        }
        Ok(line.trim_end().to_owned())
    }
}
