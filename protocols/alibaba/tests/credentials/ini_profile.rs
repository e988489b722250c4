//! The credentials file that the official SDKs share.

use twinspec_alibaba::credentials::IniProfileProvider;

use crate::world::{SECRET, World, failure, found, pair};

const FILE: &str = ".alibabacloud/credentials";
const OF_PYTHON: &str = ".alibabacloud/credentials.ini";

fn section(name: &str, id: &str) -> String {
    format!("[{name}]\ntype = access_key\naccess_key_id = {id}\naccess_key_secret = {SECRET}\n")
}

async fn id(world: &World) -> String {
    found(&IniProfileProvider::new(&world.config())).await.0
}

#[tokio::test]
async fn the_file_has_two_names() {
    let world = World::new();
    world.write(OF_PYTHON, section("default", "python"));
    assert_eq!(found(&IniProfileProvider::new(&world.config())).await, pair("python", "profile/static_ak"));
    world.write(FILE, section("default", "go"));
    assert_eq!(id(&world).await, "go");
    let elsewhere = world.write("elsewhere", section("default", "elsewhere"));
    let world = world.set("ALIBABA_CLOUD_CREDENTIALS_FILE", elsewhere.display().to_string());
    assert_eq!(id(&world).await, "elsewhere");
}

#[tokio::test]
async fn a_section_can_be_named() {
    let world = World::new();
    world.write(FILE, [section("default", "a"), section("work", "b")].concat());
    assert_eq!(found(&IniProfileProvider::with_profile("work", &world.config())).await.0, "b");
    let world = world.set("ALIBABA_CLOUD_PROFILE", "work");
    assert_eq!(id(&world).await, "b");
}

#[tokio::test]
async fn lines_can_be_written_in_many_ways() {
    let world = World::new();
    let text = format!(
        "\u{feff}; a comment\r\nbefore=1\r\n\r\n  [ default ]  # the first\r\n# another\r\n\
         type:access_key\r\naccess_key_id=a#b ; not c\r\n access_key_secret\t=\t{SECRET}\t# secret\r\n[other]\r\naccess_key_id=x\r\n"
    );
    world.write(FILE, text);
    assert_eq!(id(&world).await, "a#b");
}

#[cfg(any(feature = "hyper", feature = "reqwest"))]
#[tokio::test]
async fn roles_are_assumed_and_the_instance_is_asked() {
    use crate::world::{Server, ok};

    let world = World::new();
    let (sts, metadata) = (world.sts_session("STS.1"), world.session("STS.2", 3600));
    let server = Server::start(move |received| match received.line.as_str() {
        "GET /latest/meta-data/ram/security-credentials/web" => ok(metadata.clone()),
        _ => ok(sts.clone()),
    });
    let server = server.await;
    let world = world.server(&server);
    let token = world.write("token", "x").display().to_string();
    let role = "role_arn = acs:ram::1:role/r\nrole_session_name = s\npolicy = p\n";
    world.write(
        FILE,
        format!(
            "[key]\ntype = ram_role_arn\naccess_key_id = a\naccess_key_secret = {SECRET}\n{role}\
             [token]\ntype = oidc_role_arn\noidc_provider_arn = p\noidc_token_file_path = {token}\n{role}\
             [instance]\ntype = ecs_ram_role\nrole_name = web\n"
        ),
    );
    let of = |section: &str| IniProfileProvider::with_profile(section, &world.config());
    assert_eq!(found(&of("key")).await, pair("STS.1", "profile/ram_role_arn/static_ak"));
    assert!(server.received()[0].has("RoleSessionName=s") && server.received()[0].has("Policy=p"));
    assert_eq!(found(&of("token")).await, pair("STS.1", "profile/oidc_role_arn"));
    assert_eq!(found(&of("instance")).await, pair("STS.2", "profile/ecs_ram_role"));
}

#[tokio::test]
async fn what_is_wrong_is_told_with_file_section_and_line() {
    let world = World::new();
    let file = world.path(FILE).display().to_string();
    let words = failure(&IniProfileProvider::new(&world.config())).await;
    assert_eq!(words, format!("the file {file} does not exist, and neither does {file}.ini"));
    for (text, expected) in [
        (String::new(), format!("{file} has no sections")),
        ("[a]\n[b]\n".to_owned(), format!("{file} has no section `default`, only `a`, `b`")),
        (format!("[default]\n{SECRET}\n"), format!("{file}, line 2, has neither `=` nor `:`")),
        ("[default\n".to_owned(), format!("{file}, line 1, is not a section: it has no `]`")),
        ("[default]\n".to_owned(), format!("the section `default` of {file} has no `type`")),
        ("[default]\ntype=access_key\n".to_owned(), format!("the section `default` of {file} has no `access_key_id`")),
        ("[default]\ntype=rsa_key_pair\n".to_owned(), "has the type rsa_key_pair, which is not served here".to_owned()),
    ] {
        world.write(FILE, &text);
        let words = failure(&IniProfileProvider::new(&world.config())).await;
        assert!(words.contains(&expected), "{words}");
    }
    world.write(FILE, [0xff]);
    assert_eq!(failure(&IniProfileProvider::new(&world.config())).await, format!("the file {file} is not UTF-8"));
}
