//! The clock, the passing of time, and its limits.

mod clock;
pub(crate) mod time_limit;
pub(crate) mod timer;

pub use clock::{Clock, SystemClock};
pub use time_limit::{Overrun, TimeLimit};
#[cfg(feature = "tokio")]
pub use timer::TokioTimer;
pub use timer::{LONGEST_WAIT, Sleep, Timer};
