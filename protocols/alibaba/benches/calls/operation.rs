//! The call that is made: an operation as the generator describes it.

use serde::Deserialize;
use twinspec_core::{Api, Arguments, Decode, Decoder, ErrorKind, Input, Location, Method, Operation, Parameter, Style};

pub(crate) static API: Api = Api::new("ResourceDirectoryMaster", "2022-04-19", &twinspec_alibaba::Alibaba::RPC);

static OPERATION: Operation = Operation::new(&API, "GetFolder", &[Method::Post], "/")
    .read_only()
    .parameters(&[Parameter::new("FolderId", Location::Query, Style::Flat).required()]);

pub(crate) const FOLDER_ID: &str = "fd-bqr3abcd12";

/// What the server answers.
pub(crate) const ANSWER: &str = r#"{"RequestId":"EC2FE94D-A4A2-51A1-A493-5C273A36C46A","Folder":{"FolderId":"fd-bqr3abcd12","FolderName":"storage","ParentFolderId":"r-b1****","CreateTime":"2026-11-24T03:49:39Z","ResourceDirectoryPath":"rd-bx****/r-b1****/fd-bqr3abcd12","Tags":[{"Key":"team","Value":"storage"},{"Key":"stage","Value":"production"}]}}"#;

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Answer {
    pub(crate) request_id: String,
    pub(crate) folder: Option<Folder>,
}

impl Decode for Answer {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("RequestId", &mut self.request_id), ("Folder", &mut self.folder)]);
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Folder {
    pub(crate) folder_id: String,
    pub(crate) folder_name: String,
    pub(crate) parent_folder_id: String,
    pub(crate) create_time: String,
    pub(crate) resource_directory_path: String,
    pub(crate) tags: Vec<Tag>,
}

impl Decode for Folder {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [
            ("FolderId", &mut self.folder_id),
            ("FolderName", &mut self.folder_name),
            ("ParentFolderId", &mut self.parent_folder_id),
            ("CreateTime", &mut self.create_time),
            ("ResourceDirectoryPath", &mut self.resource_directory_path),
            ("Tags", &mut self.tags),
        ]);
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default, rename_all = "PascalCase")]
pub(crate) struct Tag {
    pub(crate) key: String,
    pub(crate) value: String,
}

impl Decode for Tag {
    fn decode(&mut self, from: Decoder<'_, '_>) {
        from.object(&mut [("Key", &mut self.key), ("Value", &mut self.value)]);
    }
}

impl Answer {
    /// Whether all of the answer arrived, which keeps the compiler from leaving its decoding out too.
    pub(crate) fn is_whole(&self) -> bool {
        let Some(folder) = &self.folder else { return false };
        let texts =
            [&folder.folder_name, &folder.parent_folder_id, &folder.create_time, &folder.resource_directory_path];
        let tags = folder.tags.iter().filter(|tag| !tag.key.is_empty() && !tag.value.is_empty()).count();
        !self.request_id.is_empty()
            && folder.folder_id == FOLDER_ID
            && texts.iter().all(|text| !text.is_empty())
            && tags == 2
    }
}

pub(crate) struct GetFolder {
    pub(crate) folder_id: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum GetFolderErrorKind {
    Unlisted,
    Local,
}

impl ErrorKind for GetFolderErrorKind {
    const TABLE: &'static [Self] = &[];
    const UNLISTED: Self = GetFolderErrorKind::Unlisted;
    const LOCAL: Self = Self::Local;
}

impl Input for GetFolder {
    type Output = Answer;
    type ErrorKind = GetFolderErrorKind;
    const OPERATION: &'static Operation = &OPERATION;

    fn arguments(&self, arguments: &mut Arguments) {
        arguments.set("FolderId", &self.folder_id);
    }
}
