
#[tokio::test]
async fn a_code_under_a_status_of_success_is_no_error() -> Outcome {
    let mock = Mock::start().await;
    let client = mock.client();
    for (status, code) in [{{ rows }}] {
        mock.force(&OPERATION, code)?;
        let response = {{ send }}?;
        assert_eq!(response.status(), status);
        assert!(!response.request_id().is_empty());
    }
    Ok(())
}
