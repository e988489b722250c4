//! The program, as a person starts it.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};

/// Is stopped when the test is over.
pub(crate) struct Running(pub(crate) Child);

impl Drop for Running {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

pub(crate) fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_twinspec-spec-mock"));
    command.args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

/// Starts a program, and returns the address it prints.
pub(crate) fn start(mut program: Command) -> (Running, String) {
    let mut running = Running(program.spawn().expect("it starts"));
    let mut line = String::new();
    let output = running.0.stdout.take().expect("a pipe");
    BufReader::new(output).read_line(&mut line).expect("a line");
    let address = line.trim_end().strip_prefix("listening on http://").unwrap_or_else(|| panic!("{line:?}")).to_owned();
    (running, address)
}
