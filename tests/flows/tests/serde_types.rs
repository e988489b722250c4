//! With the feature `serde` each type of the client is read and written without a loss, with all of its fields.

use std::collections::BTreeSet;
use std::path::Path;

use acs_resource_directory as api;
use serde_json::{Value, json};

fn description() -> Value {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generated/resource-directory/docs/openapi.json");
    serde_json::from_str(&std::fs::read_to_string(path).expect("the description")).expect("JSON")
}

/// A value with all that a schema describes.
fn sample(document: &Value, schema: &Value) -> Value {
    if let Some(target) = schema["$ref"].as_str() {
        return sample(document, document.pointer(&target[1..]).expect("the target of a reference"));
    }
    match schema["type"].as_str() {
        Some("object") => {
            let fields = schema["properties"].as_object().expect("fields");
            fields.iter().map(|(name, field)| (name.clone(), sample(document, field))).collect()
        }
        Some("array") => json!([sample(document, &schema["items"]), sample(document, &schema["items"])]),
        Some("string") => schema["enum"].get(0).cloned().unwrap_or_else(|| json!("a text")),
        Some("integer") => json!(7),
        Some("boolean") => json!(true),
        other => panic!("no sample of {other:?}: {schema}"),
    }
}

/// What an operation answers, without the ID of the request, which is not a part of the body.
fn answer(document: &Value, operation: &str) -> Value {
    let schema = format!("/paths/~1{operation}/post/responses/200/content/application~1json/schema");
    let mut answer = sample(document, document.pointer(&schema).unwrap_or_else(|| panic!("{operation} answers")));
    answer.as_object_mut().expect("an object").remove("RequestId");
    answer
}

/// Reads and writes values, and notes the names of the types.
#[derive(Default)]
struct Seen(BTreeSet<String>);

impl Seen {
    fn stays<T: serde::Serialize + serde::de::DeserializeOwned>(&mut self, name: &str, value: &Value) {
        let read: T = serde_json::from_value(value.clone()).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!(serde_json::to_value(&read).expect("it is written"), *value, "{name}");
        self.0.insert(name.replace(' ', ""));
    }
}

/// The types that have `serde`'s traits, by the sources.
fn listed() -> BTreeSet<String> {
    let sources = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../generated/resource-directory/client/src");
    let mut found = BTreeSet::new();
    for file in std::fs::read_dir(sources).expect("the sources") {
        let path = file.expect("a source").path();
        let text = std::fs::read_to_string(&path).expect("a text");
        let module = path.file_stem().expect("a name").to_string_lossy().into_owned();
        for list in text.split("impl_serde!(").skip(1) {
            let (names, _) = list.split_once(')').expect("the end of the list");
            found.extend(names.split(',').map(|name| format!("{module}::{}", name.trim())));
        }
    }
    found
}

#[test]
fn each_type_stays_what_it_is() {
    let document = description();
    let mut seen = Seen::default();
    macro_rules! objects {
        ($($operation:literal $pointer:literal $module:ident::$name:ident;)*) => {$(
            let whole = answer(&document, $operation);
            let value = whole.pointer($pointer).expect("a part of the answer");
            seen.stays::<api::$module::$name>(concat!(stringify!($module), "::", stringify!($name)), value);
        )*};
    }
    macro_rules! enums {
        ($($module:ident::$name:ident;)*) => {$(
            let texts = api::$module::$name::KNOWN.iter().map(|(_, text)| *text);
            for text in texts.chain(["SomethingNew"]) {
                seen.stays::<api::$module::$name>(concat!(stringify!($module), "::", stringify!($name)), &json!(text));
            }
        )*};
    }
    objects! {
        "AddMessageContact" "" add_message_contact::ResponseBody;
        "AddMessageContact" "/Contact" add_message_contact::ResponseBodyContact;
        "DeleteAccount" "" delete_account::ResponseBody;
        "DeleteMessageContact" "" delete_message_contact::ResponseBody;
        "EnableResourceDirectory" "" enable_resource_directory::ResponseBody;
        "EnableResourceDirectory" "/ResourceDirectory" enable_resource_directory::ResponseBodyResourceDirectory;
        "GetAccount" "" get_account::ResponseBody;
        "GetAccount" "/Account" get_account::ResponseBodyAccount;
        "GetAccountDeletionCheckResult" "" get_account_deletion_check_result::ResponseBody;
        "GetAccountDeletionCheckResult" "/AccountDeletionCheckResultInfo"
            get_account_deletion_check_result::ResponseBodyAccountDeletionCheckResultInfo;
        "GetAccountDeletionStatus" "" get_account_deletion_status::ResponseBody;
        "GetAccountDeletionStatus" "/RdAccountDeletionStatus"
            get_account_deletion_status::ResponseBodyRdAccountDeletionStatus;
        "GetAccountDeletionStatus" "/RdAccountDeletionStatus/FailReasonList/0"
            get_account_deletion_status::ResponseBodyRdAccountDeletionStatusFailReasonListItem;
        "GetControlPolicy" "" get_control_policy::ResponseBody;
        "GetControlPolicy" "/ControlPolicy" get_control_policy::ResponseBodyControlPolicy;
        "GetFolder" "" get_folder::ResponseBody;
        "GetFolder" "/Folder" get_folder::ResponseBodyFolder;
        "GetHandshake" "" get_handshake::ResponseBody;
        "GetHandshake" "/Handshake" get_handshake::ResponseBodyHandshake;
        "GetMessageContact" "" get_message_contact::ResponseBody;
        "GetMessageContact" "/Contact" get_message_contact::ResponseBodyContact;
        "GetMessageContactDeletionStatus" "" get_message_contact_deletion_status::ResponseBody;
        "GetMessageContactDeletionStatus" "/ContactDeletionStatus"
            get_message_contact_deletion_status::ResponseBodyContactDeletionStatus;
        "GetMessageContactDeletionStatus" "/ContactDeletionStatus/FailReasonList/0"
            get_message_contact_deletion_status::ResponseBodyContactDeletionStatusFailReasonListItem;
        "GetPayerForAccount" "" get_payer_for_account::ResponseBody;
        "GetResourceDirectory" "" get_resource_directory::ResponseBody;
        "GetResourceDirectory" "/ResourceDirectory" get_resource_directory::ResponseBodyResourceDirectory;
        "ListAccounts" "" list_accounts::ResponseBody;
        "ListAccounts" "/Accounts/Account/0" list_accounts::ResponseBodyAccountsItem;
        "ListAccountsForParent" "" list_accounts_for_parent::ResponseBody;
        "ListAccountsForParent" "/Accounts/Account/0" list_accounts_for_parent::ResponseBodyAccountsItem;
        "ListAncestors" "" list_ancestors::ResponseBody;
        "ListAncestors" "/Folders/Folder/0" list_ancestors::ResponseBodyFoldersItem;
        "ListAuthorizedAccounts" "" list_authorized_accounts::ResponseBody;
        "ListAuthorizedAccounts" "/Accounts/Account/0" list_authorized_accounts::ResponseBodyAccountsItem;
        "ListAuthorizedFolders" "" list_authorized_folders::ResponseBody;
        "ListAuthorizedFolders" "/Folders/Folder/0" list_authorized_folders::ResponseBodyFoldersItem;
        "ListControlPolicies" "" list_control_policies::ResponseBody;
        "ListControlPolicies" "/ControlPolicies/ControlPolicy/0" list_control_policies::ResponseBodyControlPoliciesItem;
        "ListControlPolicyAttachmentsForTarget" "" list_control_policy_attachments_for_target::ResponseBody;
        "ListControlPolicyAttachmentsForTarget" "/ControlPolicyAttachments/ControlPolicyAttachment/0"
            list_control_policy_attachments_for_target::ResponseBodyControlPolicyAttachmentsItem;
        "ListDelegatedAdministrators" "" list_delegated_administrators::ResponseBody;
        "ListDelegatedAdministrators" "/Accounts/Account/0" list_delegated_administrators::ResponseBodyAccountsItem;
        "ListDelegatedServicesForAccount" "" list_delegated_services_for_account::ResponseBody;
        "ListDelegatedServicesForAccount" "/DelegatedServices/DelegatedService/0"
            list_delegated_services_for_account::ResponseBodyDelegatedServicesItem;
        "ListFoldersForParent" "" list_folders_for_parent::ResponseBody;
        "ListFoldersForParent" "/Folders/Folder/0" list_folders_for_parent::ResponseBodyFoldersItem;
        "ListMessageContactVerifications" "" list_message_contact_verifications::ResponseBody;
        "ListMessageContactVerifications" "/ContactVerifications/0"
            list_message_contact_verifications::ResponseBodyContactVerificationsItem;
        "ListMessageContacts" "" list_message_contacts::ResponseBody;
        "ListMessageContacts" "/Contacts/0" list_message_contacts::ResponseBodyContactsItem;
        "ListTagKeys" "" list_tag_keys::ResponseBody;
        "ListTagKeys" "/Tags/0" list_tag_keys::ResponseBodyTagsItem;
        "ListTagResources" "" list_tag_resources::ResponseBody;
        "ListTagResources" "/TagResources/0" list_tag_resources::ResponseBodyTagResourcesItem;
        "ListTagValues" "" list_tag_values::ResponseBody;
        "ListTagValues" "/Tags/0" list_tag_values::ResponseBodyTagsItem;
        "ListTargetAttachmentsForControlPolicy" "" list_target_attachments_for_control_policy::ResponseBody;
        "ListTargetAttachmentsForControlPolicy" "/TargetAttachments/TargetAttachment/0"
            list_target_attachments_for_control_policy::ResponseBodyTargetAttachmentsItem;
        "ListTrustedServiceStatus" "" list_trusted_service_status::ResponseBody;
        "ListTrustedServiceStatus" "/EnabledServicePrincipals/EnabledServicePrincipal/0"
            list_trusted_service_status::ResponseBodyEnabledServicePrincipalsItem;
        "PrecheckForConsolidatedBillingAccount" "" precheck_for_consolidated_billing_account::ResponseBody;
        "PrecheckForConsolidatedBillingAccount" "/Reasons/0"
            precheck_for_consolidated_billing_account::ResponseBodyReasonsItem;
        "SendVerificationCodeForBindSecureMobilePhone" ""
            send_verification_code_for_bind_secure_mobile_phone::ResponseBody;
        "SetMemberDeletionPermission" "" set_member_deletion_permission::ResponseBody;
        "SetMemberDisplayNameSyncStatus" "" set_member_display_name_sync_status::ResponseBody;
        "GetAccountDeletionCheckResult" "/AccountDeletionCheckResultInfo/AbandonableChecks/0" types::AbandonableCheck;
        "CreateResourceAccount" "/Account" types::Account;
        "CreateResourceAccount" "" types::AccountBody;
        "CreateControlPolicy" "/ControlPolicy" types::ControlPolicy;
        "CreateControlPolicy" "" types::ControlPolicyBody;
        "AttachControlPolicy" "" types::EmptyBody;
        "DisableControlPolicy" "" types::EnablementStatusBody;
        "CreateFolder" "/Folder" types::Folder;
        "CreateFolder" "" types::FolderBody;
        "AcceptHandshake" "/Handshake" types::Handshake;
        "AcceptHandshake" "" types::HandshakeBody;
        "ListHandshakesForAccount" "" types::HandshakesPageNumberPageSizeTotalCountBody;
        "AssociateMembers" "/Members/0" types::Member;
        "AssociateMembers" "" types::MemberBody;
        "GetAccount" "/Account/Tags/0" types::Tag;
    }
    enums! {
        create_control_policy::EffectScope;
        create_resource_account::ResellAccountType;
        delete_message_contact::ResponseBodyStatus;
        enable_resource_directory::EnableMode;
        get_account::ResponseBodyAccountEmailStatus;
        get_account_deletion_check_result::ResponseBodyAccountDeletionCheckResultInfoStatus;
        get_account_deletion_status::ResponseBodyRdAccountDeletionStatusStatus;
        get_message_contact_deletion_status::ResponseBodyContactDeletionStatusStatus;
        list_delegated_services_for_account::ResponseBodyDelegatedServicesItemStatus;
        list_target_attachments_for_control_policy::ResponseBodyTargetAttachmentsItemTargetType;
        update_account::NewAccountType;
        types::AccountStatus;
        types::AccountType;
        types::ContactStatus;
        types::ContactTitle;
        types::DeletionStatus;
        types::DeletionType;
        types::EffectScope;
        types::EnablementStatus;
        types::HandshakeStatus;
        types::JoinMethod;
        types::MemberAccountDisplayNameSyncStatus;
        types::MessageType;
        types::PolicyType;
        types::ResourceType;
        types::TargetType;
    }
    assert_eq!(seen.0, listed(), "each type is in one of the tables above");
}
