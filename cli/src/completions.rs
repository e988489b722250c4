use clap_complete::Shell;

use crate::print;

/// Prints the completions of a shell for a program.
pub fn completions(shell: Shell, command: &mut clap::Command, program: &str) {
    let mut script = Vec::new();
    clap_complete::generate(shell, command, program, &mut script);
    print::line(String::from_utf8_lossy(&script).trim_end());
}
