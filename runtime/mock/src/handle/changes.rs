//! Descriptions that change while a mock program serves them.

use std::future::pending;

use tokio::sync::mpsc::{UnboundedReceiver, UnboundedSender, unbounded_channel};

use crate::Service;

/// What a program serves from some moment on, as it comes.
#[derive(Debug)]
pub struct Changes(Option<UnboundedReceiver<Vec<&'static Service>>>);

/// Sends what a program is to serve from now on.
#[derive(Debug, Clone)]
pub struct ChangeSender(UnboundedSender<Vec<&'static Service>>);

impl Changes {
    /// For descriptions that do not change.
    pub fn none() -> Self {
        Changes(None)
    }

    /// Changes, and what sends them.
    pub fn channel() -> (ChangeSender, Self) {
        let (sender, receiver) = unbounded_channel();
        (ChangeSender(sender), Changes(Some(receiver)))
    }

    /// The next one. Never returns if nobody is left who could send one.
    pub(super) async fn next(&mut self) -> Vec<&'static Service> {
        if let Some(receiver) = &mut self.0
            && let Some(services) = receiver.recv().await
        {
            return services;
        }
        pending().await
    }
}

impl ChangeSender {
    /// Has the program serve these from now on. Returns whether it still runs.
    pub fn send(&self, services: Vec<&'static Service>) -> bool {
        self.0.send(services).is_ok()
    }
}
