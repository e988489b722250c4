{{ docs }}
use std::process::ExitCode;

fn main() -> ExitCode {
    {{ plan.mock_library }}::twinspec_mock::program::run(&{{ plan.mock_library }}::SERVICE)
}
