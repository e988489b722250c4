{{ docs }}
use std::process::ExitCode;

fn main() -> ExitCode {
    twinspec_mock::program::run(&{{ plan.library }}_mock::SERVICE)
}
