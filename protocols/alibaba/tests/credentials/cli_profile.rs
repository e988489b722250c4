//! Profiles of the Alibaba Cloud CLI.

use twinspec_alibaba::credentials::{CliProfileProvider, CredentialsProvider};

use crate::world::{SECRET, TOKEN, World, failure, found, pair};

const FILE: &str = ".aliyun/config.json";

fn key() -> String {
    format!(r#""access_key_id":"AK.1","access_key_secret":"{SECRET}""#)
}

/// A file with a current profile of these fields.
fn profile(world: &World, fields: &str) -> CliProfileProvider {
    world.write(FILE, format!(r#"{{"current":"work","profiles":[{{"name":"work",{fields}}}]}}"#));
    CliProfileProvider::new(&world.config())
}

#[tokio::test]
async fn an_access_key_and_a_session_are_used_as_they_are() {
    let world = World::new();
    let fields = format!(r#""mode":"AK",{},"region_id":"cn-hangzhou","output_format":"json","retry_count":0"#, key());
    assert_eq!(found(&profile(&world, &fields)).await, pair("AK.1", "cli_profile/static_ak"));
    let provider = profile(&world, &format!(r#""mode":"StsToken",{},"sts_token":"{TOKEN}""#, key()));
    assert_eq!(found(&provider).await, pair("AK.1", "cli_profile/static_sts"));
    assert!(provider.credentials().await.unwrap().security_token().is_some());
}

#[tokio::test]
async fn modes_are_compared_without_regard_to_case() {
    let world = World::new();
    let provider = profile(&world, &format!(r#""mode":"aK",{}"#, key()));
    assert_eq!(found(&provider).await, pair("AK.1", "cli_profile/static_ak"));
}

#[cfg(any(feature = "hyper", feature = "reqwest"))]
mod with_a_server {
    use super::*;
    use crate::world::{Server, ok};

    const ROLE: &str = r#""ram_role_arn":"acs:ram::1234567890123456:role/deployer","ram_session_name":"s""#;

    /// A world with Security Token Service and a metadata service.
    async fn world() -> (World, Server) {
        let world = World::new();
        let (sts, metadata) = (world.sts_session("STS.1"), world.session("STS.2", 3600));
        let server = Server::start(move |received| match received.line.as_str() {
            "PUT /latest/api/token" => ok("token"),
            line if line.starts_with("GET ") => ok(metadata.clone()),
            _ => ok(sts.clone()),
        });
        let server = server.await;
        (world.server(&server), server)
    }

    #[tokio::test]
    async fn a_role_is_assumed_with_what_the_profile_says() {
        let (world, server) = world().await;
        let fields =
            r#""expired_seconds":1800,"policy":"p","external_id":"e","sts_region":"cn-beijing","enable_vpc":true"#;
        let provider = profile(&world, &format!(r#""mode":"RamRoleArn",{},{ROLE},{fields}"#, key()));
        assert_eq!(found(&provider).await, pair("STS.1", "cli_profile/ram_role_arn/static_ak"));
        let received = &server.received()[0];
        for pair in ["RoleSessionName=s", "DurationSeconds=1800", "Policy=p", "ExternalId=e"] {
            assert!(received.has(pair), "{} lacks {pair}", received.body);
        }
    }

    #[tokio::test]
    async fn a_role_can_be_assumed_by_a_session_of_the_profile() {
        let (world, server) = world().await;
        let fields = format!(r#""mode":"RamRoleArn",{},"sts_token":"{TOKEN}",{ROLE},"expired_seconds":0"#, key());
        assert_eq!(found(&profile(&world, &fields)).await, pair("STS.1", "cli_profile/ram_role_arn/static_sts"));
        assert!(server.received()[0].has("DurationSeconds=3600"));
    }

    #[tokio::test]
    async fn roles_are_chained_by_their_source_profiles() {
        let (world, server) = world().await;
        let link = |name: &str, source: &str| {
            format!(r#"{{"name":"{name}","mode":"ChainableRamRoleArn","source_profile":"{source}",{ROLE}}}"#)
        };
        let root = format!(r#"{{"name":"root","mode":"AK",{}}}"#, key());
        let profiles = [link("outer", "inner"), link("inner", "root"), root].join(",");
        world.write(FILE, format!(r#"{{"current":"root","profiles":[{profiles}]}}"#));
        let provider = CliProfileProvider::with_profile("outer", &world.config());
        assert_eq!(found(&provider).await, pair("STS.1", "cli_profile/ram_role_arn/ram_role_arn/static_ak"));
        let callers: Vec<_> =
            server.received().iter().map(|r| r.header("x-acs-accesskey-id").map(str::to_owned)).collect();
        assert_eq!(callers, [None, Some("STS.1".to_owned())]);
    }

    #[tokio::test]
    async fn the_role_of_an_instance_a_token_and_a_server_are_asked() {
        let (world, server) = world().await;
        let provider = profile(&world, r#""mode":"EcsRamRole","ram_role_name":"web""#);
        assert_eq!(found(&provider).await, pair("STS.2", "cli_profile/ecs_ram_role"));

        let token = world.write("token", TOKEN).display().to_string();
        let fields = format!(r#""oidc_provider_arn":"acs:ram::1:oidc-provider/idp","oidc_token_file":{token:?}"#);
        let provider = profile(&world, &format!(r#""mode":"OIDC",{ROLE},{fields}"#));
        assert_eq!(found(&provider).await, pair("STS.1", "cli_profile/oidc_role_arn"));

        let provider = profile(&world, &format!(r#""mode":"CredentialsURI","credentials_uri":"{}/cred""#, server.url));
        assert_eq!(found(&provider).await, pair("STS.2", "cli_profile/credential_uri"));
        assert_eq!(server.lines().last().map(String::as_str), Some("GET /cred"));
    }

    #[tokio::test]
    async fn a_profile_without_an_address_takes_that_of_the_environment() {
        let (world, server) = world().await;
        let world = world.set("ALIBABA_CLOUD_CREDENTIALS_URI", format!("{}/env", server.url));
        let provider = profile(&world, r#""mode":"CredentialsURI""#);
        assert_eq!(found(&provider).await, pair("STS.2", "cli_profile/credential_uri"));
    }
}

#[cfg(unix)]
#[tokio::test]
async fn a_program_is_run() {
    let world = World::new();
    let provider = profile(
        &world,
        r#""mode":"External","process_command":"printf '{\"access_key_id\":\"AK.2\",\"access_key_secret\":\"s\"}'""#,
    );
    assert_eq!(found(&provider).await, pair("AK.2", "cli_profile/external"));
}

#[tokio::test]
async fn programs_and_servers_that_a_profile_names_can_be_switched_off() {
    let world = World::new().set("ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS", "1");
    for fields in [
        r#""mode":"CredentialsURI","credentials_uri":"http://127.0.0.1:9/""#,
        r#""mode":"External","process_command":"login""#,
    ] {
        let words = failure(&profile(&world, fields)).await;
        assert!(words.contains("switched off by ALIBABA_CLOUD_DISABLE_EXTERNAL_PROCESS"), "{words}");
    }
}

#[tokio::test]
async fn profile_and_file_come_from_the_environment() {
    let world = World::new();
    let profiles = |id: &str| {
        format!(
            r#"{{"current":"x","profiles":[{{"name":"x"}},{{"name":"work","mode":"AK","access_key_id":"{id}","access_key_secret":"{SECRET}"}}]}}"#
        )
    };
    world.write(FILE, profiles("AK.1"));
    let other = world.write("elsewhere.json", profiles("AK.2"));
    let world = world.set("ALIBABA_CLOUD_PROFILE", "work");
    assert_eq!(found(&CliProfileProvider::new(&world.config())).await.0, "AK.1");
    let world = world.set("ALIBABA_CLOUD_CONFIG_FILE", other.display().to_string());
    assert_eq!(found(&CliProfileProvider::new(&world.config())).await.0, "AK.2");
    let world = world.set("ALIBABA_CLOUD_CLI_PROFILE_DISABLED", "true");
    assert!(failure(&CliProfileProvider::new(&world.config())).await.contains("ALIBABA_CLOUD_CLI_PROFILE_DISABLED"));
}

#[tokio::test]
async fn a_byte_order_mark_does_not_matter() {
    let world = World::new();
    world.write(
        FILE,
        format!("\u{feff}{{\"current\":\"a\",\"profiles\":[{{\"name\":\"a\",\"mode\":\"AK\",{}}}]}}", key()),
    );
    assert_eq!(found(&CliProfileProvider::new(&world.config())).await.0, "AK.1");
}

#[tokio::test]
async fn source_profiles_that_lead_in_a_circle_are_told_with_their_names() {
    let world = World::new();
    let link = |name: &str, source: &str| {
        format!(r#"{{"name":"{name}","mode":"ChainableRamRoleArn","source_profile":"{source}","ram_role_arn":"r"}}"#)
    };
    world.write(FILE, format!(r#"{{"current":"a","profiles":[{},{}]}}"#, link("a", "b"), link("b", "a")));
    let words = failure(&CliProfileProvider::new(&world.config())).await;
    assert!(words.ends_with("form a circle: a > b > a"), "{words}");
}

#[tokio::test]
async fn what_is_wrong_with_a_file_is_told_with_its_name() {
    let world = World::new();
    let provider = CliProfileProvider::new(&world.config());
    let file = world.path(FILE).display().to_string();
    assert!(failure(&provider).await.starts_with(&format!("the file {file} does not exist")));
    let cases: [(&[u8], &str); 9] = [
        (b"", "is empty"),
        (&[0xff], "is not UTF-8"),
        (br#"{"current":"work","profiles":[{"access_key_secret":"Se7ret""#, "is not JSON: see line 1, column 59"),
        (br#""Se7ret""#, "is not a JSON object"),
        (br#"{"profiles":[]}"#, "has no `current` profile; set ALIBABA_CLOUD_PROFILE"),
        (br#"{"current":"work","profiles":{"Se7ret":1}}"#, "must be a list, but is an object"),
        (br#"{"current":"work","profiles":["Se7ret"]}"#, "must be a list of objects, but is a text"),
        (br#"{"current":"work"}"#, "has no profile `work`; it has none"),
        (br#"{"current":"work","profiles":[{"name":"a"},{"name":"b"}]}"#, "has no profile `work`; it has `a`, `b`"),
    ];
    for (content, expected) in cases {
        world.write(FILE, content);
        let words = failure(&provider).await;
        assert!(words.contains(&file) && words.contains(expected), "{words}");
    }
}

#[tokio::test]
async fn what_is_wrong_with_a_profile_is_told_with_its_name() {
    let world = World::new();
    let place = format!("the profile `work` of {}", world.path(FILE).display());
    let key = key();
    for (fields, expected) in [
        (key.clone(), "has no `mode`".to_owned()),
        (r#""mode":"AK""#.to_owned(), "has no `access_key_id`".to_owned()),
        (r#""mode":"AK","access_key_id":"i""#.to_owned(), "has no `access_key_secret`".to_owned()),
        (format!(r#""mode":"StsToken",{key}"#), "has no `sts_token`".to_owned()),
        (format!(r#""mode":"RamRoleArn",{key}"#), "has no `ram_role_arn`".to_owned()),
        (r#""mode":"ChainableRamRoleArn""#.to_owned(), "has no `source_profile`".to_owned()),
        (r#""mode":"OIDC""#.to_owned(), "has no `oidc_provider_arn`".to_owned()),
        (r#""mode":"External""#.to_owned(), "has no `process_command`".to_owned()),
        (
            format!(r#""mode":"RamRoleArn",{key},"ram_role_arn":"r","expired_seconds":"{SECRET}""#),
            "a number".to_owned(),
        ),
        (format!(r#""mode":"RamRoleArn",{key},"ram_role_arn":"r","enable_vpc":1"#), "true or false".to_owned()),
        (r#""mode":{"Se7ret":1}"#.to_owned(), "must be a text, but is an object".to_owned()),
    ] {
        let words = failure(&profile(&world, &fields)).await;
        assert!(words.contains(&place) && words.contains(&expected), "{fields}: {words}");
    }
}

#[tokio::test]
async fn modes_that_cannot_work_are_refused_by_name() {
    let world = World::new();
    for (mode, why) in [
        ("CloudSSO", "needs a browser"),
        ("OAuth", "needs a browser"),
        ("RsaKeyPair", "is deprecated"),
        ("RamRoleArnWithRoleName", "is deprecated"),
        ("BearerToken", "`Credentials::bearer`"),
        ("Anonymous", "`Credentials::anonymous`"),
        ("Magic", "is not known"),
    ] {
        let words = failure(&profile(&world, &format!(r#""mode":"{mode}",{}"#, key()))).await;
        assert!(words.contains(&format!("has the mode {mode}, which")) && words.contains(why), "{words}");
        assert!(words.contains("aliyun configure --profile work --mode AK"), "{words}");
    }
}
