
/// The operation without its parameters.
struct Nothing;

impl Input for Nothing {
    type Output = ResponseBody;
    type ErrorKind = Kind;
    const OPERATION: &'static Operation = &OPERATION;

    fn arguments(&self, _: &mut Arguments) {}
}

#[tokio::test]
async fn a_call_without_parameters_is_refused() {
    let mock = Mock::start().await;
    let call = mock.client().runtime().send(&Nothing);
    let error = call.await.expect_err("a parameter is required");
    assert_eq!(error.code(), Some({{ code }}));
}
