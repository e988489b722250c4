//! Lists that come in pages.

use acs_wide::twinspec_core::{LocalErrorKind, PageStart};
use acs_wide::list_by_either;

use crate::script::Script;

#[tokio::test]
async fn all_items_come_by_tokens() {
    let script = Script::of(&[
        r#"{"Things":{"Thing":[{"Id":"a","Secret":"s"},{"Id":"b"}]},"NextToken":"t"}"#,
        r#"{"Things":{"Thing":[{"Id":"c"}]}}"#,
    ]);
    let mut items = script.wide().list_by_token().max_results(2).items();
    let mut ids = Vec::new();
    while let Some(item) = items.next().await {
        ids.push(item.expect("a thing").id.expect("its id"));
    }
    assert_eq!(ids, ["a", "b", "c"]);
    assert_eq!(script.targets(), ["/?MaxResults=2", "/?NextToken=t&MaxResults=2"]);
}

#[tokio::test]
async fn all_pages_come_by_numbers_and_a_total_deep_in_the_answer() {
    let page = r#"{"Page":{"Things":[{"Id":"a"},{"Id":"b"}],"Total":{"Count":3}}}"#;
    let last = r#"{"Page":{"Things":[{"Id":"c"}],"Total":{"Count":3}}}"#;
    let script = Script::of(&[page, last]);
    let mut pages = script.wide().list_by_number().pages();
    let mut starts = Vec::new();
    while let Some(page) = pages.next().await {
        starts.push(page.expect("a page").next().copied());
    }
    assert_eq!(starts, [Some(2), None]);
    assert_eq!(script.targets(), ["/", "/?PageNumber=2"]);
}

#[tokio::test]
async fn a_token_leads_on_unless_the_caller_counts_pages() {
    let answer = r#"{"Things":{"Thing":[{"Id":"a"}]},"NextToken":"t","TotalCount":2}"#;
    let script = Script::of(&[answer; 6]);
    let client = script.wide();
    let start = async |request: list_by_either::Request<&acs_wide::Client>| {
        let page = request.pages().next().await.expect("a page").expect("it is read");
        page.next().cloned()
    };
    assert_eq!(start(client.list_by_either()).await, Some(PageStart::Token("t".into())));
    assert_eq!(start(client.list_by_either().max_results(1)).await, Some(PageStart::Token("t".into())));
    assert_eq!(start(client.list_by_either().page_number(1)).await, Some(PageStart::Number(2)));
    assert_eq!(start(client.list_by_either().page_number(2)).await, None);
    // A caller who wants both gets what the service does: it has answered with a token.
    let both = || client.list_by_either().page_number(1).max_results(1);
    assert_eq!(start(both()).await, Some(PageStart::Token("t".into())));
    assert_eq!(start(both().next_token("s")).await, Some(PageStart::Token("t".into())));
}

#[tokio::test]
async fn without_a_token_pages_are_counted_unless_the_caller_follows_tokens() {
    let answer = r#"{"Things":{"Thing":[{"Id":"a"}]},"TotalCount":2}"#;
    let script = Script::of(&[answer; 7]);
    let client = script.wide();
    let mut items = client.list_by_either().items();
    while let Some(item) = items.next().await {
        item.expect("a thing");
    }
    let mut items = client.list_by_either().max_results(1).items();
    while let Some(item) = items.next().await {
        item.expect("a thing");
    }
    let mut items = client.list_by_either().next_token("t").items();
    while let Some(item) = items.next().await {
        item.expect("a thing");
    }
    assert_eq!(script.targets(), ["/", "/?PageNumber=2", "/?MaxResults=1", "/?NextToken=t"]);
    let mut items = client.list_by_either().page_number(1).max_results(1).items();
    while let Some(item) = items.next().await {
        item.expect("a thing");
    }
    let mut items = client.list_by_either().page_number(1).next_token("t").items();
    while let Some(item) = items.next().await {
        item.expect("a thing");
    }
    let both = ["/?MaxResults=1&PageNumber=1", "/?MaxResults=1&PageNumber=2", "/?NextToken=t&PageNumber=1"];
    assert_eq!(script.targets()[4..], both);
}

#[tokio::test]
async fn required_numbers_that_are_text_and_begin_at_zero() {
    let script = Script::of(&[r#"{"Names":["a"]}"#, r#"{"Names":["b"]}"#, r#"{"Names":[]}"#]);
    let mut items = script.wide().list_from_zero("0").items();
    let mut names = Vec::new();
    while let Some(item) = items.next().await {
        names.push(item.expect("a name"));
    }
    assert_eq!(names, ["a", "b"]);
    assert_eq!(script.targets(), ["/?Page=0", "/?Page=1", "/?Page=2"]);
}

#[tokio::test]
async fn an_answer_that_is_the_list_itself() {
    let script = Script::of(&[r#"["a","b"]"#, "[]"]);
    let mut items = script.paths().list_names().items();
    assert_eq!(items.next().await.expect("one").expect("a name"), "a");
    assert_eq!(items.next().await.expect("one").expect("a name"), "b");
    assert!(items.next().await.is_none());
    assert_eq!(script.targets(), ["/names", "/names?page=2"]);
}

#[tokio::test]
async fn a_list_goes_on_from_what_a_page_said_of_the_next_one() {
    let script = Script::of(&[
        r#"{"data":{"things":[{"name":"a"}],"next":{"token":"later"}}}"#,
        r#"{"data":{"things":[{"name":"b"}],"next":{}}}"#,
    ]);
    let client = script.paths();
    let first = client.list_things().page_size(1).pages().next().await.expect("a page").expect("it is read");
    let kept = first.next().cloned().expect("there is more");

    let mut rest = client.list_things().page_size(1).next_token(kept).pages();
    let page = rest.next().await.expect("a page").expect("it is read");
    assert!(page.next().is_none());
    assert_eq!(page.into_items().first().map(|part| part.name.clone()), Some("b".to_owned()));
    assert!(rest.next().await.is_none());
    assert_eq!(script.targets(), ["/things?pageSize=1", "/things?pageSize=1&nextToken=later"]);
}

#[tokio::test]
async fn tokens_in_a_circle_are_an_error() {
    let answer = r#"{"Things":{"Thing":[{"Id":"a"}]},"NextToken":"t"}"#;
    let script = Script::of(&[answer; 2]);
    let mut items = script.wide().list_by_token().items();
    assert!(items.next().await.expect("the first").is_ok());
    assert!(items.next().await.expect("that of the token").is_ok());
    let error = items.next().await.expect("an error").expect_err("the token again");
    assert_eq!(error.local_kind(), Some(LocalErrorKind::Pagination));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn an_error_ends_the_list() {
    let refusal = br#"{"Code":"NoPermission","Message":"No.","RequestId":"r"}"#;
    let page = br#"{"Things":{"Thing":[{"Id":"a"}]},"NextToken":"t"}"#;
    let script = Script::answering([(200, page.as_slice()), (403, refusal.as_slice())]);
    let mut items = script.wide().list_by_token().items();
    assert!(items.next().await.expect("an item").is_ok());
    assert_eq!(items.next().await.expect("an error").expect_err("refused").code(), Some("NoPermission"));
    assert!(items.next().await.is_none());
}

#[tokio::test]
async fn a_stream_outlives_its_client() {
    let script = Script::of(&[r#"{"Things":{"Thing":[{"Id":"a"}]}}"#]);
    let mut items = { script.wide().list_by_token().items() };
    let item = tokio::spawn(async move { items.next().await }).await.expect("the task ends");
    assert!(item.expect("an item").is_ok());
}
