//! The runtime of a mock that is started outside of one.

use std::io;

use tokio::runtime::{Builder, Runtime};

/// A Tokio runtime that ends with its mock, also if that is dropped inside of another runtime.
pub(super) struct OwnRuntime(Option<Runtime>);

impl OwnRuntime {
    pub(super) fn new() -> io::Result<Self> {
        let mut builder = Builder::new_multi_thread();
        Ok(OwnRuntime(Some(builder.worker_threads(1).thread_name("mock").enable_all().build()?)))
    }

    /// What a future has for a result. It is waited for on another thread: that of the caller may have a runtime.
    pub(super) fn run<T: Send>(&self, future: impl Future<Output = T> + Send) -> Option<T> {
        let runtime = self.0.as_ref()?;
        std::thread::scope(|scope| scope.spawn(|| runtime.block_on(future)).join().ok())
    }
}

impl Drop for OwnRuntime {
    fn drop(&mut self) {
        if let Some(runtime) = self.0.take() {
            runtime.shutdown_background();
        }
    }
}
