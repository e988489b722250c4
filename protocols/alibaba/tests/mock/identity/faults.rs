use twinspec_alibaba::mock::identity::Identity;
use twinspec_alibaba::mock::{Mock, StartError};

use crate::common::builder;

pub(crate) struct Fault {
    pub(crate) text: &'static str,
    /// With line and column.
    error: &'static str,
    /// Whether an editor sees it too.
    pub(crate) schema_knows: bool,
}

const fn fault(text: &'static str, error: &'static str) -> Fault {
    Fault { text, error, schema_knows: true }
}

/// What only all of the file says.
const fn meaning(text: &'static str, error: &'static str) -> Fault {
    Fault { text, error, schema_knows: false }
}

pub(crate) const FAULTS: &[Fault] = &[
    fault("account: []", "1:1: no key `account`, did you mean `accounts`?"),
    fault("accounts: x", "1:11: is not a list; write `[…]` or lines with `-`"),
    fault("accounts:\n  - users: []", "2:5: the key `id` is missing"),
    fault("accounts:\n  - id: 1\n    user: []", "3:5: no key `user`, did you mean `users`?"),
    fault(
        "accounts:\n  - id: 1\n    access-keys: [{ id: a, secret: b, active: true }]",
        "3:39: no key `active`, only id, secret, disabled",
    ),
    fault("accounts:\n  - id: 1\n    access-keys: [{ id: a }]", "3:21: the key `secret` is missing"),
    fault(
        "accounts:\n  - id: 1\n    users:\n      - name: a b",
        "4:15: `a b` is not a valid name of a user; use 1 to 64 letters, digits, `.`, `-` and `_`",
    ),
    fault(
        "accounts:\n  - id: 1\n    users: [{ name: a, policies: [{ Version: \"1\", Statement: [{ Effect: Permit, Action: \"*\", Resource: \"*\" }] }] }]",
        "3:35: the policy: Statement[0].Effect: no effect `Permit`",
    ),
    fault(
        "accounts:\n  - id: 1\n    policies:\n      p:\n        Version: \"1\"\n        Statement: { Effect: Allow, Action: \"*\", Resource: \"*\", Condition: { IpAdress: { acs:SourceIp: ::1 } } }",
        "5:9: the policy: Statement[0].Condition.IpAdress: there is no condition operator `IpAdress`, did you mean `IpAddress`?",
    ),
    fault(
        "accounts:\n  - id: 1\n    roles:\n      - name: r\n        trust-policy: { Version: \"1\", Statement: [{ Effect: Allow, Action: sts:AssumeRole }] }",
        "5:23: the trust policy: Statement[0]: `Principal` is missing: who may assume the role",
    ),
    fault(
        "accounts:\n  - id: 1\n    roles: [{ name: r, max-session-duration: 60 }]",
        "3:46: a session lasts at most 3600 to 43200 seconds, not 60",
    ),
    fault("accounts:\n  - id: 1\n    policies: { p: q }", "3:20: `p` must be a policy, but `q` is a name"),
    fault(
        "accounts:\n  - id: 1\n    roles: [{ name: r, sessions: [{ name: s, access-key-id: a, access-key-secret: b, security-token: \"\" }] }]",
        "3:61: the session has no security token",
    ),
    meaning("accounts:\n  - id: a/b", "2:9: `a/b` is not the id of an account; use a number of 16 digits"),
    meaning("accounts:\n  - id: 1\n  - id: 1", "3:9: the account `1` appears twice; merge the two"),
    meaning(
        "accounts:\n  - id: 1\n    users: [{ name: a }, { name: A }]",
        "3:34: the user `A` appears twice; merge the two",
    ),
    meaning(
        "accounts:\n  - id: 1\n    users: [{ name: a, policies: [AdministratorAcess] }]",
        "3:35: no policy `AdministratorAcess`, did you mean `AdministratorAccess`?; there are AdministratorAccess, \
         FullAliyunAccess, AliyunSTSAssumeRoleAccess",
    ),
    meaning(
        "accounts:\n  - id: 1\n    policies: { AdministratorAccess: { Version: \"1\", Statement: [] } }",
        "3:38: `AdministratorAccess` is the name of a system policy; choose another one",
    ),
    meaning(
        "accounts:\n  - id: 1\n    access-keys: [{ id: a, secret: s }, { id: a, secret: t }]",
        "3:47: access key `a`: the id appears twice",
    ),
    meaning(
        "accounts:\n  - id: 1\n    access-keys: [{ id: \"a,b\", secret: s }]",
        "3:25: access key `a,b`: the id has a character that is not allowed in an Authorization header",
    ),
    meaning(
        "accounts:\n  - id: 1\n    control-policies: [FullAliyunAccess]",
        "3:24: only a member has control policies; name its management account with `member-of`",
    ),
    meaning("accounts:\n  - id: 1\n    member-of: 2", "3:16: no account `2`; there are 1"),
    meaning("accounts:\n  - id: 1\n    member-of: 1", "3:16: `1` is itself a member; name the management account"),
];

/// Faults that no schema sees, since they are none of data.
const NO_DATA: &[(&str, &str)] = &[
    ("accounts: [", "1:11: unclosed bracket '['"),
    ("accounts:\n  - id: 1\n    id: 2", "3:5: the key `id` appears twice; remove one of them"),
    ("accounts:\n\t- id: 1", "2:2: tabs disallowed within this context (block indentation)"),
];

async fn error(text: &str) -> String {
    let identity = match Identity::from_yaml(text) {
        Ok(identity) => identity,
        Err(error) => return error.to_string(),
    };
    let started: Result<Mock, StartError> = builder().identity(identity).start().await;
    started.expect_err(text).to_string()
}

#[tokio::test]
async fn every_fault_is_told_with_line_and_column_and_the_way_out() {
    let faults = FAULTS.iter().map(|fault| (fault.text, fault.error)).chain(NO_DATA.iter().copied());
    for (text, expected) in faults {
        assert_eq!(error(text).await, expected, "{text}");
    }
}

#[tokio::test]
async fn faults_that_show_when_the_mock_starts_name_the_file_too() {
    let path = std::env::temp_dir().join(format!("twinspec-mock-identity-{}.yaml", std::process::id()));
    std::fs::write(&path, "accounts:\n  - id: 1\n    member-of: 2\n").expect("a file");
    let identity = Identity::from_file(&path).expect("it has the right form");
    let started: Result<Mock, StartError> = builder().identity(identity).start().await;
    std::fs::remove_file(&path).expect("it is there");
    let expected = format!("{}:3:16: no account `2`; there are 1", path.display());
    assert_eq!(started.expect_err("there is no account 2").to_string(), expected);
}
