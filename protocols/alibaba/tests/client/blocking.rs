//! Calls of threads that wait for them.
#![cfg(all(feature = "blocking", feature = "reqwest"))]

use crate::common::list::List;
use crate::common::{Reaction, Server, builder, send};
use twinspec_client::{Client, Pages};
use twinspec_core::LocalErrorKind;

/// A server that runs beside the test.
fn server(bodies: &[&str]) -> (tokio::runtime::Runtime, Server) {
    let runtime = tokio::runtime::Builder::new_multi_thread().worker_threads(1).enable_all().build().unwrap();
    let reactions: Vec<_> = bodies.iter().map(|body| Reaction::answer("200 OK", "application/json", body)).collect();
    let server = runtime.block_on(Server::sequence(reactions));
    (runtime, server)
}

#[test]
fn a_thread_waits_for_its_call() {
    let (_runtime, server) = server(&[r#"{"RequestId":"R"}"#]);
    let response = server.client().send_blocking(&send()).unwrap();
    assert_eq!(response.request_id(), "R");
}

#[test]
fn threads_share_a_client() {
    let (_runtime, server) = server(&[r#"{"RequestId":"R"}"#]);
    let client = server.client();
    std::thread::scope(|scope| {
        for _ in 0..16 {
            scope.spawn(|| client.send_blocking(&send()).unwrap());
        }
    });
    assert_eq!(server.requests().len(), 16);
}

#[test]
fn a_list_is_an_iterator() {
    let pages = [r#"{"Folders":["a","b"],"NextToken":"t"}"#, r#"{"Folders":["c"]}"#];
    let (_runtime, of_items) = server(&pages);
    let items = Pages::new(of_items.client(), List::default()).items().blocking();
    assert_eq!(items.collect::<Result<Vec<_>, _>>().unwrap(), ["a", "b", "c"]);
    let (_runtime, of_pages) = server(&pages);
    let pages = Pages::new(of_pages.client(), List::default()).blocking();
    let sizes: Vec<_> = pages.map(|page| page.unwrap().into_items().len()).collect();
    assert_eq!(sizes, [2, 1]);
}

#[test]
fn an_iterator_ends_after_an_error() {
    let (_runtime, server) = server(&["nothing of the kind"]);
    let mut items = Pages::new(server.client(), List::default()).items().blocking();
    assert_eq!(items.next().unwrap().unwrap_err().local_kind(), Some(LocalErrorKind::Decode));
    assert!(items.next().is_none());
}

#[test]
fn a_dry_run_waits_for_its_credentials() {
    let client: Client = builder().endpoint("h").build().unwrap();
    let request = client.dry_run_blocking(&send()).unwrap();
    assert!(request.headers().get("authorization").is_some());
}

/// It holds up the other tasks of the thread, but it is not a reason to panic.
#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_thread_that_runs_tasks_can_wait_too() {
    let server = Server::start(Reaction::answer("200 OK", "application/json", r#"{"RequestId":"R"}"#)).await;
    assert!(server.client().send_blocking(&send()).is_ok());
}
