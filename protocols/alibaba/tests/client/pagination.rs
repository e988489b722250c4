//! Lists that come in pages.

#![cfg(any(feature = "hyper", feature = "reqwest"))]

use std::future::poll_fn;
use std::pin::pin;

use crate::common::list::List;
use crate::common::{Reaction, Server};
use futures_core::Stream;
use twinspec_client::{Client, Pages};
use twinspec_core::{LocalErrorKind, PageStart, Paginate};

async fn server(pages: &[&str]) -> Server {
    let reactions = pages.iter().map(|page| Reaction::answer("200 OK", "application/json", page));
    Server::sequence(reactions.collect::<Vec<_>>()).await
}

fn pages(client: Client) -> Pages<List> {
    Pages::new(client, List::default())
}

/// The query of each request.
fn queries(server: &Server) -> Vec<String> {
    let requests = server.requests();
    let target = |head: &String| head.split(' ').nth(1).unwrap_or_default().to_owned();
    requests.iter().map(target).collect()
}

#[tokio::test]
async fn tokens_lead_through_all_pages_and_an_empty_token_ends_the_list() {
    let server = server(&[
        r#"{"Folders":["a","b"],"NextToken":"t 1"}"#,
        r#"{"Folders":[],"NextToken":"t2"}"#,
        r#"{"Folders":["c"],"NextToken":""}"#,
    ])
    .await;
    let mut items = pages(server.client()).items();
    let mut found = Vec::new();
    while let Some(item) = items.next().await {
        found.push(item.unwrap());
    }
    assert_eq!(found, ["a", "b", "c"]);
    assert_eq!(queries(&server), ["/", "/?NextToken=t%201", "/?NextToken=t2"]);
    assert!(items.next().await.is_none(), "it stays at its end");
    assert_eq!(server.requests().len(), 3);
}

/// aliyun-cli#512: the list ended after its first page, since its answers have numbers and no token.
#[tokio::test]
async fn numbers_lead_on_until_the_total_is_reached() {
    let full = r#"{"Folders":["x","y"],"TotalCount":5}"#;
    let server = server(&[full, full, r#"{"Folders":["z"],"TotalCount":5}"#]).await;
    let mut pages = pages(server.client());
    let mut starts = Vec::new();
    while let Some(page) = pages.next().await {
        starts.push(page.unwrap().next().cloned());
    }
    assert_eq!(starts, [Some(PageStart::Number(2)), Some(PageStart::Number(3)), None]);
    assert_eq!(queries(&server), ["/", "/?PageNumber=2", "/?PageNumber=3"]);
}

/// mondoohq/mql#9302: a page may be shorter than the one that was asked for, and than the next.
#[tokio::test]
async fn a_page_may_be_shorter_than_the_next_one() {
    let server = server(&[
        r#"{"Folders":["a"],"TotalCount":4}"#,
        r#"{"Folders":["b","c"],"TotalCount":4}"#,
        r#"{"Folders":["d"],"TotalCount":4}"#,
    ])
    .await;
    let mut items = pages(server.client()).items();
    for expected in ["a", "b", "c", "d"] {
        assert_eq!(items.next().await.unwrap().unwrap(), expected);
    }
    assert!(items.next().await.is_none());
    assert_eq!(server.requests().len(), 3);
}

/// mondoohq/mql#9302: a total that is less than what there is does not end the list before its page.
#[tokio::test]
async fn a_total_that_cannot_be_is_passed_over() {
    let page = r#"{"Folders":["a","b"],"TotalCount":0}"#;
    let server = server(&[page, page, r#"{"Folders":[],"TotalCount":0}"#]).await;
    let mut items = pages(server.client()).items();
    for _ in 0..4 {
        items.next().await.unwrap().unwrap();
    }
    assert!(items.next().await.is_none());
}

/// The total is a text, or empty.
#[tokio::test]
async fn a_total_of_another_shape_is_read() {
    for (total, requests) in [(r#""2""#, 1), (r#""""#, 2), ("null", 2)] {
        let page = format!(r#"{{"Folders":["a","b"],"TotalCount":{total}}}"#);
        let server = server(&[&page, r#"{"Folders":""}"#]).await;
        let mut items = pages(server.client()).items();
        let mut count = 0;
        while let Some(item) = items.next().await {
            item.unwrap();
            count += 1;
        }
        assert_eq!((count, server.requests().len()), (2, requests), "{total}");
    }
}

#[tokio::test]
async fn a_run_that_begins_in_the_middle_ends_at_the_total_too() {
    let server = server(&[r#"{"Folders":["c","d"],"TotalCount":6}"#, r#"{"Folders":["e","f"],"TotalCount":6}"#]).await;
    let mut items = Pages::new(server.client(), List { page_number: Some(2), ..List::default() }).items();
    for expected in ["c", "d", "e", "f"] {
        assert_eq!(items.next().await.unwrap().unwrap(), expected);
    }
    assert!(items.next().await.is_none());
    assert_eq!(queries(&server), ["/?PageNumber=2", "/?PageNumber=3"]);
}

/// aliyun-cli#512, with an answer that has no total either.
#[tokio::test]
async fn without_a_total_an_empty_page_ends_the_list() {
    let server = server(&[r#"{"Folders":["x"]}"#, r#"{"Folders":["y"]}"#, r#"{"Folders":[]}"#]).await;
    let mut items = pages(server.client()).items();
    assert_eq!(items.next().await.unwrap().unwrap(), "x");
    assert_eq!(items.next().await.unwrap().unwrap(), "y");
    assert!(items.next().await.is_none());
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn a_page_is_asked_for_when_it_is_needed_and_not_before() {
    let server = server(&[r#"{"Folders":["a","b"],"NextToken":"t"}"#, r#"{"Folders":["c"]}"#]).await;
    let mut items = pages(server.client()).items();
    assert_eq!(server.requests().len(), 0);
    items.next().await.unwrap().unwrap();
    items.next().await.unwrap().unwrap();
    assert_eq!(server.requests().len(), 1);
    items.next().await.unwrap().unwrap();
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn what_a_page_says_of_the_next_one_is_enough_to_go_on_later() {
    let server = server(&[r#"{"Folders":["a"],"NextToken":"later"}"#, r#"{"Folders":["b"]}"#]).await;
    let first = pages(server.client()).next().await.unwrap().unwrap();
    let mut request = List::default();
    request.start_at(first.next().cloned().unwrap());
    assert_eq!(first.into_items(), ["a"]);

    let mut rest = Pages::new(server.client(), request);
    let page = rest.next().await.unwrap().unwrap();
    assert_eq!(page.status(), 200);
    assert_eq!(page.into_response().into_body().folders.unwrap(), ["b"]);
    assert!(rest.next().await.is_none());
    assert_eq!(queries(&server), ["/", "/?NextToken=later"]);
}

#[tokio::test]
async fn a_token_that_was_seen_before_is_an_error_after_its_page() {
    let server = server(&[
        r#"{"Folders":["a"],"NextToken":"1"}"#,
        r#"{"Folders":["b"],"NextToken":"2"}"#,
        r#"{"Folders":["c"],"NextToken":"1"}"#,
    ])
    .await;
    let mut items = pages(server.client()).items();
    for expected in ["a", "b", "c"] {
        assert_eq!(items.next().await.unwrap().unwrap(), expected);
    }
    let error = items.next().await.unwrap().unwrap_err();
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Pagination));
    assert!(!error.is_retryable());
    assert!(items.next().await.is_none());
    assert_eq!(server.requests().len(), 3);
}

#[tokio::test]
async fn an_error_ends_the_list() {
    let server = Server::sequence([
        Reaction::answer("200 OK", "application/json", r#"{"Folders":["a"],"NextToken":"1"}"#),
        Reaction::answer("403 Forbidden", "application/json", r#"{"Code":"NoPermission","Message":"No."}"#),
    ])
    .await;
    let mut items = pages(server.client()).items();
    assert_eq!(items.next().await.unwrap().unwrap(), "a");
    assert_eq!(items.next().await.unwrap().unwrap_err().code(), Some("NoPermission"));
    assert!(items.next().await.is_none());
    assert_eq!(server.requests().len(), 2);
}

#[tokio::test]
async fn pages_and_items_are_streams() {
    let server = server(&[r#"{"Folders":["a"],"NextToken":"t"}"#, r#"{"Folders":["b"]}"#]).await;
    let mut items = pin!(pages(server.client()).items());
    let first = poll_fn(|context| items.as_mut().poll_next(context)).await;
    assert_eq!(first.unwrap().unwrap(), "a");
}
