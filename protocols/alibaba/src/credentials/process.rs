//! A program that runs beside the client, in whatever asynchronous runtime.

use std::io::Read;
use std::process::{Child, ChildStdout, Command, ExitStatus, Stdio};
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread;
use std::time::{Duration, Instant};

use futures_channel::oneshot;
use zeroize::Zeroizing;

use twinspec_client::LONGEST_WAIT;

/// No credentials are longer.
const MAX_BYTES: usize = 1 << 16;

/// How often a program is looked after that closed its output and goes on.
const LOOK: Duration = Duration::from_millis(10);

/// What became of the program.
pub(super) enum Output {
    /// Its standard output; it ended well.
    Text(Zeroizing<Vec<u8>>),
    NotStarted(std::io::Error),
    Failed(ExitStatus),
    TooSlow,
    TooLong,
    Unreadable(std::io::Error),
}

/// The messages to the thread that looks after the program.
enum Event {
    Read(std::io::Result<Zeroizing<Vec<u8>>>),
    /// Nobody waits for the program.
    Dropped,
}

/// Tells the thread when the future is dropped.
struct Waiting(Sender<Event>);

impl Drop for Waiting {
    fn drop(&mut self) {
        // If the thread has ended, there is nothing to tell.
        let _ = self.0.send(Event::Dropped);
    }
}

/// Runs a program without input and returns its output. It is killed when it takes too long, prints too much, or
/// the future is dropped.
pub(super) async fn run(program: &str, arguments: &[String], timeout: Duration) -> Output {
    let mut command = Command::new(program);
    command.args(arguments).stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::inherit());
    let (sender, events) = channel();
    let (result, output) = oneshot::channel();
    let to_reader = sender.clone();
    let waiting = Waiting(sender);
    let supervisor = thread::Builder::new().name("credentials program".to_owned());
    let started = supervisor.spawn(move || {
        let output = supervise(command, timeout, to_reader, &events);
        // Nobody may wait for it any more.
        let _ = result.send(output);
    });
    let output = match started {
        Ok(_) => output.await.unwrap_or_else(|_| Output::NotStarted(std::io::Error::other("its thread ended"))),
        Err(error) => Output::NotStarted(error),
    };
    drop(waiting);
    output
}

fn supervise(mut command: Command, timeout: Duration, to_reader: Sender<Event>, events: &Receiver<Event>) -> Output {
    let deadline = Instant::now() + timeout.min(LONGEST_WAIT);
    let mut child = match command.spawn() {
        Ok(child) => child,
        Err(error) => return Output::NotStarted(error),
    };
    let output = listen(&mut child, deadline, to_reader, events);
    if !matches!(output, Output::Text(_) | Output::Failed(_)) {
        // It may have ended meanwhile.
        let _ = child.kill();
        let _ = child.wait();
    }
    output
}

/// Waits for the output and the end of the program.
fn listen(child: &mut Child, deadline: Instant, to_reader: Sender<Event>, events: &Receiver<Event>) -> Output {
    let Some(stdout) = child.stdout.take() else { return Output::Unreadable(std::io::Error::other("no output")) };
    let reader = thread::Builder::new().name("credentials output".to_owned());
    if let Err(error) = reader.spawn(move || to_reader.send(Event::Read(read(stdout)))) {
        return Output::Unreadable(error);
    }
    let text = match events.recv_timeout(deadline.saturating_duration_since(Instant::now())) {
        Ok(Event::Read(Ok(text))) if text.len() > MAX_BYTES => return Output::TooLong,
        Ok(Event::Read(Ok(text))) => text,
        Ok(Event::Read(Err(error))) => return Output::Unreadable(error),
        Ok(Event::Dropped) | Err(_) => return Output::TooSlow,
    };
    loop {
        match child.try_wait() {
            Ok(Some(status)) if status.success() => return Output::Text(text),
            Ok(Some(status)) => return Output::Failed(status),
            Ok(None) if Instant::now() < deadline => {}
            Ok(None) => return Output::TooSlow,
            Err(error) => return Output::Unreadable(error),
        }
        match events.recv_timeout(LOOK) {
            Ok(Event::Dropped) => return Output::TooSlow,
            Ok(Event::Read(_)) | Err(RecvTimeoutError::Timeout) => {}
            // The reader has ended, and so the future is the only one that could say something.
            Err(RecvTimeoutError::Disconnected) => return Output::TooSlow,
        }
    }
}

/// Reads at most one byte more than credentials have, into a buffer that does not grow, so that no copy stays behind.
fn read(stdout: ChildStdout) -> std::io::Result<Zeroizing<Vec<u8>>> {
    let mut text = Zeroizing::new(Vec::with_capacity(MAX_BYTES + 64));
    stdout.take(MAX_BYTES as u64 + 1).read_to_end(&mut text)?;
    Ok(text)
}
