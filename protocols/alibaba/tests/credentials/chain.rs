//! The default chain.

use twinspec_alibaba::credentials::{CredentialsProvider, DefaultChain, ProviderConfig};
use twinspec_client::Environment;

use crate::world::{SECRET, World, failure, found};

fn cli(world: &World) {
    let key = format!(r#""access_key_id":"cli","access_key_secret":"{SECRET}""#);
    let text = format!(r#"{{"current":"a","profiles":[{{"name":"a","mode":"AK",{key}}}]}}"#);
    world.write(".aliyun/config.json", text);
}

fn ini(world: &World) {
    let key = format!("access_key_id=ini\naccess_key_secret={SECRET}\n");
    world.write(".alibabacloud/credentials", format!("[default]\ntype=access_key\n{key}"));
}

#[cfg(any(feature = "hyper", feature = "reqwest"))]
#[tokio::test]
async fn places_are_looked_into_in_the_official_order() {
    use crate::world::{Server, ok, pair};

    let world = World::new();
    let (sts, instance, uri) = (world.sts_session("oidc"), world.session("instance", 3600), world.session("uri", 3600));
    let server = Server::start(move |received| match received.line.as_str() {
        "POST /?Format=json" => ok(sts.clone()),
        "GET /latest/meta-data/ram/security-credentials/" => ok("web"),
        "GET /latest/meta-data/ram/security-credentials/web" => ok(instance.clone()),
        "GET /uri" => ok(uri.clone()),
        _ => (404, Vec::new()),
    });
    let server = server.await;
    // From the last place to the first.
    let world = world.set("ALIBABA_CLOUD_CREDENTIALS_URI", format!("{}/uri", server.url));
    assert_eq!(found(&DefaultChain::new(&world.config())).await, pair("uri", "default/credential_uri"));
    let world = world.server(&server);
    assert_eq!(found(&DefaultChain::new(&world.config())).await, pair("instance", "default/ecs_ram_role"));
    ini(&world);
    assert_eq!(found(&DefaultChain::new(&world.config())).await, pair("ini", "default/profile/static_ak"));
    cli(&world);
    assert_eq!(found(&DefaultChain::new(&world.config())).await, pair("cli", "default/cli_profile/static_ak"));
    let token = world.write("token", "x").display().to_string();
    let world = world
        .set("ALIBABA_CLOUD_ROLE_ARN", "acs:ram::1:role/r")
        .set("ALIBABA_CLOUD_OIDC_PROVIDER_ARN", "acs:ram::1:oidc-provider/p")
        .set("ALIBABA_CLOUD_OIDC_TOKEN_FILE", token);
    assert_eq!(found(&DefaultChain::new(&world.config())).await, pair("oidc", "default/oidc_role_arn"));
    let world = world.set("ALIBABA_CLOUD_ACCESS_KEY_ID", "env").set("ALIBABA_CLOUD_ACCESS_KEY_SECRET", SECRET);
    assert_eq!(found(&DefaultChain::new(&world.config())).await, pair("env", "default/env"));
}

#[tokio::test]
async fn a_place_that_has_had_credentials_is_kept() {
    let world = World::new();
    ini(&world);
    let chain = DefaultChain::new(&world.config());
    assert_eq!(found(&chain).await.0, "ini");
    cli(&world);
    assert_eq!(found(&chain).await.0, "ini");
    assert_eq!(found(&DefaultChain::new(&world.config())).await.0, "cli");
}

#[tokio::test]
async fn the_error_tells_what_each_place_lacks_and_the_next_request_looks_again() {
    let world = World::new();
    world.write(".alibabacloud/credentials", "[work]\n");
    let chain = DefaultChain::new(&world.config());
    let words = failure(&chain).await;
    for part in [
        "; env: the variable ALIBABA_CLOUD_ACCESS_KEY_ID is not set",
        "; oidc_role_arn: not set: ALIBABA_CLOUD_ROLE_ARN, ALIBABA_CLOUD_OIDC_PROVIDER_ARN, ALIBABA_CLOUD_OIDC_TOKEN_FILE",
        &format!("; cli_profile: the file {} does not exist", world.path(".aliyun/config.json").display()),
        &format!(
            "; profile: {} has no section `default`, only `work`",
            world.path(".alibabacloud/credentials").display()
        ),
        "; ecs_ram_role: the metadata service is switched off by ALIBABA_CLOUD_ECS_METADATA_DISABLED",
        "; credential_uri: not set: ALIBABA_CLOUD_CREDENTIALS_URI",
        "Set ALIBABA_CLOUD_ACCESS_KEY_ID",
    ] {
        assert!(words.contains(part), "{words} lacks {part}");
    }
    cli(&world);
    assert_eq!(found(&chain).await.0, "cli");
}

#[tokio::test]
async fn a_process_without_a_home_directory_is_told_to_set_one() {
    let variables = [("ALIBABA_CLOUD_ECS_METADATA_DISABLED", "true")];
    let chain = DefaultChain::new(&ProviderConfig::new().environment(Environment::given(variables)));
    let words = failure(&chain).await;
    assert!(words.contains("there is no home directory to look for .aliyun/config.json in; set HOME"), "{words}");
}

#[tokio::test]
async fn the_home_directory_is_that_of_the_environment() {
    let world = World::new();
    cli(&world);
    let home = world.path("").display().to_string();
    let variables = [("HOME", home.as_str()), ("USERPROFILE", home.as_str())];
    let chain = DefaultChain::new(&ProviderConfig::new().environment(Environment::given(variables)));
    assert_eq!(found(&chain).await.0, "cli");
}

#[tokio::test]
async fn debug_shows_what_was_found_and_no_secret() {
    let world = World::new();
    cli(&world);
    let chain = DefaultChain::new(&world.config());
    assert_eq!(format!("{chain:?}"), "DefaultChain { found: None, .. }");
    chain.credentials().await.unwrap();
    let debug = format!("{chain:?}");
    assert!(debug.contains("CliProfileProvider") && debug.contains("\"cli\""), "{debug}");
    assert!(!debug.contains(SECRET), "{debug}");
}
