//! What goes on after an answer: the next page, and the outcome of what was started.

mod link;
mod long_running;
mod pagination;

pub use link::{next_link, next_link_number};
pub use long_running::{Conclusive, LongRunning, PollState, nothing_to_poll_by};
pub use pagination::{PageNumber, PageStart, Paginate, Progress, next_token};
