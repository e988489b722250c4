
#[tokio::test]
async fn errors_are_those_of_the_table() -> Outcome {
    errors({{ unreadable }}, {{ request }}).await
}
