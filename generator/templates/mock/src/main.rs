{{ docs }}
use std::process::ExitCode;

fn main() -> ExitCode {
    {{ plan.library }}_mock::twinspec_mock::program::run(&{{ plan.library }}_mock::SERVICE)
}
