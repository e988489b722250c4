//! A program that knows nothing of a mock is sent to one by its environment.

use std::process::Command;

use acs_resource_directory::Client;
use acs_resource_directory_mock::Mock;

/// What is set in the process of the program.
const PROGRAM: &str = "TWINSPEC_FLOWS_PROGRAM";

/// The program: as it would be written for the service.
async fn call() -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
    let client = Client::builder().region("cn-shanghai").build()?;
    client.create_folder("Applications").send().await?;
    let same = client.clone();
    tokio::task::spawn_blocking(move || same.create_folder("Services").send_blocking().map(drop)).await??;
    Ok(())
}

#[tokio::test(flavor = "multi_thread")]
async fn the_environment_sends_a_program_to_the_mock() {
    if std::env::var_os(PROGRAM).is_some() {
        return call().await.unwrap();
    }
    for variable in ["TWINSPEC_ENDPOINT_URL", "TWINSPEC_ENDPOINT_URL_RESOURCE_DIRECTORY"] {
        let mock = Mock::start().await;
        mock.given("directory").unwrap();
        let mut program = Command::new(std::env::current_exe().unwrap());
        program.args(["--exact", "the_environment_sends_a_program_to_the_mock", "--nocapture"]);
        program.env(PROGRAM, "1").env(variable, mock.url());
        program.env("ALIBABA_CLOUD_ACCESS_KEY_ID", "testid").env("ALIBABA_CLOUD_ACCESS_KEY_SECRET", "testsecret");
        program.env_remove("ALIBABA_CLOUD_SECURITY_TOKEN");
        let output = tokio::task::spawn_blocking(move || program.output()).await.unwrap().unwrap();
        let errors = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}{errors}", String::from_utf8_lossy(&output.stdout));
        let called: Vec<_> = mock.calls().into_iter().map(|call| call.operation.unwrap_or_default()).collect();
        assert_eq!(called, ["CreateFolder", "CreateFolder"], "{variable}");
    }
}
