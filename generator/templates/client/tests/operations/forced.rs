
#[tokio::test]
async fn every_error_is_typed_and_says_what_to_do() -> Outcome {
    let mock = Mock::start().await;
    let client = mock.client();
    let rows = [{{ rows }}];
    for (kind, status, code, message, remedy) in rows {
        mock.force(&OPERATION, code)?;
        let error = {{ send }}.expect_err("the answer is forced");
        assert_eq!(error.kind(), kind);
        assert_eq!(error.status(), Some(status));
        assert_eq!(error.code(), Some(code));
        assert_eq!(error.message(), message);
        let request_id = error.request_id().ok_or("the request id")?;
        let text = error.to_string();
        for part in [code, message, request_id, remedy] {
            assert!(text.contains(part), "{text}");
        }
    }
    Ok(())
}
